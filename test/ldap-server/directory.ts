import { isAtOrBelow } from "./distinguished-name.ts";
import { type Attribute, type DirectoryEntry, StoredAttribute, StoredEntry } from "./entry.ts";
import type { Filter } from "./filter.ts";
import { assertions } from "./matching.ts";
import type { Scope } from "./request.ts";

/** Attributes with an index, so that large domains answer at once. */
const INDEXED: ReadonlySet<string> = new Set([
  "cn",
  "distinguishedname",
  "dnshostname",
  "name",
  "objectguid",
  "objectsid",
  "samaccountname",
  "serviceprincipalname",
]);

type Index = ReadonlyMap<string, readonly StoredEntry[]>;

/** The entries of one naming context, in the order in which they were given. */
export class Directory {
  readonly entries: readonly StoredEntry[];
  readonly #byKey: ReadonlyMap<string, StoredEntry>;
  readonly #children: Index;
  readonly #indexes = new Map<string, Index>();

  constructor(entries: Iterable<DirectoryEntry>) {
    // Entries that share an attribute share what is made of it.
    const stored = new WeakMap<Attribute, StoredAttribute>();
    const store = (attribute: Attribute): StoredAttribute => {
      const known = stored.get(attribute) ?? new StoredAttribute(attribute);
      stored.set(attribute, known);
      return known;
    };
    this.entries = Array.from(entries, (entry) => new StoredEntry(entry, entry.attributes.map(store)));
    this.#byKey = new Map(this.entries.map((entry) => [entry.key, entry]));
    this.#children = indexBy(this.entries, ({ parentKey }) => [parentKey]);
    if (this.#byKey.size !== this.entries.length) throw new Error("Two entries have the same DN.");
  }

  get(key: string): StoredEntry | null {
    return this.#byKey.get(key) ?? null;
  }

  /** Entries in scope that the filter may match; the filter still decides. */
  candidates(baseKey: string, scope: Scope, filter: Filter): readonly StoredEntry[] {
    if (scope === "base") return [this.#byKey.get(baseKey)].filter((entry) => entry !== undefined);
    if (scope === "one") return this.#children.get(baseKey) ?? [];
    const found = this.#lookUp(filter) ?? this.entries;
    return found.filter(({ key }) => isAtOrBelow(key, baseKey));
  }

  /** null when no index helps. */
  #lookUp(filter: Filter): readonly StoredEntry[] | null {
    if (filter.kind === "equals") {
      const key = filter.attribute.toLowerCase();
      if (!INDEXED.has(key)) return null;
      const index = this.#index(key);
      return [...new Set(assertions(key, filter.value).flatMap((value) => index.get(value) ?? []))];
    }
    if (filter.kind === "and") {
      const found = filter.of.map((part) => this.#lookUp(part)).filter((entries) => entries !== null);
      return found.toSorted((a, b) => a.length - b.length)[0] ?? null;
    }
    if (filter.kind === "or") {
      const found = filter.of.map((part) => this.#lookUp(part));
      const known = found.filter((entries) => entries !== null);
      return known.length === found.length ? [...new Set(known.flat())] : null;
    }
    return null;
  }

  #index(key: string): Index {
    const index = this.#indexes.get(key) ?? indexBy(this.entries, (entry) => entry.attribute(key)?.comparable ?? []);
    this.#indexes.set(key, index);
    return index;
  }
}

function indexBy(entries: readonly StoredEntry[], keysOf: (entry: StoredEntry) => Iterable<string>): Index {
  const index = new Map<string, StoredEntry[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) {
      const found = index.get(key);
      if (found === undefined) index.set(key, [entry]);
      else found.push(entry);
    }
  }
  return index;
}
