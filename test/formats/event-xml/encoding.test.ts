import { describe, expect, it } from "vitest";
import { exportedEvent, savedByEventViewer, systemOf } from "./seams/exported.ts";
import { dataOf, damagesOf, readOneEvent, readXml } from "./seams/reading.ts";

const event = (text: string, recordId = 1): string =>
  exportedEvent({ system: systemOf(recordId), payload: `<EventData><Data>${text}</Data></EventData>` });

function utf16(text: string, order: "le" | "be"): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return Uint8Array.from(order === "le" ? bytes : bytes.swap16());
}

const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf8"));
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

/** Beyond ASCII, beyond windows-1252, beyond 16 bits. */
const TEXT = "Schattenkopie für Ω 💥";

describe("the encoding of an export", () => {
  it.each<readonly [string, Uint8Array]>([
    ["UTF-8 with its mark, as Event Viewer saves", utf8(`\ufeff${savedByEventViewer([event(TEXT)])}`)],
    ["UTF-8 without a mark", utf8(event(TEXT))],
    ["UTF-16 with its mark, as Windows PowerShell redirects", utf16(`\ufeff${event(TEXT)}\r\n`, "le")],
    ["UTF-16 without a mark", utf16(event(TEXT), "le")],
    ["UTF-16 without a mark that starts with line breaks", utf16(`\r\n \r\n${event(TEXT)}`, "le")],
    ["big-endian UTF-16 without a mark that starts with a line break", utf16(`\r\n${event(TEXT)}`, "be")],
    ["UTF-8 with two marks", utf8(`\ufeff\ufeff${savedByEventViewer([event(TEXT)])}`)],
    ["big-endian UTF-16 with its mark", utf16(`\ufeff${event(TEXT)}`, "be")],
    ["big-endian UTF-16 without a mark", utf16(event(TEXT), "be")],
    ["UTF-8 that its declaration calls UTF-16", utf8(`<?xml version="1.0" encoding="UTF-16"?>${event(TEXT)}`)],
    ["UTF-16 that its declaration calls UTF-8", utf16(`\ufeff${savedByEventViewer([event(TEXT)])}`, "le")],
    ["an encoding that nobody knows", utf8(`<?xml version="1.0" encoding="x-1"?>${event(TEXT)}`)],
  ])("%s", (_, bytes) => {
    expect(dataOf(readOneEvent(bytes))).toEqual([[null, TEXT]]);
  });

  it("may be declared", () => {
    const declared = (label: string): Uint8Array =>
      latin1(`<?xml version='1.0' encoding='${label}'?>${event("f\xfcr \x80")}`);
    expect(dataOf(readOneEvent(declared("windows-1252")))).toEqual([[null, "für €"]]);
    expect(dataOf(readOneEvent(declared("ibm866")))).toEqual([[null, "f№r А"]]);
  });

  it("is the code page that was asked for where nothing is declared and the bytes are no UTF-8", () => {
    const bytes = latin1([event("idle", 1), event("f\xfcr \x80", 2), event("\xfc", 3)].join("\r\n"));
    const standard = readXml(bytes);
    expect(standard.events.map((each) => [each.state, dataOf(each)[0]?.[1]])).toEqual([
      ["intact", "idle"],
      ["intact", "für €"],
      ["intact", "ü"],
    ]);
    expect(standard.damages).toEqual([]);
    expect(standard.remarks).toEqual([
      {
        kind: "code-page",
        offset: bytes.indexOf(10) + 1,
        text: "the file claims no encoding and is no UTF-8: what is not ASCII in it was read as windows-1252",
      },
    ]);
    const asked = readXml(bytes, { ansiCodePage: "ibm866" });
    expect(asked.events.map((each) => dataOf(each)[0]?.[1])).toEqual(["idle", "f№r А", "№"]);
  });

  it("that the file claims and does not keep is damage", () => {
    const bytes = latin1(savedByEventViewer([event("idle", 1), event("f\xfcr", 2)]));
    const reading = readXml(bytes);
    expect(reading.events.map((each) => [each.state, dataOf(each)[0]?.[1]])).toEqual([
      ["intact", "idle"],
      ["damaged", "für"],
    ]);
    expect(damagesOf(reading)).toEqual([
      "text-encoding: expected utf-8, as the file says of itself, found other bytes, read as windows-1252",
    ]);
  });

  it("of joined exports is the first one's, with any number of marks between them", () => {
    for (const bytes of [
      utf8(`\ufeff${savedByEventViewer([event(TEXT)])}\ufeff${savedByEventViewer([event(TEXT, 2)])}\r\n\ufeff`),
      utf16(`\ufeff${event(TEXT)}\r\n\ufeff${event(TEXT, 2)}\r\n`, "le"),
    ]) {
      const { events, damages } = readXml(bytes);
      expect(damages).toEqual([]);
      expect(events.map((each) => [each.recordId, dataOf(each)])).toEqual([
        [1n, [[null, TEXT]]],
        [2n, [[null, TEXT]]],
      ]);
    }
  });

  it("that changes in the middle is told, and does not hide what came before", () => {
    const bytes = Buffer.concat([utf8(event("first")), utf16(`\ufeff${event("second", 2)}`, "le")]);
    const { events, damages } = readXml(Uint8Array.from(bytes));
    expect(events.map(({ recordId }) => recordId)).toEqual([1n]);
    expect(damages.map(({ kind }) => kind)).toEqual(["between-events"]);
  });

  it("that breaks off inside a character is no harm to the events before", () => {
    for (const bytes of [utf16(`\ufeff${event("one")}${event("two", 2)}`, "le"), utf8(event("💥") + event("💥", 2))]) {
      const cut = bytes.subarray(0, bytes.length - 201);
      const { events, damages } = readXml(cut);
      expect(events[0]).toMatchObject({ recordId: 1n, state: "intact" });
      expect(damages.map(({ kind }) => kind)).toContain("truncated-file");
    }
  });

  it("tells damage by its place in the file, in bytes", () => {
    const wrong = event("💥ü</Wrong>");
    const text = event("ü💥") + wrong;
    const at = text.indexOf("</Wrong>");
    expect(readXml(utf8(text)).damages.map(({ offset }) => offset)).toEqual([utf8(text.slice(0, at)).length]);
    expect(readXml(utf16(text, "le")).damages.map(({ offset }) => offset)).toEqual([at * 2]);
  });
});
