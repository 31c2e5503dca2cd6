import type { AccessControl, AttributeStamp, DirectoryObject } from "../../evidence/index.ts";
import type { DirectoryEntry } from "./directory-entry.ts";
import { detached, guidOf, timeOf } from "./entry-values.ts";

/** What an object of any class has. */
export function directoryObjectOf(
  entry: DirectoryEntry,
  access: AccessControl | null,
  stamps: readonly AttributeStamp[] | null,
): DirectoryObject {
  return {
    dn: detached(entry.dn),
    guid: guidOf(entry, "objectguid"),
    whenCreated: timeOf(entry, "whencreated"),
    whenChanged: timeOf(entry, "whenchanged"),
    access,
    stamps,
  };
}

/** Of two entries of one object first the one that shows more, else the later one. */
export function richerFirst<T extends DirectoryObject>(
  one: T,
  other: T,
  shown: (object: T) => number,
): readonly [T, T] {
  const more = shown(other) - shown(one);
  const isOtherRicher = more !== 0 ? more > 0 : (other.whenChanged ?? 0n) > (one.whenChanged ?? 0n);
  return isOtherRicher ? [other, one] : [one, other];
}

/** What the first entry does not show, the second may. */
export function mergedObject(first: DirectoryObject, second: DirectoryObject): DirectoryObject {
  return {
    dn: first.dn,
    guid: first.guid ?? second.guid,
    whenCreated: first.whenCreated ?? second.whenCreated,
    whenChanged: first.whenChanged ?? second.whenChanged,
    access: first.access ?? second.access,
    stamps: first.stamps ?? second.stamps,
  };
}
