import { RESULT, type Result } from "./answer.ts";
import { asksForDeleted, type Control } from "./controls.ts";
import { BIND_REQUIRED, foreignBase, NO_DN, noSuchObject } from "./diagnostics.ts";
import { dnKey, isAtOrBelow, parentDn } from "./distinguished-name.ts";
import { StoredAttribute, StoredEntry, type Visibility } from "./entry.ts";
import { filterText } from "./filter.ts";
import { type IsReadable, matches } from "./matching.ts";
import type { Operation } from "./request.ts";
import { rootDse, type Settings, type User } from "./settings.ts";

export type SearchOperation = Extract<Operation, { operation: "search" }>;

export interface Found {
  readonly entries: readonly StoredEntry[];
  readonly references: readonly string[];
  readonly result: Result;
}

const EVERYTHING: IsReadable = () => true;
const NOTHING: IsReadable = () => false;

/** Finds entries; what was found once is kept, because the pages of one search come one by one. */
export class Searches {
  readonly #settings: Settings;
  readonly #found = new Map<string, Found>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  find(search: SearchOperation, controls: readonly Control[], user: User | null): Found {
    if (search.base === "" && search.scope === "base") return this.#rootDse(search, user);
    if (user === null) return failed(BIND_REQUIRED);
    const showsDeleted = asksForDeleted(controls);
    const { base, scope, filter } = search;
    const question = JSON.stringify([user.names[0], base, scope, filterText(filter), showsDeleted]);
    const found = this.#found.get(question) ?? this.#search(search, showsDeleted, user);
    this.#found.set(question, found);
    return found;
  }

  #rootDse({ filter }: SearchOperation, user: User | null): Found {
    const { dn, attributes } = rootDse(this.#settings, user);
    const entry = new StoredEntry(
      { dn, attributes },
      attributes.map((attribute) => new StoredAttribute(attribute)),
    );
    const entries = matches(filter, entry, EVERYTHING) === true ? [entry] : [];
    return { entries, references: [], result: { code: RESULT.success } };
  }

  #search({ base, scope, filter }: SearchOperation, showsDeleted: boolean, user: User): Found {
    const { directory, namingContext, references } = this.#settings;
    const key = dnKey(base);
    const contextKey = dnKey(namingContext) ?? "";
    if (key === null) return failed(NO_DN);
    if (!isAtOrBelow(key, contextKey)) {
      const host = key
        .split(",")
        .map((part) => part.slice(part.indexOf("=") + 1))
        .join(".");
      return failed(foreignBase(`ldap://${host}/${encodeURI(base)}`, host));
    }
    const isShown = (entry: StoredEntry): boolean =>
      (showsDeleted || !entry.isDeleted) && visibility(entry, user) !== "nothing";
    const baseEntry = directory.get(key);
    if (baseEntry === null || !isShown(baseEntry)) return failed(noSuchObject(this.#nearest(base, isShown)));
    const entries = directory
      .candidates(key, scope, filter)
      .filter((entry) => isShown(entry) && matches(filter, entry, readableBy(entry, user)) === true);
    const isWhole = scope === "subtree" && key === contextKey;
    return { entries, references: isWhole ? references : [], result: { code: RESULT.success } };
  }

  /** The DN of the nearest entry above that is there. */
  #nearest(base: string, isShown: (entry: StoredEntry) => boolean): string {
    for (let dn = parentDn(base); dn !== ""; dn = parentDn(dn)) {
      const entry = this.#settings.directory.get(dnKey(dn) ?? "");
      if (entry !== null && isShown(entry)) return entry.dn;
    }
    return "";
  }
}

function failed(result: Result): Found {
  return { entries: [], references: [], result };
}

function visibility(entry: StoredEntry, user: User | null): Visibility {
  return user === null ? "whole" : (entry.visibleTo?.(user.names[0]) ?? "whole");
}

export function readableBy(entry: StoredEntry, user: User | null): IsReadable {
  const visible = visibility(entry, user);
  if (visible === "whole") return EVERYTHING;
  if (typeof visible === "string") return NOTHING;
  const hidden = new Set(visible.without.map((name) => name.toLowerCase()));
  return (attribute) => !hidden.has(attribute);
}
