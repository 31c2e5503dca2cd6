import { type BerElement, isTrue, textOf } from "./ber.ts";

/** RFC 4511, 4.5.1.7. */
export type Filter =
  | { readonly kind: "and"; readonly of: readonly Filter[] }
  | { readonly kind: "or"; readonly of: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  | { readonly kind: "present"; readonly attribute: string }
  | { readonly kind: Comparison; readonly attribute: string; readonly value: Uint8Array }
  | { readonly kind: "substrings"; readonly attribute: string; readonly pieces: SubstringPieces }
  | { readonly kind: "matches"; readonly rule: string; readonly attribute: string; readonly value: Uint8Array };

type Comparison = "equals" | "greater-or-equal" | "less-or-equal" | "approximately";

export interface SubstringPieces {
  readonly initial: Uint8Array | null;
  readonly any: readonly Uint8Array[];
  readonly final: Uint8Array | null;
}

const CONTEXT = 0x80;
const CONSTRUCTED = 0xa0;
const COMPARISONS: ReadonlyMap<number, Comparison> = new Map([
  [CONSTRUCTED | 3, "equals"],
  [CONSTRUCTED | 5, "greater-or-equal"],
  [CONSTRUCTED | 6, "less-or-equal"],
  [CONSTRUCTED | 8, "approximately"],
]);

/** @throws Error when it is none. */
export function filterOf({ tag, parts, bytes }: BerElement): Filter {
  const [first, second] = parts;
  const comparison = COMPARISONS.get(tag);
  if (comparison !== undefined && second !== undefined) {
    return { kind: comparison, attribute: textOf(first), value: second.bytes };
  }
  if (tag === (CONSTRUCTED | 0)) return { kind: "and", of: parts.map(filterOf) };
  if (tag === (CONSTRUCTED | 1)) return { kind: "or", of: parts.map(filterOf) };
  if (tag === (CONSTRUCTED | 2) && first !== undefined) return { kind: "not", of: filterOf(first) };
  if (tag === (CONTEXT | 7)) return { kind: "present", attribute: new TextDecoder().decode(bytes) };
  if (tag === (CONSTRUCTED | 4) && second !== undefined) {
    return { kind: "substrings", attribute: textOf(first), pieces: piecesOf(second) };
  }
  if (tag === (CONSTRUCTED | 9)) return matchOf(parts);
  throw new Error(`no filter has the tag ${tag}`);
}

function piecesOf({ parts }: BerElement): SubstringPieces {
  const [first] = parts;
  const last = parts.at(-1);
  return {
    initial: first?.tag === (CONTEXT | 0) ? first.bytes : null,
    any: parts.filter(({ tag }) => tag === (CONTEXT | 1)).map(({ bytes }) => bytes),
    final: last?.tag === (CONTEXT | 2) ? last.bytes : null,
  };
}

function matchOf(parts: readonly BerElement[]): Filter {
  const part = (number: number): BerElement | undefined => parts.find(({ tag }) => tag === (CONTEXT | number));
  if (isTrue(part(4))) throw new Error("matching in the DN is not known here");
  return {
    kind: "matches",
    rule: textOf(part(1)),
    attribute: textOf(part(2)),
    value: part(3)?.bytes ?? new Uint8Array(),
  };
}

/** As RFC 4515 writes it, so that a test can say what it expects to be asked. */
export function filterText(filter: Filter): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return `(${filter.kind === "and" ? "&" : "|"}${filter.of.map(filterText).join("")})`;
    case "not":
      return `(!${filterText(filter.of)})`;
    case "present":
      return `(${filter.attribute}=*)`;
    case "equals":
      return `(${filter.attribute}=${escaped(filter.value)})`;
    case "greater-or-equal":
      return `(${filter.attribute}>=${escaped(filter.value)})`;
    case "less-or-equal":
      return `(${filter.attribute}<=${escaped(filter.value)})`;
    case "approximately":
      return `(${filter.attribute}~=${escaped(filter.value)})`;
    case "substrings": {
      const { initial, any, final } = filter.pieces;
      const pieces = [initial, ...any, final].map((piece) => (piece === null ? "" : escaped(piece)));
      return `(${filter.attribute}=${pieces.join("*")})`;
    }
    case "matches":
      return `(${filter.attribute}:${filter.rule}:=${escaped(filter.value)})`;
  }
}

/** Bytes that are no UTF-8 are all written in hexadecimal. */
function escaped(value: Uint8Array): string {
  const hexadecimal = (bytes: Uint8Array): string =>
    [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(value);
    return text.replaceAll(/[\0-\x1f*()\\]/g, (character) => hexadecimal(new TextEncoder().encode(character)));
  } catch {
    return hexadecimal(value);
  }
}
