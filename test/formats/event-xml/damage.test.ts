import { describe, expect, it } from "vitest";
import { bytesSource } from "../../../src/formats/evtx/index.ts";
import { EventXmlScan } from "../../../src/formats/event-xml/index.ts";
import { exportedEvent, exportedEvents, savedByEventViewer, systemOf } from "./seams/exported.ts";
import { dataOf, damagesOf, readXml, statesOf } from "./seams/reading.ts";

const [first = "", second = "", third = ""] = exportedEvents(3);
/** An event of 2 MiB. */
const LARGE = `<EventData><Data>${"0123456789abcdef".repeat(1 << 17)}</Data></EventData>`;

describe("a sound export", () => {
  it.each([
    ["saved by Event Viewer", savedByEventViewer([first, second, third])],
    ["printed by wevtutil", `${first}\r\n${second}\r\n${third}\r\n`],
    ["printed by wevtutil with a root of any name", `<Root>${first}${second}${third}</Root>`],
    ["joined from several", `${savedByEventViewer([first])}\r\n${savedByEventViewer([second])}<Events/>${third}`],
    [
      "with comments",
      `<!-- a --><Events a='b'><!-- <Event> -->${first}<!-- -- -->${second}<?pi ?>${third}</Events><!-- -->`,
    ],
  ])("%s is read whole", (_, text) => {
    const reading = readXml(text);
    expect(statesOf(reading)).toEqual(["1 intact", "2 intact", "3 intact"]);
    expect(reading.events.map((event) => dataOf(event))).toEqual([1, 2, 3].map((id) => [[null, `event ${id}`]]));
    expect([reading.damages, reading.remarks]).toEqual([[], []]);
    expect(reading.progress).toMatchObject({ records: 3, selected: 3, recovered: 0, damaged: 0, damages: 0 });
    expect(reading.progress.bytesRead).toBe(text.length);
  });

  it.each(["<Events/>", "<Events></Events>", savedByEventViewer([]), "<Events>\r\n</Events>\r\n"])(
    "without events is complete: %s",
    (text) => {
      expect(readXml(text)).toMatchObject({ events: [], damages: [], remarks: [] });
    },
  );
});

describe("an export that is cut off", () => {
  it("inside an event keeps what came before, and what is left of the event", () => {
    const text = savedByEventViewer([first, second]);
    const reading = readXml(text.slice(0, text.indexOf("event 2") + 5));
    expect(statesOf(reading)).toEqual(["1 intact", "2 damaged"]);
    expect(reading.events.map((event) => dataOf(event)[0]?.[1])).toEqual(["event 1", "event"]);
    expect(reading.damages).toEqual([
      {
        kind: "truncated-file",
        offset: text.indexOf("event 2") + 5,
        expected: "</Event>",
        found: "the end of the file",
        recordId: 2n,
      },
    ]);
  });

  it("between two events is told by the root that stays open", () => {
    const text = savedByEventViewer([first, second]);
    expect(damagesOf(readXml(text.slice(0, -"</Events>".length)))).toEqual([
      "truncated-file: expected </Events>, found the end of the file",
    ]);
  });

  it("anywhere is never taken for whole", () => {
    const text = savedByEventViewer([first]);
    for (let length = text.indexOf("<Events>") + 8; length < text.length; length++) {
      expect([length, readXml(text.slice(0, length)).damages.length > 0]).toEqual([length, true]);
    }
  });

  it("while it is read is told, with what was there when it was opened", () => {
    const bytes = new TextEncoder().encode(first + second);
    const source = { ...bytesSource(bytes), size: bytes.length + 10 };
    expect(damagesOf(readXml(source))).toEqual([
      `truncated-file: expected ${bytes.length + 10} bytes, as when it was opened, found the end of the file`,
    ]);
  });
});

describe("an export in which something is broken", () => {
  it("reads the events around one that is not well-formed", () => {
    const reading = readXml(savedByEventViewer([first, second.replace("</Data>", "</Daten>"), third]));
    expect(statesOf(reading)).toEqual(["1 intact", "2 damaged", "3 intact"]);
    expect(damagesOf(reading)).toEqual(['xml: expected </Data>, found "</Daten></EventData></Ev"']);
    expect(reading.damages.map(({ recordId }) => recordId)).toEqual([2n]);
  });

  it("takes the next event for the next even where one lost its end", () => {
    const reading = readXml(savedByEventViewer([first, second.replace("</EventData></Event>", ""), third]));
    expect(statesOf(reading)).toEqual(["1 intact", "2 damaged", "3 intact"]);
    expect(damagesOf(reading)).toEqual(["cut-off-event: expected </Event>, found the next event"]);
  });

  it.each([
    [`text ${first}`, '"text "'],
    [`${first}text${second}`, '"text"'],
    [`${first}</Event>${second}`, '"</Event>'],
    [`${first}<System>text</System>${second}`, null],
    [`<Events>${first}<System/>text</Events>${second}`, '"<System/>'],
    [`${first}${"\0".repeat(5000)}${second}`, '"\\u0000'],
    [`${first}<${second}`, '"<'],
    [`<!DOCTYPE a [<!ENTITY b "c">]>${first}`, '"<!DOCTYPE'],
    [`<Evemt><x/></Evemt><Events>${first}`, null],
  ])("tells what stands between events, once, and reads on: %s", (text, found) => {
    const { damages, events } = readXml(text);
    expect(events.filter(({ state }) => state !== "intact")).toEqual([]);
    expect(events.length).toBe(text.split("<Event ").length - 1);
    const strange = damages.filter(({ kind }) => kind === "between-events");
    expect(strange).toHaveLength(1);
    if (found !== null) expect(strange[0]?.found.startsWith(found)).toBe(true);
  });

  it("never expands what a document declares", () => {
    const bomb =
      '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' +
      exportedEvent({ payload: "<EventData><Data>&b;</Data></EventData>" });
    const { events, damages } = readXml(bomb);
    expect(events.map((event) => dataOf(event))).toEqual([[[null, "&b;"]]]);
    expect(damages.map(({ kind }) => kind)).toEqual(["between-events", "xml"]);
  });

  it("keeps what a failing disk gave", () => {
    const bytes = new TextEncoder().encode(`<Events>${exportedEvents(4000).join("")}</Events>`);
    const source = {
      size: bytes.length,
      read(target: Uint8Array, position: number): number {
        if (position >= 1 << 20) throw new Error("i/o error");
        return bytesSource(bytes).read(target, position);
      },
    };
    const { events, damages, progress } = readXml(source);
    expect(events.length).toBeGreaterThan(1000);
    expect(events.slice(0, -1).every(({ state }) => state === "intact")).toBe(true);
    expect(damages.map(({ kind, offset }) => [kind, offset])).toEqual([
      ["read-failed", 1 << 20],
      ["cut-off-event", 1 << 20],
    ]);
    expect(progress.bytesRead).toBe(1 << 20);
  });

  it("is refused when not even its start can be read", () => {
    const read = (): number => {
      throw new Error("i/o error");
    };
    const nothing = (): void => undefined;
    const sink = { record: nothing, damage: nothing, remark: nothing };
    expect(() => new EventXmlScan({ size: 10, read }, sink)).toThrow("i/o error");
  });
});

describe("what an export may cost", () => {
  it("is bounded for an event that never ends, and the next one is read", () => {
    const endless = exportedEvent({ system: systemOf(1), payload: LARGE.repeat(5) }).replace("</Event>", "");
    const reading = readXml(endless + second + third);
    expect(statesOf(reading)).toEqual(["1 damaged", "2 intact", "3 intact"]);
    expect(damagesOf(reading)).toContain("event-size: expected </Event> within 8388608 characters, found none");
  });

  it("is bounded for an event that is too large, up to its end and no further", () => {
    const reading = readXml(exportedEvent({ system: systemOf(1), payload: LARGE.repeat(5) }) + second);
    expect(statesOf(reading)).toEqual(["1 damaged", "2 intact"]);
    expect(reading.progress.damages).toBe(2);
  });

  it("is bounded for a comment that never ends, outside events and inside", () => {
    const long = " - ".repeat(4 << 20);
    const outside = readXml(`${first}<!--${long}`);
    expect(statesOf(outside)).toEqual(["1 intact"]);
    expect(damagesOf(outside)).toEqual(["truncated-file: expected -->, found the end of the file"]);
    expect(statesOf(readXml(`${first}${second.replace("</Data>", `<!--${long}`)}`))).toEqual(["1 intact", "2 damaged"]);
  });

  it("is bounded for names that repeat without end", () => {
    const name = "n".repeat(2000);
    const attributes = Array.from({ length: 20_000 }, (_, index) => ` a${index}=''`).join("");
    const { events, damages } = readXml(exportedEvent({ payload: `<${name}${attributes}/>` }));
    expect(events.map(({ state }) => state)).toEqual(["damaged"]);
    expect(events[0]?.data.length).toBeLessThan(2100);
    expect(damages.map(({ kind }) => kind)).toEqual(["record-output"]);
  });

  it("grows with its length only, whatever stands in it", () => {
    const read = (part: string, length: number): void => {
      const { progress } = readXml(part.repeat(Math.ceil(length / part.length)));
      expect(progress.bytesRead).toBeGreaterThanOrEqual(length);
      expect(progress.records).toBeLessThan(3);
    };
    for (const part of ["<Event ", "<Event>", "<Event a='", "<Event><!--", "<Event><![CDATA["]) read(part, 9 << 20);
    for (const part of ["</Event>", "<![CDATA[", "<", "<!--", "<a>", "<a b", "<?x", " <!-- -->"]) read(part, 2 << 20);
  });
});
