import type { AttributeValue, DirectoryEntry } from "../directory-objects/index.ts";
import type { SearchEntry } from "./connection.ts";

/** An attribute of which the server gave only the first values (MS-ADTS, "Range Retrieval of Attribute Values"). */
export interface OpenRange {
  /** As the server spells it, without options. */
  readonly attribute: string;
  /** Index of the first value that has not come. */
  readonly next: number;
}

export interface ShownEntry {
  readonly entry: DirectoryEntry;
  readonly openRanges: readonly OpenRange[];
}

export interface AttributeRange extends OpenRange {
  readonly values: readonly AttributeValue[];
  readonly isLast: boolean;
}

const RANGE = /^range=(?<from>\d{1,9})-(?<to>\d{1,9}|\*)$/i;

/** One name for each attribute, whatever options the server wrote behind it. */
export function showEntry({ dn, attributes: given }: SearchEntry): ShownEntry {
  const attributes = new Map<string, readonly AttributeValue[]>();
  const spellings = new Map<string, string>();
  const openRanges: OpenRange[] = [];
  for (const [written, values] of given) {
    const { attribute, to } = readDescription(written);
    if (attribute === "" || values.length === 0) continue;
    const key = attribute.toLowerCase();
    attributes.set(key, [...(attributes.get(key) ?? []), ...values]);
    if (!spellings.has(key)) spellings.set(key, attribute);
    if (to !== null && to !== "*") openRanges.push({ attribute, next: to + 1 });
  }
  return { entry: { dn, attributes, spellings }, openRanges };
}

/** The values from `open.next` on, where the answer has them. */
export function findRange(open: OpenRange, answer: SearchEntry): AttributeRange | null {
  for (const [written, values] of answer.attributes) {
    const { attribute, from, to } = readDescription(written);
    if (attribute.toLowerCase() !== open.attribute.toLowerCase() || from !== open.next || to === null) continue;
    const isLast = to === "*";
    return { attribute: open.attribute, next: isLast ? open.next + values.length : to + 1, values, isLast };
  }
  return null;
}

export function withValues(
  entry: DirectoryEntry,
  attribute: string,
  values: readonly AttributeValue[],
): DirectoryEntry {
  const attributes = new Map(entry.attributes);
  const key = attribute.toLowerCase();
  attributes.set(key, [...(attributes.get(key) ?? []), ...values]);
  return { ...entry, attributes };
}

function readDescription(written: string): {
  readonly attribute: string;
  readonly from: number | null;
  readonly to: number | "*" | null;
} {
  const [attribute = "", ...options] = written.split(";");
  for (const option of options) {
    const groups = RANGE.exec(option)?.groups;
    if (groups === undefined) continue;
    return { attribute, from: Number(groups["from"]), to: groups["to"] === "*" ? "*" : Number(groups["to"]) };
  }
  return { attribute, from: null, to: null };
}
