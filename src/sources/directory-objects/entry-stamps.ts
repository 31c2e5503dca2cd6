import type { AttributeStamp } from "../../evidence/index.ts";
import {
  type ParsedMetadata,
  parseAttributeMetadata,
  parsePropertyMetadata,
} from "../../formats/replication-metadata/index.ts";
import { compareText } from "../../shared/order.ts";
import type { DirectoryEntry } from "./directory-entry.ts";
import { bytesOf, firstValueOf } from "./entry-values.ts";

/**
 * By attribute; null: not shown, or not readable as a whole, since a stamp that is lost would look like an attribute that never
 * changed. msDS-ReplAttributeMetaData is preferred, because it names attributes of any schema; replPropertyMetaData numbers them.
 */
export function stampsOf(entry: DirectoryEntry, wanted?: ReadonlySet<string>): readonly AttributeStamp[] | null {
  const values = entry.attributes.get("msds-replattributemetadata") ?? [];
  const named = values.length === 0 ? null : soundStamps(parseAttributeMetadata(values, wanted));
  if (named !== null) return named;
  const value = firstValueOf(entry, "replpropertymetadata");
  return value === null ? null : soundStamps(parsePropertyMetadata(bytesOf(value), wanted));
}

function soundStamps({ stamps, problem }: ParsedMetadata): readonly AttributeStamp[] | null {
  return problem === null ? stamps.toSorted((a, b) => compareText(a.attribute, b.attribute)) : null;
}
