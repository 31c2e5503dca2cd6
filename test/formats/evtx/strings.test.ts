import { describe, expect, it } from "vitest";
import { element, text, writeLog } from "../../../samples/generate/evtx/index.ts";
import { valueLog } from "./seams/hand-made.ts";
import { readOne } from "./seams/reading.ts";

const STRING = 0x01;
const ANSI_STRING = 0x02;

/** UTF-16, low byte first. */
function utf16(value: string): readonly number[] {
  return Array.from({ length: value.length }, (_, index) => value.charCodeAt(index)).flatMap((unit) => [
    unit & 0xff,
    unit >>> 8,
  ]);
}

/** What stands between the quotes and tags of each rendering. */
function rendered(type: number, bytes: readonly number[], ansiCodePage = "windows-1252") {
  const { event, json, xml } = readOne(valueLog(type, bytes), { ansiCodePage });
  const inJson = /"data":\[.*\{"value":"(.*)"\}\],"userData"/s.exec(json)?.[1];
  const [, attribute, content] = /<Data a='(.*?)'>(.*)<\/Data>/s.exec(xml) ?? [];
  return { value: event.data[1]?.value, json: inJson, attribute, content };
}

describe("a string", () => {
  it("is copied as it is, whatever language it is in", () => {
    const value = "Größe 容量 объём 🖥";
    expect(rendered(STRING, utf16(value))).toEqual({ value, json: value, attribute: value, content: value });
  });

  it("may be empty", () => {
    expect(rendered(STRING, [])).toEqual({ value: "", json: "", attribute: "", content: "" });
  });

  it("escapes & < > in XML and ' in attributes, and leaves quotes in text raw", () => {
    expect(rendered(STRING, utf16(`a & b < c > d "e" 'f'`))).toEqual({
      value: `a & b < c > d "e" 'f'`,
      json: `a & b < c > d \\"e\\" 'f'`,
      attribute: `a &amp; b &lt; c &gt; d "e" &apos;f&apos;`,
      content: `a &amp; b &lt; c &gt; d "e" 'f'`,
    });
  });

  it("keeps tabs and line breaks raw in XML, as Windows does, and escapes them in JSON", () => {
    expect(rendered(STRING, utf16("C:\\a\tb\r\nc"))).toEqual({
      value: "C:\\a\tb\r\nc",
      json: "C:\\\\a\\tb\\r\\nc",
      attribute: "C:\\a\tb\r\nc",
      content: "C:\\a\tb\r\nc",
    });
  });

  it("shows control characters as U+FFFD in XML, which forbids them, and as \\u escapes in JSON", () => {
    expect(rendered(STRING, utf16("\u0001a\u001b[31m\b\f\u007f\u0085"))).toEqual({
      value: "\u0001a\u001b[31m\b\f\u007f\u0085",
      json: "\\u0001a\\u001b[31m\\b\\f\u007f\u0085",
      attribute: "\ufffda\ufffd[31m\ufffd\ufffd\u007f\u0085",
      content: "\ufffda\ufffd[31m\ufffd\ufffd\u007f\u0085",
    });
  });

  it("shows U+FFFE and U+FFFF as U+FFFD in XML, and a byte order mark as what it is", () => {
    expect(rendered(STRING, utf16("\ufeffa\ufffe\uffff"))).toEqual({
      value: "\ufeffa\ufffe\uffff",
      json: "\ufeffa\ufffe\uffff",
      attribute: "\ufeffa\ufffd\ufffd",
      content: "\ufeffa\ufffd\ufffd",
    });
  });

  it.each([
    ["a high surrogate alone", "a\ud83d", "a\\ud83d", "a\ufffd"],
    ["a high surrogate before a letter", "\ud83da", "\\ud83da", "\ufffda"],
    ["a low surrogate alone", "\udda5a", "\\udda5a", "\ufffda"],
    ["two high surrogates, then a low one", "\ud83d\ud83d\udda5", "\\ud83d🖥", "\ufffd🖥"],
    ["a pair in the wrong order", "\udda5\ud83d", "\\udda5\\ud83d", "\ufffd\ufffd"],
  ])("keeps %s as a \\u escape in JSON", (_, value, json, xml) => {
    expect(rendered(STRING, utf16(value))).toEqual({ value, json, attribute: xml, content: xml });
  });

  it("drops NULs at its end and keeps those inside", () => {
    expect(rendered(STRING, utf16("a\0b\0\0\0"))).toEqual({
      value: "a\0b",
      json: "a\\u0000b",
      attribute: "a\ufffdb",
      content: "a\ufffdb",
    });
    expect(rendered(STRING, utf16("\0\0"))).toEqual({ value: "", json: "", attribute: "", content: "" });
  });

  it("ignores half a character at its end", () => {
    expect(rendered(STRING, [...utf16("ab"), 0x63])).toMatchObject({ value: "ab", json: "ab", content: "ab" });
  });
});

describe("a string of single bytes", () => {
  it("is windows-1252 unless told otherwise", () => {
    // 0x80 is the euro sign there, 0x81 stands for nothing and stays U+0081.
    expect(rendered(ANSI_STRING, [0x80, 0x20, 0xe9, 0x81])).toEqual({
      value: "€ é\u0081",
      json: "€ é\u0081",
      attribute: "€ é\u0081",
      content: "€ é\u0081",
    });
  });

  it.each([
    ["windows-1251", [0xcf, 0xf0, 0xe8, 0x26], "При&"],
    ["ibm866", [0x8f, 0xe0, 0xa8, 0x26], "При&"],
    ["shift_jis", [0x83, 0x65, 0x83, 0x58, 0x26], "テス&"],
  ])("is read in the code page that is asked for: %s", (codePage, bytes, value) => {
    const escaped = value.replace("&", "&amp;");
    expect(rendered(ANSI_STRING, bytes, codePage)).toEqual({
      value,
      json: value,
      attribute: escaped,
      content: escaped,
    });
  });

  it("is escaped like any other, and drops NULs at its end only", () => {
    expect(rendered(ANSI_STRING, [0x3c, 0x00, 0x22, 0x27, 0x07, 0x00, 0x00])).toEqual({
      value: `<\0"'\u0007`,
      json: `<\\u0000\\"'\\u0007`,
      attribute: `&lt;\ufffd"&apos;\ufffd`,
      content: `&lt;\ufffd"'\ufffd`,
    });
  });

  it("of a code page that does not exist is refused before anything is read", () => {
    expect(() => rendered(ANSI_STRING, [], "windows-31337")).toThrow(RangeError);
    expect(() => rendered(ANSI_STRING, [], "utf-16le")).toThrow(RangeError);
  });
});

describe("literal text", () => {
  /** A record without template: its text stands in the record itself. */
  function literal(value: string) {
    const data = element("Data", [{ name: "a", value: [text(value)] }], [text(value)]);
    const root = element("Event", [], [element("EventData", [], [data])]);
    const { event, xml } = readOne(writeLog([{ time: 1n, body: { kind: "document", root } }]));
    const [, attribute, content] = /<Data a='(.*?)'>(.*)<\/Data>/s.exec(xml) ?? [];
    return { values: event.data.map((datum) => datum.value), attribute, content };
  }

  it("is escaped like a value", () => {
    expect(literal(`&<>"'\u0002\ud800`)).toEqual({
      values: [`&<>"'\u0002\ud800`, `&<>"'\u0002\ud800`],
      attribute: `&amp;&lt;&gt;"&apos;\ufffd\ufffd`,
      content: `&amp;&lt;&gt;"'\ufffd\ufffd`,
    });
  });

  it("keeps a byte order mark at its start", () => {
    expect(literal("\ufeffa").values).toEqual(["\ufeffa", "\ufeffa"]);
  });
});
