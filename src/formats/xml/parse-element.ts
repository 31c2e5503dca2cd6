import type { XmlAttribute, XmlElement, XmlProblem } from "./element.ts";
import { resolveReferences } from "./references.ts";

const MAX_DEPTH = 128;
const SHOWN = 24;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** NameStartChar and NameChar of XML 1.0 below U+0080: 1 starts a name, 2 only goes on with one. */
const ASCII_NAMES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[:A-Z_a-z]/.test(character)) return 1;
  return /[-.0-9]/.test(character) ? 2 : 0;
});
/** The same from U+0080 on; both halves of a surrogate pair pass. */
const OTHER_START =
  /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\udfff\uf900-\ufdcf\ufdf0-\ufffd]/;
const OTHER_INNER = /[\u00b7\u0300-\u036f\u203f\u2040]/;

export interface ParsedElement {
  /** What could be read of it; null when not even its name could. */
  readonly element: XmlElement | null;
  /** The first thing that is wrong with it. */
  readonly problem: XmlProblem | null;
}

export interface NextElement extends ParsedElement {
  /** Behind its end tag, or where reading could not go on. */
  readonly end: number;
  readonly isWhole: boolean;
}

interface OpenElement extends XmlElement {
  readonly attributes: XmlAttribute[];
  readonly content: (XmlElement | string)[];
  emptyTag: boolean;
}

/**
 * Reads the element that starts at `start`, and nothing behind its end tag. Stricter than lenient parsers where
 * structure is concerned, since a broken event must not look whole: reading ends where tags do not fit. Wrong
 * characters and references are told and kept. Line ends stay as they are, in attributes too.
 */
export function parseElement(text: string, start = 0): ParsedElement {
  const { element, problem } = parseNextElement(text, start);
  return { element, problem };
}

/** The same, for whoever reads one element behind the other. */
export function parseNextElement(text: string, start: number): NextElement {
  return new ElementParser(text, start).parse();
}

/** Unwinds to `parse` with nothing but the fact that reading cannot go on. */
class Stuck extends Error {}

class ElementParser {
  readonly #text: string;
  #at: number;
  #problem: XmlProblem | null = null;
  #root: OpenElement | null = null;
  readonly #open: OpenElement[] = [];

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  parse(): NextElement {
    let isWhole = true;
    try {
      this.#startTag();
      for (let parent = this.#open.at(-1); parent !== undefined; parent = this.#open.at(-1)) this.#content(parent);
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      isWhole = false;
    }
    return { element: this.#root, problem: this.#problem, end: this.#at, isWhole };
  }

  #content(parent: OpenElement): void {
    const less = this.#text.indexOf("<", this.#at);
    const end = less === -1 ? this.#text.length : less;
    if (end > this.#at) {
      const text = this.#resolved(this.#at, end);
      // Only the end of CDATA is written so: its beginning is broken.
      const stray = this.#text.slice(this.#at, end).indexOf("]]>");
      if (stray !== -1) this.#note("xml", this.#at + stray, "]]&gt;", "]]>");
      this.#addText(parent, text);
    }
    this.#at = end;
    if (less === -1) this.#stop(`</${parent.name}>`);
    const code = this.#text.charCodeAt(less + 1);
    if (code === SLASH) this.#endTag(parent);
    else if (this.#text.startsWith("<!--", less)) this.#skip("<!--", "-->");
    else if (this.#text.startsWith("<![CDATA[", less)) this.#cdata(parent);
    else if (this.#text.startsWith("<?", less)) this.#skip("<?", "?>");
    else this.#startTag();
  }

  #startTag(): void {
    if (this.#open.length >= MAX_DEPTH) {
      this.#note("nesting", this.#at, `at most ${MAX_DEPTH} nested elements`, "one more");
      throw new Stuck();
    }
    if (this.#text.charCodeAt(this.#at) !== LESS) this.#stop("<");
    this.#at++;
    const element: OpenElement = { name: this.#name(), attributes: [], content: [], emptyTag: false };
    this.#root ??= element;
    this.#open.at(-1)?.content.push(element);
    const names = new Set<string>();
    for (;;) {
      const spaced = this.#space();
      const code = this.#text.charCodeAt(this.#at);
      if (code === GREATER || code === SLASH) break;
      if (!spaced) this.#stop("white space or the end of the tag");
      const position = this.#at;
      const attribute = this.#attribute();
      // The first one stands, as where two elements of System have the same name.
      if (names.has(attribute.name)) this.#note("xml", position, "each attribute once", attribute.name);
      else element.attributes.push(attribute);
      names.add(attribute.name);
    }
    if (this.#text.charCodeAt(this.#at) === SLASH) {
      this.#at++;
      element.emptyTag = true;
    } else this.#open.push(element);
    if (this.#text.charCodeAt(this.#at) !== GREATER) this.#stop(">");
    this.#at++;
  }

  #endTag(parent: OpenElement): void {
    const position = this.#at;
    this.#at += 2;
    if (!this.#text.startsWith(parent.name, this.#at)) {
      this.#at = position;
      this.#stop(`</${parent.name}>`);
    }
    this.#at += parent.name.length;
    this.#space();
    if (this.#text.charCodeAt(this.#at) !== GREATER) {
      this.#at = position;
      this.#stop(`</${parent.name}>`);
    }
    this.#at++;
    this.#open.pop();
  }

  #attribute(): XmlAttribute {
    const name = this.#name();
    this.#space();
    if (this.#text.charCodeAt(this.#at) !== EQUALS) this.#stop("=");
    this.#at++;
    this.#space();
    const quote = this.#text.charCodeAt(this.#at);
    if (quote !== APOSTROPHE && quote !== QUOTE) this.#stop("a quotation mark");
    const from = this.#at + 1;
    const to = this.#text.indexOf(quote === QUOTE ? '"' : "'", from);
    if (to === -1) {
      this.#at = this.#text.length;
      this.#stop("the end of an attribute's value");
    }
    const less = this.#text.slice(from, to).indexOf("<");
    if (less !== -1) this.#note("xml", from + less, "&lt;", "<");
    this.#at = to + 1;
    return { name, value: this.#resolved(from, to) };
  }

  #cdata(parent: OpenElement): void {
    const from = this.#at + "<![CDATA[".length;
    const to = this.#text.indexOf("]]>", from);
    this.#addText(parent, this.#verbatim(from, to === -1 ? this.#text.length : to));
    if (to === -1) {
      this.#at = this.#text.length;
      this.#stop("]]>");
    }
    this.#at = to + "]]>".length;
  }

  #skip(opening: string, closing: string): void {
    const end = this.#text.indexOf(closing, this.#at + opening.length);
    if (end === -1) {
      this.#at = this.#text.length;
      this.#stop(closing);
    }
    this.#at = end + closing.length;
  }

  #addText({ content }: OpenElement, text: string): void {
    const last = content.at(-1);
    if (typeof last === "string") content[content.length - 1] = last + text;
    else content.push(text);
  }

  #resolved(from: number, to: number): string {
    return resolveReferences(this.#verbatim(from, to), (position) => {
      const found = this.#text.slice(from + position, Math.min(to, from + position + SHOWN));
      this.#note("xml", from + position, "a character reference or one of XML's five entities", JSON.stringify(found));
    });
  }

  /** A NUL is no character that anybody wrote: a page of zeros stands there. Other controls Windows writes as they are. */
  #verbatim(from: number, to: number): string {
    const text = this.#text.slice(from, to);
    const nul = text.indexOf("\0");
    if (nul !== -1) this.#note("xml", from + nul, "a character", "U+0000");
    return text;
  }

  #name(): string {
    const from = this.#at;
    while (this.#inName(this.#at, this.#at === from)) this.#at++;
    if (this.#at === from) this.#stop("a name");
    return this.#text.slice(from, this.#at);
  }

  #inName(at: number, isFirst: boolean): boolean {
    const code = this.#text.charCodeAt(at);
    if (code < 128) {
      const kind = ASCII_NAMES[code] ?? 0;
      return kind === 1 || (kind === 2 && !isFirst);
    }
    const character = this.#text.charAt(at);
    return OTHER_START.test(character) || (!isFirst && OTHER_INNER.test(character));
  }

  /** Whether there was any. */
  #space(): boolean {
    const from = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) return this.#at > from;
      this.#at++;
    }
  }

  #note(kind: XmlProblem["kind"], position: number, expected: string, found: string): void {
    this.#problem ??= { kind, position, expected, found };
  }

  #stop(expected: string): never {
    const rest = this.#text.slice(this.#at, this.#at + SHOWN);
    this.#note("xml", this.#at, expected, rest === "" ? "the end of the text" : JSON.stringify(rest));
    throw new Stuck();
  }
}
