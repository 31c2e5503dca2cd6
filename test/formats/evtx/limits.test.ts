import { describe, expect, it } from "vitest";
import type { Element } from "../../../samples/generate/evtx/element.ts";
import {
  attribute,
  type Content,
  element,
  type Fragment,
  slot,
  templateGuid,
  text,
  type Value,
  writeLog,
} from "../../../samples/generate/evtx/index.ts";
import { ByteWriter, bytesSource, EvtxScan } from "../../../src/formats/evtx/index.ts";
import { handMadeLog } from "./seams/hand-made.ts";
import { readLog } from "./seams/reading.ts";

/** A megabyte for every kilobyte of a record would be too much; no honest record comes near this. */
const MOST_OUTPUT = 16 << 20;

interface Cost {
  readonly state: string;
  readonly damages: readonly string[];
  readonly jsonBytes: number;
  readonly xmlBytes: number;
  readonly characters: number;
}

/** Reads a log of one hostile record in all ways and says what came of it. */
function costOf(log: Uint8Array): Cost {
  const damages: string[] = [];
  const costs: Omit<Cost, "damages">[] = [];
  const scan = new EvtxScan(bytesSource(log), {
    record: (record) => {
      const [json, xml] = [new ByteWriter(), new ByteWriter()];
      record.writeJson(json, "a.evtx");
      record.writeXml(xml);
      const parsed: unknown = JSON.parse(new TextDecoder().decode(json.written()));
      expect(parsed).toMatchObject({ file: "a.evtx" });
      const { data, state } = record.decode();
      const characters = data.reduce((sum, { value }) => sum + value.length, 0);
      costs.push({ state, jsonBytes: json.length, xmlBytes: xml.length, characters });
    },
    damage: ({ kind }) => damages.push(kind),
    remark: () => undefined,
  });
  let more = true;
  while (more) more = scan.next();
  const [cost] = costs;
  if (cost === undefined || costs.length > 1) throw new Error(`${costs.length} records`);
  return { ...cost, damages };
}

function expectBounded(log: Uint8Array): void {
  const cost = costOf(log);
  expect(cost.jsonBytes).toBeLessThan(MOST_OUTPUT);
  expect(cost.xmlBytes).toBeLessThan(MOST_OUTPUT);
  expect(cost.characters).toBeLessThan(MOST_OUTPUT);
}

function log(body: Fragment): Uint8Array {
  return writeLog([{ time: 1n, body }]);
}

function instance(root: Element, values: readonly Value[]): Fragment {
  return { kind: "instance", template: { guid: templateGuid(JSON.stringify(root)), root }, values };
}

const times = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item);
const event = (...content: readonly Content[]): Element =>
  element("Event", [], [element("System", [], []), ...content]);

/** `levels` of nested BinXML around `inner`, each of which shows the next one `uses` times. */
function nested(levels: number, uses: number, inner: Value, around: (slots: readonly Content[]) => Element): Fragment {
  const root = around(times(uses, slot(0, "xml")));
  let value = inner;
  for (let level = 0; level < levels - 1; level++) value = { type: "xml", value: instance(root, [value]) };
  return instance(root, [value]);
}

describe("nesting", () => {
  const deep = (levels: number): Element => {
    let inner = element("leaf", [], [text("x")]);
    for (let level = 1; level < levels; level++) inner = element("e", [], [inner]);
    return inner;
  };

  it("of elements is followed to 64 levels", () => {
    const { records, damages } = readLog(log({ kind: "document", root: deep(64) }));
    expect(damages).toEqual([]);
    expect(records[0]?.xml).toBe(`${"<e>".repeat(63)}<leaf>x</leaf>${"</e>".repeat(63)}`);
  });

  it.each([65, 1000])("of %i elements is damage", (levels) => {
    const { events, damages } = readLog(log({ kind: "document", root: deep(levels) }));
    expect(events.map(({ state }) => state)).toEqual(["damaged"]);
    expect(damages.map(({ kind, expected }) => [kind, expected])).toEqual([["nesting", "at most 64 nested elements"]]);
  });

  it("of BinXML in values is followed to eight levels", () => {
    const value: Value = { type: "string", value: "x" };
    const sound = readLog(log(nested(9, 1, value, (slots) => element("e", [], slots))));
    expect(sound.damages).toEqual([]);
    expect(sound.records[0]?.xml).toBe(`${"<e>".repeat(9)}x${"</e>".repeat(9)}`);
    const tooDeep = readLog(log(nested(10, 1, value, (slots) => element("e", [], slots))));
    expect(tooDeep.events.map(({ state }) => state)).toEqual(["damaged"]);
    expect(tooDeep.damages.map(({ kind, expected }) => [kind, expected])).toEqual([
      ["nesting", "at most 8 levels of nested BinXML"],
    ]);
  });

  it("of BinXML side by side has a limit too", () => {
    const xml: Value = { type: "xml", value: { kind: "document", root: element("n", [], []) } };
    const root = event(element("EventData", [], [slot(0, "xml")]));
    expect(costOf(log(instance(root, times(63, xml)))).damages).toEqual([]);
    expect(costOf(log(instance(root, times(64, xml))))).toMatchObject({ state: "damaged", damages: ["nesting"] });
  });
});

describe("a record's renderings stay small", () => {
  const long: Value = { type: "string", value: "&".repeat(20_000) };

  it("when its template shows one long value thousands of times", () => {
    expectBounded(
      log(instance(event(element("EventData", [], times(1000, element("D", [], [slot(0, "string")])))), [long])),
    );
  });

  it("when one element shows a long value thousands of times", () => {
    expectBounded(
      log(instance(event(element("EventData", [], [element("Data", [], times(3000, slot(0, "string")))])), [long])),
    );
  });

  it("when a System field shows a long value thousands of times", () => {
    const system = element("System", [], [element("Channel", [], times(3000, slot(0, "string")))]);
    expectBounded(log(instance(element("Event", [], [system]), [long])));
  });

  it("when an attribute shows a long value thousands of times", () => {
    const data = element("Data", [{ name: "a", value: times(3000, slot(0, "string")) }], []);
    expectBounded(log(instance(event(element("EventData", [], [data])), [long])));
  });

  it("when an array repeats an element with a long name", () => {
    const items: Value = { type: "array", of: "uint8", items: times(20_000, { type: "uint8", value: 1 }) };
    const data = element("Data", [attribute("Name", "n".repeat(10_000))], [slot(0, "uint8", true)]);
    expectBounded(log(instance(event(element("EventData", [], [data])), [items])));
  });

  it("and says so: the record is damaged, and the damage is named once", () => {
    const bytes = log(
      instance(event(element("EventData", [], times(1000, element("D", [], [slot(0, "string")])))), [long]),
    );
    const { damages, state } = costOf(bytes);
    expect([state, damages]).toEqual(["damaged", ["record-output"]]);
  });

  it("when nested values are shown hundreds of times on every level", () => {
    const value: Value = { type: "string", value: "x" };
    for (const container of ["EventData", "UserData", "Other"]) {
      expectBounded(log(nested(8, 200, value, (slots) => element("Event", [], [element(container, [], slots)]))));
    }
    expectBounded(log(nested(8, 200, value, (slots) => event(element("EventData", [], [element("Data", [], slots)])))));
  });

  it("when nested values that show nothing are asked for hundreds of times on every level", () => {
    const none: Value = { type: "null" };
    for (const container of ["EventData", "UserData", "Other"]) {
      expectBounded(log(nested(8, 200, none, (slots) => element("Event", [], [element(container, [], slots)]))));
    }
    expectBounded(log(nested(8, 200, none, (slots) => event(element("EventData", [], [element("Data", [], slots)])))));
  });
});

describe("counts that a record cannot hold", () => {
  it.each([16_385, 0xffff_ffff])("%i values are damage, and nothing is made for them", (count) => {
    const made = handMadeLog((out) =>
      out.record(3, () =>
        out.instance(
          () => out.open("Event").u8(0x04),
          () => out.u32(count),
        ),
      ),
    );
    const { events, damages } = readLog(made);
    expect(events.map(({ state }) => state)).toEqual(["damaged"]);
    expect(damages.map(({ kind, expected, found, recordId }) => ({ kind, expected, found, recordId }))).toEqual([
      { kind: "value", expected: "a count of values that fits the record", found: String(count), recordId: 3n },
    ]);
  });

  it("values that end behind the record are null, and those that fit are shown", () => {
    const made = handMadeLog((out) =>
      out.record(3, () =>
        out.instance(
          () => {
            out.open("Event").open("System").u8(0x04).open("EventData");
            out.open("Data").u8(0x0d).u16(0).u8(0x01).u8(0x04);
            out.open("Data").u8(0x0d).u16(1).u8(0x01).u8(0x04);
            out.u8(0x04).u8(0x04);
          },
          // Two strings: one of 2 bytes, one that says it has 40,000.
          () => out.u32(2).u16(2).u8(1, 0).u16(40_000).u8(1, 0).utf16("a"),
        ),
      ),
    );
    const { events, damages } = readLog(made);
    expect(events.map(({ state, data }) => [state, data.map(({ value }) => value)])).toEqual([["damaged", ["a", ""]]]);
    expect(damages.map(({ kind }) => kind)).toEqual(["value"]);
  });
});
