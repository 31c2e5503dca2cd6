import { type ByteWriter, Piece } from "../bytes-out.ts";
import { ChunkBytes } from "../chunk-bytes.ts";
import type { Escapes } from "../values/escapes.ts";
import { writeText, writeUtf16 } from "../values/escaped-text.ts";

/**
 * What a template (or a template-less fragment) says, as a tree with open places: a `slot` is filled by the value of
 * that index in each record. Trees are built once for a template and shared by all its records.
 */
export type Part =
  | { readonly kind: "text"; readonly literal: Literal }
  | { readonly kind: "slot"; readonly index: number; readonly type: number; readonly optional: boolean }
  | { readonly kind: "entity"; readonly name: string }
  | { readonly kind: "cdata"; readonly literal: Literal }
  | { readonly kind: "pi"; readonly target: string; readonly data: string }
  | { readonly kind: "element"; readonly element: Element };

export interface Attribute {
  readonly name: Literal;
  readonly parts: readonly Part[];
}

export interface Element {
  readonly name: Literal;
  /** The element is left out when the value of this index is null (MS-EVEN6 2.2.12 DependencyID); -1: never. */
  readonly dependency: number;
  readonly attributes: readonly Attribute[];
  readonly content: readonly Part[];
  /** Written as `<name/>`. */
  readonly emptyTag: boolean;
}

/** The slots that stand in more than one place. */
export function repeatedSlots(parts: readonly Part[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const repeated = new Set<number>();
  const walk = (part: Part): void => {
    if (part.kind === "slot") (seen.has(part.index) ? repeated : seen).add(part.index);
    if (part.kind !== "element") return;
    for (const attribute of part.element.attributes) attribute.parts.forEach(walk);
    part.element.content.forEach(walk);
  };
  parts.forEach(walk);
  return repeated;
}

/** UTF-16 text that still stands in the chunk; only for trees that are dropped with their record. */
export interface LiteralSource {
  readonly chunk: ChunkBytes;
  readonly position: number;
  readonly count: number;
}

/**
 * Literal text. A template's literals are written thousands of times, so from the second time on their escaped bytes
 * are kept; those of a template-less fragment are written once and cost no more than that.
 */
export class Literal {
  readonly #source: LiteralSource;
  #text: string | null;
  #kept: (Piece | null)[] | null = null;
  #lastWritten = -1;

  constructor(source: string | LiteralSource) {
    this.#text = typeof source === "string" ? source : null;
    this.#source = typeof source === "string" ? NO_SOURCE : source;
  }

  get text(): string {
    this.#text ??= this.#source.chunk.text(this.#source.position, this.#source.count);
    return this.#text;
  }

  write(out: ByteWriter, escapes: Escapes): void {
    const kept = this.#kept?.[escapes.index] ?? null;
    if (kept !== null) {
      out.appendPiece(kept);
      return;
    }
    const start = out.length;
    if (this.#text === null) {
      const { chunk, position, count } = this.#source;
      writeUtf16(out, chunk.view, position, count, escapes);
      return;
    }
    writeText(out, this.#text, escapes);
    if (this.#lastWritten === escapes.index) {
      this.#kept ??= [];
      while (this.#kept.length <= escapes.index) this.#kept.push(null);
      this.#kept[escapes.index] = new Piece(out.bytes.slice(start, out.length));
    }
    this.#lastWritten = escapes.index;
  }
}

const NO_SOURCE: LiteralSource = { chunk: new ChunkBytes(), position: 0, count: 0 };

/** The five entities that XML predefines; EVTX names no others. */
export const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);
