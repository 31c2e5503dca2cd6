import { sidBytes } from "../../samples/generate/evtx/value-bytes.ts";
import { comparable, type StoredAttribute, type StoredEntry, type Value } from "./entry.ts";
import type { Filter, SubstringPieces } from "./filter.ts";

/** Which attributes of an entry the asker may read. */
export type IsReadable = (attribute: string) => boolean;

const BIT_AND = "1.2.840.113556.1.4.803";
const BIT_OR = "1.2.840.113556.1.4.804";

/**
 * As Active Directory evaluates it (MS-ADTS 3.1.1.3.1.3): what is not there is false, what may not be read is undefined
 * (null here), and every object has an objectClass whoever asks.
 */
export function matches(filter: Filter, entry: StoredEntry, isReadable: IsReadable): boolean | null {
  if (filter.kind === "and") return all(filter.of.map((part) => matches(part, entry, isReadable)));
  if (filter.kind === "or") return not(all(filter.of.map((part) => not(matches(part, entry, isReadable)))));
  if (filter.kind === "not") return not(matches(filter.of, entry, isReadable));
  const key = filter.attribute.toLowerCase();
  if (filter.kind === "present" && key === "objectclass") return true;
  if (!isReadable(key)) return null;
  const attribute = entry.attribute(key);
  return attribute === null || attribute.values.length === 0 ? false : matchesAttribute(filter, attribute);
}

function all(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

function not(result: boolean | null): boolean | null {
  return result === null ? null : !result;
}

function matchesAttribute(
  filter: Exclude<Filter, { kind: "and" | "or" | "not" }>,
  attribute: StoredAttribute,
): boolean {
  switch (filter.kind) {
    case "present":
      return true;
    case "equals":
    case "approximately":
      return (
        assertions(attribute.key, filter.value).some((value) => attribute.comparable.has(value)) ||
        isOfCategory(attribute, filter.value)
      );
    case "greater-or-equal":
      return attribute.values.some((value) => order(value, filter.value) >= 0);
    case "less-or-equal":
      return attribute.values.some((value) => order(value, filter.value) <= 0);
    case "substrings":
      return attribute.values.some((value) => typeof value === "string" && hasPieces(value, filter.pieces));
    case "matches":
      return attribute.values.some((value) => matchesBits(filter.rule, value, filter.value));
  }
}

/** The values that an assertion may mean, as they are compared: text, bytes, or a SID that is written as text. */
export function assertions(key: string, asserted: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(asserted);
  const sid = /^S-1(?:-\d+)+$/i.test(text) ? [comparable(key, sidBytes(text))] : [];
  return [comparable(key, text), comparable(key, asserted), ...sid];
}

/** objectCategory may be asked for by the name of the class: MS-ADTS 3.1.1.3.1.3.5. */
function isOfCategory({ key, values }: StoredAttribute, asserted: Uint8Array): boolean {
  const name = new TextDecoder().decode(asserted).toLowerCase();
  if (key !== "objectcategory" || name.includes("=")) return false;
  return values.some(
    (value) => typeof value === "string" && value.toLowerCase().replaceAll("-", "").startsWith(`cn=${name},`),
  );
}

function order(value: Value, asserted: Uint8Array): number {
  const one = textOf(value).toLowerCase();
  const other = textOf(asserted).toLowerCase();
  const areNumbers = [one, other].every((text) => /^-?\d{1,20}$/.test(text));
  const [a, b] = areNumbers ? [BigInt(one), BigInt(other)] : [one, other];
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOf(value: Value): string {
  return typeof value === "string" ? value : new TextDecoder().decode(value);
}

function hasPieces(value: string, { initial, any, final }: SubstringPieces): boolean {
  const fold = (piece: Uint8Array | null): string => (piece === null ? "" : textOf(piece).toLowerCase());
  const text = value.toLowerCase();
  if (!text.startsWith(fold(initial))) return false;
  let from = fold(initial).length;
  for (const piece of any.map(fold)) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return text.length - fold(final).length >= from && text.endsWith(fold(final));
}

function matchesBits(rule: string, value: Value, asserted: Uint8Array): boolean {
  const [one, other] = [textOf(value), textOf(asserted)];
  if (![one, other].every((text) => /^-?\d{1,20}$/.test(text))) return false;
  const common = BigInt(one) & BigInt(other);
  return rule === BIT_AND ? common === BigInt(other) : rule === BIT_OR && common !== 0n;
}
