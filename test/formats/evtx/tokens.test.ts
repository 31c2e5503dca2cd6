import { describe, expect, it } from "vitest";
import type { Element } from "../../../samples/generate/evtx/element.ts";
import {
  attribute,
  type Content,
  element,
  optionalSlot,
  slot,
  templateGuid,
  text,
  type Value,
  writeLog,
} from "../../../samples/generate/evtx/index.ts";
import { handMadeLog } from "./seams/hand-made.ts";
import { readLog, readOne } from "./seams/reading.ts";

/** The XML of a record without template. */
function document(root: Element): string {
  return readOne(writeLog([{ time: 1n, body: { kind: "document", root } }])).xml;
}

/** The XML of a template's instance. */
function instance(root: Element, values: readonly Value[]): string {
  const template = { guid: templateGuid(JSON.stringify(root)), root };
  return readOne(writeLog([{ time: 1n, body: { kind: "instance", template, values } }])).xml;
}

const string = (value: string): Value => ({ type: "string", value });

describe("a record without template", () => {
  it("is rendered element by element", () => {
    expect(
      document(
        element(
          "Event",
          [attribute("xmlns", "urn:e")],
          [element("A", [], []), element("B", [attribute("x", "1"), attribute("y", "2")], [text("b")])],
        ),
      ),
    ).toBe("<Event xmlns='urn:e'><A/><B x='1' y='2'>b</B></Event>");
  });

  it("may hold CDATA, which is shown as CDATA", () => {
    expect(document(element("E", [], [{ kind: "cdata", text: "a < b && c" }]))).toBe("<E><![CDATA[a < b && c]]></E>");
  });

  it("may hold CDATA with the end of CDATA inside, and characters that XML forbids", () => {
    expect(document(element("E", [], [{ kind: "cdata", text: "a]]>b\u0001\ud800\uffff" }]))).toBe(
      "<E><![CDATA[a]]]]><![CDATA[>b\ufffd\ufffd\ufffd]]></E>",
    );
  });

  it("may hold processing instructions, which cannot end early", () => {
    const pi = (target: string, data: string): Content => ({ kind: "processing-instruction", target, data });
    expect(document(element("E", [], [pi("go", "left"), text("x"), pi("go", "a?><b/>\u0001")]))).toBe(
      "<E><?go left?>x<?go a?\ufffd<b/>\ufffd?></E>",
    );
  });

  it.each(["x?><y/><?", "a b", "1a", 'a="b"', "a/b", "a>b"])(
    "with the name %j, which XML forbids, is damaged",
    (name) => {
      const body = { kind: "document", root: element("Event", [], [element(name, [], [])]) } as const;
      const { damages, records } = readLog(writeLog([{ time: 1n, body }]));
      expect(damages.map(({ kind, expected, found }) => [kind, expected, found])).toEqual([
        ["string-table", "an XML name", JSON.stringify(name)],
      ]);
      expect(records.map(({ xml }) => xml)).toEqual(["<!-- record 1: damaged, nothing of its XML is left -->"]);
    },
  );

  it("may hold character references, which become the character, escaped where it needs to be", () => {
    const code = (value: number): Content => ({ kind: "character-reference", code: value });
    expect(document(element("E", [], [text("a"), code(0xe9), code(0x3c), code(0x07)]))).toBe("<E>aé&lt;\ufffd</E>");
  });

  it("may hold entity references, of which XML knows five", () => {
    const entity = (name: string): Content => ({ kind: "entity-reference", name });
    expect(
      document(element("E", [], [entity("lt"), entity("gt"), entity("amp"), entity("quot"), entity("apos")])),
    ).toBe(`<E>&lt;&gt;&amp;"'</E>`);
    // Others would make the output ill-formed: they stay as text.
    expect(document(element("E", [], [entity("euro")]))).toBe("<E>&amp;euro;</E>");
  });

  it("joins an attribute's parts (evtx.md, trap 3)", () => {
    const value = [
      text("a"),
      { kind: "entity-reference", name: "amp" },
      text("b"),
      { kind: "character-reference", code: 0x27 },
    ] as const;
    expect(document(element("E", [{ name: "x", value }], []))).toBe("<E x='a&amp;b&apos;'/>");
  });
});

describe("a template", () => {
  it("shows values where its slots are, one as often as it likes", () => {
    const root = element(
      "E",
      [attribute("x", slot(1, "string"))],
      [text("["), slot(0, "uint32"), text("|"), slot(0, "uint32"), text("]")],
    );
    expect(instance(root, [{ type: "uint32", value: 7 }, string("y'")])).toBe("<E x='y&apos;'>[7|7]</E>");
  });

  it("leaves an attribute out when its optional value is null, and keeps it empty when the value is not optional", () => {
    const root = element(
      "E",
      [attribute("a", optionalSlot(0, "string")), attribute("b", slot(0, "string")), attribute("c", slot(1, "string"))],
      [],
    );
    expect(instance(root, [{ type: "null" }, string("z")])).toBe("<E b='' c='z'/>");
    expect(instance(root, [string(""), string("z")])).toBe("<E a='' b='' c='z'/>");
  });

  it("keeps an attribute that holds text beside an optional null", () => {
    const value = [text("v"), optionalSlot(0, "string")];
    expect(instance(element("E", [{ name: "a", value }], []), [{ type: "null" }])).toBe("<E a='v'/>");
  });

  it("leaves an element out when the value it depends on is null", () => {
    const root = element("E", [], [element("A", [], [optionalSlot(0, "uint8")], 0), element("B", [], [text("b")], 1)]);
    expect(instance(root, [{ type: "null" }, string("")])).toBe("<E><B>b</B></E>");
    expect(instance(root, [{ type: "uint8", value: 0 }, { type: "null" }])).toBe("<E><A>0</A></E>");
  });

  it("takes a value that the record does not have for null", () => {
    const root = element(
      "E",
      [attribute("a", optionalSlot(9, "string"))],
      [element("A", [], [], 9), slot(9, "string"), text(".")],
    );
    expect(instance(root, [string("only one")])).toBe("<E>.</E>");
  });

  it("goes by the type that the value has, not by the one that was declared", () => {
    expect(instance(element("E", [], [slot(0, "uint32")]), [string("text")])).toBe("<E>text</E>");
  });

  it("joins an array's items where there is no element to repeat", () => {
    const items: Value = {
      type: "array",
      of: "uint8",
      items: [
        { type: "uint8", value: 1 },
        { type: "uint8", value: 2 },
      ],
    };
    const root = element("E", [attribute("a", slot(0, "uint8", true))], [text("n="), slot(0, "uint8", true)]);
    expect(instance(root, [items])).toBe("<E a='1,2'>n=1,2</E>");
  });

  it("shows BinXML that stands in a value in its place, with its own template and values", () => {
    const inner = { guid: templateGuid("inner"), root: element("In", [], [slot(0, "string")]) };
    const value: Value = { type: "xml", value: { kind: "instance", template: inner, values: [string("deep")] } };
    expect(instance(element("E", [], [slot(0, "xml"), text("."), slot(1, "string")]), [value, string("outer")])).toBe(
      "<E><In>deep</In>.outer</E>",
    );
  });

  it("shows BinXML without template in a value too", () => {
    const value: Value = {
      type: "xml",
      value: { kind: "document", root: element("In", [attribute("a", "1")], [text("t")]) },
    };
    expect(instance(element("E", [], [slot(0, "xml")]), [value])).toBe("<E><In a='1'>t</In></E>");
  });

  it("is found in every chunk anew, though names and offsets differ there", () => {
    const template = {
      guid: templateGuid("same"),
      root: element("Event", [], [element("Long", [], [slot(0, "string")])]),
    };
    const records = Array.from({ length: 7 }, (_, index) => ({
      time: 1n,
      body: { kind: "instance", template, values: [string(`n${index}`)] } as const,
    }));
    const other = { time: 1n, body: { kind: "document", root: element("Shift", [], []) } } as const;
    const { records: read, damages } = readLog(writeLog([other, ...records], { recordsPerChunk: 3 }));
    expect(damages).toEqual([]);
    expect(read.slice(1).map(({ xml }) => xml)).toEqual(
      records.map((_, index) => `<Event><Long>n${index}</Long></Event>`),
    );
  });

  it("with the same GUID but another body is another template", () => {
    const guid = templateGuid("shared by two builds of a provider");
    const record = (name: string) =>
      ({
        time: 1n,
        body: {
          kind: "instance",
          template: { guid, root: element(name, [], [slot(0, "string")]) },
          values: [string("v")],
        },
      }) as const;
    const { records, damages } = readLog(writeLog([record("One"), record("Two")], { recordsPerChunk: 1 }));
    expect(damages).toEqual([]);
    expect(records.map(({ xml }) => xml)).toEqual(["<One>v</One>", "<Two>v</Two>"]);
  });
});

describe("a record's root element", () => {
  it("is shown though what it depends on is null: Windows makes Event depend on its payload", () => {
    const root = element("Event", [], [element("System", [], []), optionalSlot(0, "xml")], 0);
    expect(instance(root, [{ type: "null" }])).toBe("<Event><System/></Event>");
  });
});

describe("tokens by hand", () => {
  it("end an element whatever the sizes say, which writers get wrong", () => {
    const log = handMadeLog((out) =>
      out.record(1, () =>
        out.instance(
          () => {
            // <E a='v'>text</E> with element and attribute sizes of four billion.
            out.u8(0x41).u16(0xffff).u32(0xffffffff).name("E").u32(0xffffffff);
            out.u8(0x06).name("a").u8(0x05, 0x01).u16(1).utf16("v");
            out.u8(0x02).u8(0x05, 0x01).u16(4).utf16("text").u8(0x04);
          },
          () => out.u32(0),
        ),
      ),
    );
    expect(readOne(log).xml).toBe("<E a='v'>text</E>");
  });

  it("may carry the flag that more follows", () => {
    const log = handMadeLog((out) =>
      out.record(1, () => {
        // <E>: text "a" (45, more follows), character reference b (48), CDATA c (47), entity amp (49), text "d".
        out.u8(0x0f, 0x01, 0x01, 0x00).u8(0x01).u32(0).name("E").u8(0x02);
        out.u8(0x45, 0x01).u16(1).utf16("a");
        out.u8(0x48).u16(0x62);
        out.u8(0x47).u16(1).utf16("c");
        out.u8(0x49).name("amp");
        out.u8(0x05, 0x01).u16(1).utf16("d");
        out.u8(0x04).u8(0x00);
      }),
    );
    expect(readOne(log).xml).toBe("<E>ab<![CDATA[c]]>&amp;d</E>");
  });

  it("may be literal values of other types than text", () => {
    const log = handMadeLog((out) =>
      out.record(1, () => {
        out.u8(0x0f, 0x01, 0x01, 0x00).u8(0x01).u32(0).name("E").u8(0x02);
        // uint16 12293; boolean true; ANSI string of 2 bytes; SID S-1-5-18.
        out.u8(0x45, 0x06).u16(12_293);
        out.u8(0x45, 0x0d).u32(1);
        out.u8(0x45, 0x02).u16(2).u8(0x80, 0x21);
        out.u8(0x05, 0x13).u8(1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0);
        out.u8(0x04).u8(0x00);
      }),
    );
    expect(readOne(log).xml).toBe("<E>12293true€!S-1-5-18</E>");
  });

  it("that nobody knows make the record damaged, and name where", () => {
    let at = 0;
    const log = handMadeLog((out) =>
      out.record(7, () => {
        out.u8(0x0f, 0x01, 0x01, 0x00).u8(0x01).u32(0).name("E").u8(0x02);
        at = out.at;
        out.u8(0x1c);
      }),
    );
    const { events, damages } = readLog(log);
    expect(events.map(({ state, recordId }) => [state, recordId])).toEqual([["damaged", 7n]]);
    expect(damages).toEqual([
      {
        kind: "binxml",
        offset: 4096 + at,
        expected: "content or the end of an element",
        found: "token 0x1c",
        recordId: 7n,
      },
    ]);
  });
});
