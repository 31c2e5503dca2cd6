import { encodedAttribute, encodedDn } from "./answer.ts";
import { dnKey, parentKey } from "./distinguished-name.ts";

export type Value = string | Uint8Array;
export type Attribute = readonly [name: string, values: readonly Value[]];

/** What a user may see of an entry. */
export type Visibility = "whole" | "name only" | "nothing" | { readonly without: readonly string[] };

/** An object of the directory; what samples/generate makes for LDIF is one too. */
export interface DirectoryEntry {
  readonly dn: string;
  readonly attributes: readonly Attribute[];
  /** Shown only with the control for deleted objects. */
  readonly isDeleted?: boolean;
  /** By the first of the user's names; the whole entry when left out. */
  readonly visibleTo?: (user: string) => Visibility;
}

/** An attribute whose encoding and whose values as they are compared are made once. */
export class StoredAttribute {
  readonly name: string;
  /** Lower case. */
  readonly key: string;
  readonly values: readonly Value[];
  #encoded: Uint8Array | null = null;
  #comparable: ReadonlySet<string> | null = null;

  constructor([name, values]: Attribute) {
    this.name = name;
    this.key = name.toLowerCase();
    this.values = values;
  }

  get encoded(): Uint8Array {
    this.#encoded ??= encodedAttribute(this.name, this.values);
    return this.#encoded;
  }

  get comparable(): ReadonlySet<string> {
    this.#comparable ??= new Set(this.values.map((value) => comparable(this.key, value)));
    return this.#comparable;
  }
}

export class StoredEntry {
  readonly dn: string;
  readonly key: string;
  readonly parentKey: string;
  readonly isDeleted: boolean;
  readonly attributes: readonly StoredAttribute[];
  readonly visibleTo: ((user: string) => Visibility) | null;
  #encodedDn: Uint8Array | null = null;

  constructor(entry: DirectoryEntry, attributes: readonly StoredAttribute[]) {
    const key = dnKey(entry.dn);
    if (key === null) throw new Error(`"${entry.dn}" is no DN.`);
    this.dn = entry.dn;
    this.key = key;
    this.parentKey = parentKey(key);
    this.isDeleted = entry.isDeleted ?? false;
    this.attributes = attributes;
    this.visibleTo = entry.visibleTo ?? null;
  }

  get encodedDn(): Uint8Array {
    this.#encodedDn ??= encodedDn(this.dn);
    return this.#encodedDn;
  }

  /** `key` in lower case. */
  attribute(key: string): StoredAttribute | null {
    for (const attribute of this.attributes) if (attribute.key === key) return attribute;
    return null;
  }
}

/** Attributes whose values are DNs. */
const DN_SYNTAX: ReadonlySet<string> = new Set([
  "distinguishedname",
  "lastknownparent",
  "managedby",
  "member",
  "memberof",
  "objectcategory",
]);

/** Bytes compare by bytes, DNs by their parts, text without regard to case. */
export function comparable(attribute: string, value: Value): string {
  if (typeof value !== "string") return `bytes:${Buffer.from(value).toString("latin1")}`;
  if (DN_SYNTAX.has(attribute)) return dnKey(value) ?? value.toLowerCase();
  return value.toLowerCase();
}
