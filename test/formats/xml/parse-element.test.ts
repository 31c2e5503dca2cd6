import { describe, expect, it } from "vitest";
import type { XmlElement } from "../../../src/formats/xml/element.ts";
import { parseElement } from "../../../src/formats/xml/parse-element.ts";

/** An element in one line: attributes in brackets, content in braces, an empty tag with a slash. */
function shape({ name, attributes, content, emptyTag }: XmlElement): string {
  const inBrackets = attributes.map((attribute) => `${attribute.name}=${JSON.stringify(attribute.value)}`).join(" ");
  const inBraces = content.map((part) => (typeof part === "string" ? JSON.stringify(part) : shape(part))).join(" ");
  return `${name}${inBrackets === "" ? "" : `[${inBrackets}]`}${emptyTag ? "/" : `{${inBraces}}`}`;
}

function parsed(text: string): string {
  const { element, problem } = parseElement(text);
  expect(problem).toBeNull();
  return element === null ? "nothing" : shape(element);
}

describe("a well-formed element", () => {
  it.each([
    ["<a/>", "a/"],
    ["<a></a>", "a{}"],
    ["<a >x</a\t>", 'a{"x"}'],
    ["<a><b>1</b>2<b/></a>", 'a{b{"1"} "2" b/}'],
    ["<p:a xmlns:p='u' p:b='1'/>", 'p:a[xmlns:p="u" p:b="1"]/'],
    ["<é·/>", "é·/"],
    ["<𠀀/>", "𠀀/"],
  ])("%s", (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });

  it("has attributes in either quotes, any order and any white space", () => {
    expect(parsed(`<a\r\n\tb = "it's"\n c='"' />`)).toBe(`a[b="it's" c="\\""]/`);
  });

  it("keeps line ends and white space as they stand, in attributes too", () => {
    expect(parsed("<a b='1\r\n2\t'> \r\n\r \n</a>")).toBe(String.raw`a[b="1\r\n2\t"]{" \r\n\r \n"}`);
  });

  it("holds CDATA as text and leaves comments and processing instructions out", () => {
    expect(parsed("<a>1<![CDATA[<b>&amp;]]]]><!-- <c> -->2<?d <e> ?>3</a>")).toBe('a{"1<b>&amp;]]23"}');
  });

  it("resolves the five entities and references to characters, control characters too", () => {
    expect(parsed("<a b='&quot;&#x41;&apos;'>&lt;&gt;&amp;&#65;&#x1F4A5;&#1;&#xd;</a>")).toBe(
      String.raw`a[b="\"A'"]{"<>&A💥\u0001\r"}`,
    );
  });

  it("takes names that objects have of their own for names", () => {
    expect(parsed("<__proto__ constructor='1'><toString/></__proto__>")).toBe('__proto__[constructor="1"]{toString/}');
  });

  it("is read from where it starts to its end tag, and no further", () => {
    expect(parseElement("<x><a>1</a><<", 3)).toEqual({
      element: { name: "a", attributes: [], content: ["1"], emptyTag: false },
      problem: null,
    });
  });
});

describe("text that is no well-formed element", () => {
  const cases: readonly (readonly [text: string, left: string, at: number, expected: string, found: string])[] = [
    ["", "nothing", 0, "<", "the end of the text"],
    ["text", "nothing", 0, "<", '"text"'],
    ["<1/>", "nothing", 1, "a name", '"1/>"'],
    ["<a", "a{}", 2, "white space or the end of the tag", "the end of the text"],
    ["<a b", "a{}", 4, "=", "the end of the text"],
    ["<a b=1/>", "a{}", 5, "a quotation mark", '"1/>"'],
    ["<a b='1", "a{}", 7, "the end of an attribute's value", "the end of the text"],
    ["<a b='1'c='2'/>", 'a[b="1"]{}', 8, "white space or the end of the tag", String.raw`"c='2'/>"`],
    ["<a/ >", "a/", 3, ">", '" >"'],
    ["<a>1", 'a{"1"}', 4, "</a>", "the end of the text"],
    ["<a><b>1</a>", 'a{b{"1"}}', 7, "</b>", '"</a>"'],
    ["<a></ab>", "a{}", 3, "</a>", '"</ab>"'],
    ["<a><![CDATA[1", 'a{"1"}', 13, "]]>", "the end of the text"],
    ["<a><!-- 1", "a{}", 9, "-->", "the end of the text"],
    ["<a>1<?b", 'a{"1"}', 7, "?>", "the end of the text"],
    ["<a><!ELEMENT b></a>", "a{}", 4, "a name", '"!ELEMENT b></a>"'],
  ];

  it.each(cases)("%s: what was read stays", (text, left, position, expected, found) => {
    const { element, problem } = parseElement(text);
    expect(element === null ? "nothing" : shape(element)).toBe(left);
    expect(problem).toEqual({ kind: "xml", position, expected, found });
  });

  it("goes on behind a wrong character, and tells the first", () => {
    const { element, problem } = parseElement("<a b='<'>1 & 2 &c; &#0; &#xd800; &#x110000;\0</a>");
    expect(element === null ? "" : shape(element)).toBe(
      String.raw`a[b="<"]{"1 & 2 &c; &#0; &#xd800; &#x110000;\u0000"}`,
    );
    expect(problem).toEqual({ kind: "xml", position: 6, expected: "&lt;", found: "<" });
  });

  it.each([
    ["<a>1 & 2</a>", 5, "a character reference or one of XML's five entities", '"& 2"'],
    ["<a>&bomb;</a>", 3, "a character reference or one of XML's five entities", '"&bomb;"'],
    ["<a>&LT;</a>", 3, "a character reference or one of XML's five entities", '"&LT;"'],
    ["<a>1]]></a>", 4, "]]&gt;", "]]>"],
    ["<a>1\0</a>", 4, "a character", "U+0000"],
    ["<a b='1' c='' b='2'/>", 14, "each attribute once", "b"],
  ])("%s", (text, position, expected, found) => {
    expect(parseElement(text).problem).toEqual({ kind: "xml", position, expected, found });
  });

  it("bounds how deep elements nest", () => {
    const deep = (count: number): string => "<a>".repeat(count) + "</a>".repeat(count);
    expect(parseElement(deep(128)).problem).toBeNull();
    expect(parseElement(deep(129)).problem).toEqual({
      kind: "nesting",
      position: 128 * 3,
      expected: "at most 128 nested elements",
      found: "one more",
    });
    expect(parseElement("<a>".repeat(1_000_000)).problem?.kind).toBe("nesting");
  });

  it("takes time in proportion to its length, whatever stands in it", () => {
    for (const part of ["<a b='", "&#", "<![CDATA[", "<!--", "x\r\n", "<a ", "&lt;", "]]>"]) {
      expect(parseElement(`<a>${part.repeat(200_000)}`).problem).not.toBeNull();
    }
  });
});
