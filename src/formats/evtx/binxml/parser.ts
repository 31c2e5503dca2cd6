import { BinXmlDamage, type ChunkBytes } from "../chunk-bytes.ts";
import type { ValueTextReader } from "../values/value-text.ts";
import { type Attribute, type Element, Literal, type Part } from "./tree.ts";
import { MORE_FLAG, Token, ValueType } from "./tokens.ts";

/** Elements inside elements: real events stay below ten. */
const MAX_DEPTH = 64;
const FRAGMENT_HEADER_SIZE = 4;
/** Names repeat; this many are kept with their renderings. */
const MAX_NAMES = 4096;

/** Where a name stood while a tree was built, so that the tree can be recognised again in another chunk. */
export interface NameSite {
  /** Bytes from the start of the parsed range to the 4-byte name offset. */
  readonly at: number;
  readonly name: string;
  /** The name's structure follows the offset; its chain link differs from chunk to chunk. */
  readonly inline: boolean;
}

export interface ParsedFragment {
  readonly parts: readonly Part[];
  /** Position behind the fragment. */
  readonly next: number;
}

const EMPTY: readonly Part[] = [];

/**
 * Builds trees from BinXML (grammar: MS-EVEN6 2.2.12). Inside a template every element carries a DependencyID; in
 * template-less fragments, as Windows Event Forwarding writes them, it does not.
 */
export class BinXmlParser {
  readonly #chunk: ChunkBytes;
  readonly #valueText: ValueTextReader;
  readonly #names = new Map<string, Literal>();
  #position = 0;
  #end = 0;
  #start = 0;
  #inTemplate = false;
  #sites: NameSite[] | null = null;

  constructor(chunk: ChunkBytes, valueText: ValueTextReader) {
    this.#chunk = chunk;
    this.#valueText = valueText;
  }

  /** Parses a template's body; `sites` receives where its names stood. @throws BinXmlDamage */
  template(start: number, end: number, sites: NameSite[]): readonly Part[] {
    this.#enter(start, end, true, sites);
    return this.#document();
  }

  /** Parses a fragment without template. @throws BinXmlDamage */
  fragment(start: number, end: number): ParsedFragment {
    this.#enter(start, end, false, null);
    const parts = this.#document();
    return { parts, next: this.#position };
  }

  #enter(start: number, end: number, inTemplate: boolean, sites: NameSite[] | null): void {
    this.#start = start;
    this.#position = start;
    this.#end = end;
    this.#inTemplate = inTemplate;
    this.#sites = sites;
  }

  #document(): readonly Part[] {
    const parts: Part[] = [];
    while (this.#position < this.#end) {
      const token = this.#chunk.u8(this.#position) & ~MORE_FLAG;
      if (token === Token.endOfStream) {
        this.#position++;
        break;
      }
      if (token === Token.fragmentHeader) {
        this.#position += FRAGMENT_HEADER_SIZE;
      } else if (token === Token.openStartElement) {
        parts.push({ kind: "element", element: this.#element(0) });
      } else if (token === Token.processingTarget) {
        parts.push(this.#processingInstruction());
      } else {
        const content = this.#contentPart(token);
        if (content === null) throw this.#unexpected("an element, a processing instruction or the end", token);
        parts.push(content);
      }
    }
    return parts;
  }

  #unexpected(expected: string, token: number): BinXmlDamage {
    return new BinXmlDamage("binxml", this.#position, expected, `token 0x${token.toString(16).padStart(2, "0")}`);
  }

  #element(depth: number): Element {
    if (depth >= MAX_DEPTH) {
      throw new BinXmlDamage("nesting", this.#position, `at most ${MAX_DEPTH} nested elements`, "one more");
    }
    const chunk = this.#chunk;
    const hasAttributes = (chunk.u8(this.#position) & MORE_FLAG) !== 0;
    this.#position++;
    let dependency = -1;
    if (this.#inTemplate) {
      const declared = chunk.u16(this.#position);
      dependency = declared === 0xffff ? -1 : declared;
      this.#position += 2;
    }
    // The element's size is not needed: tokens end it, and a wrong size must not mislead.
    this.#position += 4;
    const name = this.#name();
    const attributes: Attribute[] = [];
    if (hasAttributes) {
      this.#position += 4;
      while ((this.#token() & ~MORE_FLAG) === Token.attribute) attributes.push(this.#attribute());
    }
    const close = this.#token();
    this.#position++;
    if (close === Token.closeEmptyElement) {
      return { name: this.#nameLiteral(name), dependency, attributes, content: EMPTY, emptyTag: true };
    }
    if (close !== Token.closeStartElement) {
      this.#position--;
      throw this.#unexpected("the end of a start tag", close);
    }
    return { name: this.#nameLiteral(name), dependency, attributes, content: this.#content(depth), emptyTag: false };
  }

  #content(depth: number): readonly Part[] {
    const parts: Part[] = [];
    for (;;) {
      const token = this.#token() & ~MORE_FLAG;
      if (token === Token.endElement) {
        this.#position++;
        return parts;
      }
      if (token === Token.openStartElement) {
        parts.push({ kind: "element", element: this.#element(depth + 1) });
      } else if (token === Token.processingTarget) {
        parts.push(this.#processingInstruction());
      } else if (token === Token.fragmentHeader) {
        this.#position += FRAGMENT_HEADER_SIZE;
      } else {
        const part = this.#contentPart(token);
        if (part === null) throw this.#unexpected("content or the end of an element", token);
        parts.push(part);
      }
    }
  }

  #attribute(): Attribute {
    this.#position++;
    const name = this.#name();
    const parts: Part[] = [];
    for (;;) {
      const token = this.#token() & ~MORE_FLAG;
      const part = token === Token.cdata ? null : this.#contentPart(token);
      if (part === null) return { name: this.#nameLiteral(name), parts };
      parts.push(part);
    }
  }

  /** Text, references and substitutions; null when the token is none of them. */
  #contentPart(token: number): Part | null {
    const chunk = this.#chunk;
    const position = this.#position;
    switch (token) {
      case Token.value: {
        const type = chunk.u8(position + 1);
        if (type === ValueType.string) {
          const count = chunk.u16(position + 2);
          this.#position = position + 4 + count * 2;
          return { kind: "text", literal: this.#literal(position + 4, count) };
        }
        const literal = this.#valueText.literal(chunk, type, position + 2);
        if (literal === null) throw this.#unexpected("a literal value of a known type", type);
        this.#position = literal.next;
        return { kind: "text", literal: new Literal(literal.text) };
      }
      case Token.cdata: {
        const count = chunk.u16(position + 1);
        this.#position = position + 3 + count * 2;
        return { kind: "cdata", literal: this.#literal(position + 3, count) };
      }
      case Token.characterReference: {
        const code = chunk.u16(position + 1);
        this.#position = position + 3;
        return { kind: "text", literal: new Literal(String.fromCharCode(code)) };
      }
      case Token.entityReference: {
        this.#position = position + 1;
        return { kind: "entity", name: this.#name() };
      }
      case Token.normalSubstitution:
      case Token.optionalSubstitution: {
        const index = chunk.u16(position + 1);
        const type = chunk.u8(position + 3);
        this.#position = position + 4;
        return { kind: "slot", index, type, optional: token === Token.optionalSubstitution };
      }
      default:
        return null;
    }
  }

  /** A template outlives its chunk and needs its own text; a fragment is dropped with its record. */
  #literal(position: number, count: number): Literal {
    const chunk = this.#chunk;
    chunk.need(position, count * 2);
    return new Literal(this.#inTemplate ? chunk.text(position, count) : { chunk, position, count });
  }

  #processingInstruction(): Part {
    this.#position++;
    const target = this.#name();
    let data = "";
    if (this.#position < this.#end && (this.#token() & ~MORE_FLAG) === Token.processingData) {
      const count = this.#chunk.u16(this.#position + 1);
      data = this.#chunk.text(this.#position + 3, count);
      this.#position += 3 + count * 2;
    }
    return { kind: "pi", target, data };
  }

  #nameLiteral(name: string): Literal {
    let literal = this.#names.get(name);
    if (literal === undefined) {
      if (this.#names.size >= MAX_NAMES) this.#names.clear();
      literal = new Literal(name);
      this.#names.set(name, literal);
    }
    return literal;
  }

  #token(): number {
    if (this.#position >= this.#end) {
      throw new BinXmlDamage("binxml", this.#position, "a token", "the end of the template or record");
    }
    return this.#chunk.u8(this.#position);
  }

  #name(): string {
    const chunk = this.#chunk;
    const at = this.#position;
    const offset = chunk.u32(at);
    const inline = chunk.base + offset === at + 4;
    const name = chunk.nameAt(offset);
    this.#position = inline ? chunk.nameEnd(at + 4) : at + 4;
    this.#sites?.push({ at: at - this.#start, name, inline });
    return name;
  }
}
