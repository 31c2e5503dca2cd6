import type { ReadLdifEntry } from "../../formats/ldif/index.ts";
import type { AttributeValue, DirectoryEntry } from "../directory-objects/index.ts";

export interface ExportedEntry {
  readonly entry: DirectoryEntry;
  /** lDAPDisplayNames of which the server sent only the first values. */
  readonly partial: readonly string[];
}

const RANGE = /^range=\d+-(?<to>\d+|\*)$/i;

/** Options fall away, and so do attributes without a value, as `ldapsearch -A` writes them. */
export function exportedEntry({ dn, attributes }: ReadLdifEntry): ExportedEntry {
  const values = new Map<string, AttributeValue[]>();
  const spellings = new Map<string, string>();
  const partial = new Map<string, boolean>();
  for (const { name, options, value } of attributes) {
    const key = name.toLowerCase();
    const to = RANGE.exec(options.find((option) => RANGE.test(option)) ?? "")?.groups?.["to"];
    if (to !== undefined) partial.set(key, to !== "*" && partial.get(key) !== false);
    if (value.length === 0) continue;
    const known = values.get(key);
    if (known === undefined) {
      values.set(key, [value]);
      spellings.set(key, name);
    } else known.push(value);
  }
  return {
    entry: { dn, attributes: values, spellings },
    partial: [...partial].filter(([, isPartial]) => isPartial).map(([key]) => spellings.get(key) ?? key),
  };
}
