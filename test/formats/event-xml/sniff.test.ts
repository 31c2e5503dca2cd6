import { describe, expect, it } from "vitest";
import { isEventXml } from "../../../src/formats/event-xml/sniff.ts";
import { exportedEvent, savedByEventViewer } from "./seams/exported.ts";

const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf8"));
const EVENT = exportedEvent();

describe("whether a file holds exported events", () => {
  it.each([
    savedByEventViewer([EVENT]),
    `\ufeff${savedByEventViewer([EVENT])}`,
    savedByEventViewer([]),
    "<Events/>",
    `\r\n${EVENT}`,
    `<!-- ours --><Root>\r\n${EVENT}`,
    "<Event><System></System></Event>",
    `<Events>\n<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">${"<x/>".repeat(500)}`,
  ])("yes: %s", (text) => {
    expect(isEventXml(utf8(text))).toBe(true);
    expect(isEventXml(Uint8Array.from(Buffer.from(text, "utf16le")))).toBe(!text.startsWith("\r\n"));
  });

  it.each([
    "",
    "\ufeff",
    "no XML at all",
    '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"/></Objs>',
    "<html><body><Event></Event></body></html>",
    '<Events><Event id="1">of another kind</Event></Events>',
    "<instrumentationManifest><instrumentation><events/></instrumentation></instrumentationManifest>",
    "ElfFile\0",
    `text ${EVENT}`,
    "<!--x-->".repeat(200),
    "<?x?>".repeat(200),
    "<".repeat(1024),
    " ".repeat(1024),
  ])("no: %s", (text) => {
    expect(isEventXml(utf8(text))).toBe(false);
  });
});
