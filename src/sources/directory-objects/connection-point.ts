import type { AccessControl, ConnectionPointObject, DeletedConnectionPoint } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import type { DirectoryEntry } from "./directory-entry.ts";
import { directoryObjectOf, mergedObject, richerFirst } from "./directory-object.ts";
import { stampsOf } from "./entry-stamps.ts";
import { detached, guidOf, shownText, textOf, timeOf } from "./entry-values.ts";
import type { TextPool } from "./text-pool.ts";

/**
 * What every object has or may be asked for, and what nobody sets on a connection point: attributes of the class `top` (MS-ADSC) that the
 * directory keeps or computes, what deletion leaves, and the names by which the object is found.
 */
const OF_EVERY_OBJECT: ReadonlySet<string> = new Set([
  "allowedattributes",
  "allowedattributeseffective",
  "allowedchildclasses",
  "allowedchildclasseseffective",
  "canonicalname",
  "cn",
  "createtimestamp",
  "distinguishedname",
  "dscorepropagationdata",
  "instancetype",
  "isdeleted",
  "isrecycled",
  "lastknownparent",
  "modifytimestamp",
  "msds-approx-immed-subordinates",
  "msds-lastknownrdn",
  "msds-principalname",
  "msds-replattributemetadata",
  "msds-replvaluemetadata",
  "name",
  "ntsecuritydescriptor",
  "objectcategory",
  "objectclass",
  "objectguid",
  "objectversion",
  "parentguid",
  "replpropertymetadata",
  "repluptodatevector",
  "sdrightseffective",
  "showinadvancedviewonly",
  "structuralobjectclass",
  "subschemasubentry",
  "usnchanged",
  "usncreated",
  "usnlastobjrem",
  "whenchanged",
  "whencreated",
]);

/** Its name comes with every answer, and its descriptor by another right than to read attributes (READ_CONTROL, MS-ADTS 5.1.3.2). */
const SHOWN_WITHOUT_READING: ReadonlySet<string> = new Set(["distinguishedname", "ntsecuritydescriptor"]);

export function connectionPointOf(
  entry: DirectoryEntry,
  purpose: ConnectionPointObject["purpose"],
  access: AccessControl | null,
  texts: TextPool,
): ConnectionPointObject {
  const attributes = [...entry.attributes]
    .filter(([name, values]) => values.length > 0 && !OF_EVERY_OBJECT.has(name))
    .map(([name, values]): readonly [string, readonly string[]] => [
      texts.shared(entry.spellings.get(name) ?? name),
      values.map((value) => texts.shared(shownText(value))).toSorted(compareText),
    ]);
  return {
    ...directoryObjectOf(entry, access, stampsOf(entry)),
    purpose,
    attributes: new Map(attributes.toSorted(([a], [b]) => compareText(a, b))),
    isReadable: [...entry.attributes.keys()].some((name) => !SHOWN_WITHOUT_READING.has(name)),
  };
}

/** Of what bears the name of a host's connection point and no class that tells: that something stands there is all that is known. */
export function namedPointOf(entry: DirectoryEntry): ConnectionPointObject {
  return {
    ...directoryObjectOf(entry, null, null),
    purpose: "host",
    attributes: new Map(),
    isReadable: false,
  };
}

/** Two entries of one connection point, in either order. */
export function mergedConnectionPoint(one: ConnectionPointObject, other: ConnectionPointObject): ConnectionPointObject {
  const [first, second] = richerFirst(one, other, shownParts);
  return {
    ...mergedObject(first, second),
    purpose: first.purpose,
    attributes: new Map([...second.attributes, ...first.attributes].toSorted(([a], [b]) => compareText(a, b))),
    isReadable: first.isReadable || second.isReadable,
  };
}

function shownParts({ attributes, guid, access, stamps, whenChanged }: ConnectionPointObject): number {
  return attributes.size + [guid, access, stamps, whenChanged].filter((value) => value !== null).length;
}

export function deletedConnectionPointOf(entry: DirectoryEntry): DeletedConnectionPoint {
  return {
    dn: detached(entry.dn),
    guid: guidOf(entry, "objectguid"),
    lastKnownParent: textOf(entry, "lastknownparent"),
    whenChanged: timeOf(entry, "whenchanged"),
  };
}

export function mergedDeletion(one: DeletedConnectionPoint, other: DeletedConnectionPoint): DeletedConnectionPoint {
  return {
    dn: compareText(one.dn, other.dn) <= 0 ? one.dn : other.dn,
    guid: one.guid ?? other.guid,
    lastKnownParent: one.lastKnownParent ?? other.lastKnownParent,
    whenChanged: one.whenChanged ?? other.whenChanged,
  };
}
