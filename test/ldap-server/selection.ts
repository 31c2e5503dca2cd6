import { encodedAttribute } from "./answer.ts";
import type { StoredAttribute, StoredEntry } from "./entry.ts";
import type { IsReadable } from "./matching.ts";

export interface SelectionOptions {
  readonly asked: readonly string[];
  readonly typesOnly: boolean;
  /** Flags of the control for security descriptors; null: it was not sent. */
  readonly descriptorParts: number | null;
  /** The most values of one attribute in one answer. */
  readonly valuesAtOnce: number;
}

/** Returned only when asked for by name: constructed ones, and those with FLAG_ATTR_IS_OPERATIONAL (MS-ADTS 2.2.10). */
const OPERATIONAL: ReadonlySet<string> = new Set([
  "canonicalname",
  "msds-principalname",
  "msds-replattributemetadata",
  "replpropertymetadata",
  "tokengroups",
]);
const DESCRIPTOR = "ntsecuritydescriptor";
const AUDIT_LIST = 8;
const RANGE = /^(.+);range=(\d+)-(\d+|\*)$/i;

/** The attributes of one entry that were asked for and may be read, encoded. */
export function selectedAttributes(
  entry: StoredEntry,
  options: SelectionOptions,
  isReadable: IsReadable,
): readonly Uint8Array[] {
  const { asked, descriptorParts } = options;
  const names = new Set(asked.map((name) => name.toLowerCase()));
  const isWholeAsked = asked.length === 0 || names.has("*");
  const ranges = asked.map((name) => RANGE.exec(name)).filter((range) => range !== null);
  const encoded: Uint8Array[] = [];
  for (const attribute of entry.attributes) {
    const { key, values } = attribute;
    if (values.length === 0 || !isReadable(key)) continue;
    // Whoever sends no flags asks for all parts, and the audit list is for few.
    if (key === DESCRIPTOR && (descriptorParts === null || (descriptorParts & AUDIT_LIST) !== 0)) continue;
    const range = ranges.find(([, name]) => name?.toLowerCase() === key);
    const isNamed = names.has(key) || (isWholeAsked && !OPERATIONAL.has(key));
    if (range !== undefined)
      encoded.push(rangeOf(attribute, Number(range[2]), range[3] === "*" ? Infinity : Number(range[3]), options));
    else if (isNamed) encoded.push(...wholeAttribute(attribute, options));
  }
  return encoded;
}

function wholeAttribute(attribute: StoredAttribute, options: SelectionOptions): readonly Uint8Array[] {
  if (options.typesOnly) return [encodedAttribute(attribute.name, [])];
  if (attribute.values.length <= options.valuesAtOnce) return [attribute.encoded];
  // Active Directory sends the plain name too, without values.
  return [encodedAttribute(attribute.name, []), rangeOf(attribute, 0, Infinity, options)];
}

/** MS-ADTS 3.1.1.3.1.3.3: the last range ends with a star. */
function rangeOf(
  { name, values }: StoredAttribute,
  from: number,
  to: number,
  { valuesAtOnce }: SelectionOptions,
): Uint8Array {
  const end = Math.min(to + 1, from + valuesAtOnce, values.length);
  const last = end === values.length ? "*" : String(end - 1);
  return encodedAttribute(`${name};range=${from}-${last}`, values.slice(from, end));
}
