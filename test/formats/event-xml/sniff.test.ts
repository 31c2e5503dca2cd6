import { describe, expect, it } from "vitest";
import {
  contentAtAGlance,
  GLANCED_BYTES,
  rootName,
  SNIFFED_BYTES,
  xmlContent,
} from "../../../src/formats/event-xml/sniff.ts";
import { exportedEvent, savedByEventViewer } from "./seams/exported.ts";

const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf8"));
const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf16le"));
const utf16be = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf16le").swap16());
const utf32 = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.concat(Array.from(text, (character) => Buffer.from(`${character}\0`, "utf16le"))));

const EVENT = exportedEvent();
const SAVED = savedByEventViewer([EVENT]);
const CLIXML =
  '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"/></Objs>';
const LONG = "x".repeat(2000);

describe("a file that holds exported events", () => {
  it.each<readonly [string, string]>([
    ["as Event Viewer saves them", SAVED],
    ["with a byte order mark", `\ufeff${SAVED}`],
    ["with two", `\ufeff\ufeff${SAVED}`],
    ["none of them", savedByEventViewer([])],
    ["none of them, in one tag", "<Events/>"],
    ["alone, behind a line break", `\r\n${EVENT}`],
    ["in another root", `<!-- ours --><Root>\r\n${EVENT}`],
    ["without a namespace", "<Event><System></System></Event>"],
    ["of which only the first bytes are seen", `<Events>\n${EVENT.slice(0, 90)}${"<x/>".repeat(500)}`],
    ["behind a document type", `<!DOCTYPE Events [<!ENTITY a "b">]>${SAVED}`],
    ["behind a long comment", `<!--${LONG}-->${SAVED}`],
    ["behind many comments and instructions", `${"<!--x--><?x?>".repeat(200)}${EVENT}`],
    ["in a root with a long attribute", `<Root a="${LONG}">${EVENT}</Root>`],
    ["behind a line of text", `PS C:\\> wevtutil qe System /f:xml\r\n${EVENT}`],
    ["behind zeros", `${"\0".repeat(512)}${SAVED}`],
    ["behind one that is damaged", `<Events><Ev\0nt xmlns='http://sch\0\0\0</Event>${LONG}${EVENT}</Events>`],
    [
      "with a prefix",
      "<e:Events xmlns:e='http://schemas.microsoft.com/win/2004/08/events/event'><e:Event/></e:Events>",
    ],
    ["cut off in the first start tag", "<Event xmlns='http"],
    ["cut off behind the start tag of the root", '<?xml version="1.0"?><Events>'],
    ["overwritten behind the start tag of the root", `<Events>${"\0".repeat(100)}`],
  ])("%s", (_, text) => {
    expect(xmlContent(utf8(text))).toBe("events");
    if (text.startsWith("\0") || text.startsWith("PS")) return;
    expect(xmlContent(utf16(text))).toBe("events");
    expect(xmlContent(utf16be(text))).toBe("events");
  });

  it("tells it by a KiB in most cases", () => {
    expect(contentAtAGlance(utf8(SAVED.repeat(9)).subarray(0, GLANCED_BYTES))).toBe("events");
    expect(contentAtAGlance(utf8(CLIXML))).toBe("other");
    expect(contentAtAGlance(utf8(`<!--${LONG}-->${SAVED}`).subarray(0, GLANCED_BYTES))).toBeNull();
    expect(contentAtAGlance(utf8(`<Root a="${LONG}">${EVENT}`).subarray(0, GLANCED_BYTES))).toBeNull();
  });

  it("has a name for the element around them", () => {
    expect(rootName(utf8(`\ufeff\ufeff<!--${LONG}-->${SAVED}`))).toBe("Events");
    expect(rootName(utf8(`<Root a="${LONG}">${EVENT}`))).toBe("Root");
    expect([EVENT, "<Events/>", "", "text"].map((text) => rootName(utf8(text)))).toEqual([null, null, null, null]);
  });
});

describe("a file that holds something else", () => {
  it.each([
    CLIXML,
    "<Objs ",
    "<html><body><Event></Event></body></html>",
    "<instrumentationManifest><instrumentation><events/></instrumentation></instrumentationManifest>",
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html/>',
    "<e:configuration xmlns:e='x'></e:configuration>",
    `<configuration a="${LONG}"/>`,
  ])("%s", (text) => {
    expect(xmlContent(utf8(text))).toBe("other");
    expect(xmlContent(utf16(`\ufeff${text}`))).toBe("other");
  });
});

describe("a file that shows nothing of what it is", () => {
  it.each([
    "",
    "\ufeff",
    "no XML at all",
    "<",
    "<Even",
    '<?xml version="1.0" enc',
    '<?xml version="1.0"?>\r\n',
    "<!DOCTYPE Events [",
    `<!--${LONG}`,
    "\0".repeat(512),
    "<".repeat(1024),
    " ".repeat(1024),
    "<!--x-->".repeat(SNIFFED_BYTES / 8) + EVENT,
  ])("%s", (text) => {
    expect(xmlContent(utf8(text))).toBe("unknown");
    expect(contentAtAGlance(utf8(text).subarray(0, GLANCED_BYTES))).toBeNull();
  });

  it("UTF-32, which is not read", () => {
    expect(xmlContent(utf32(SAVED))).toBe("unknown");
    expect(xmlContent(utf32(`\ufeff${SAVED}`))).toBe("unknown");
  });

  it("is looked at in time that grows with its length only", () => {
    for (const part of ["<!--", "<Event><!--", "<?", "<Event ", "<!DOCTYPE a [", "<a ", "<Event>\n"]) {
      const bytes = utf8(part.repeat(SNIFFED_BYTES / part.length));
      const before = process.cpuUsage().user;
      xmlContent(bytes);
      expect(process.cpuUsage().user - before, part).toBeLessThan(500_000);
    }
  });
});
