import { RESULT, type Result } from "./answer.ts";
import { type Control, pageAsked } from "./controls.ts";
import { INVALID_COOKIE, UNKNOWN_CRITICAL_CONTROL } from "./diagnostics.ts";
import type { StoredEntry } from "./entry.ts";
import type { Searches, SearchOperation } from "./search.ts";
import type { Settings, User } from "./settings.ts";

export interface SearchAnswer {
  readonly entries: readonly StoredEntry[];
  readonly references: readonly string[];
  readonly result: Result;
  /** Where the next page begins; empty: there is none; null: pages were not asked for. */
  readonly cookie: string | null;
}

interface Continuation {
  readonly entries: readonly StoredEntry[];
  readonly from: number;
}

/** Cuts what searches find into pages; where the next one begins is known to the connection that asked, and once. */
export class Pages {
  readonly #settings: Settings;
  readonly #searches: Searches;
  readonly #continuations = new Map<string, Continuation>();
  #cookies = 0;

  constructor(settings: Settings, searches: Searches) {
    this.#settings = settings;
    this.#searches = searches;
  }

  answer(search: SearchOperation, controls: readonly Control[], user: User | null): SearchAnswer {
    const { maxPageSize, controls: knownControls } = this.#settings;
    if (controls.some(({ oid, isCritical }) => isCritical && !knownControls.includes(oid))) {
      return refused(UNKNOWN_CRITICAL_CONTROL);
    }
    const page = pageAsked(controls);
    const found = this.#searches.find(search, controls, user);
    const isFirst = page === null || page.cookie === "";
    const place = isFirst ? { entries: found.entries, from: 0 } : this.#take(page.cookie);
    if (place === null) return refused(INVALID_COOKIE);
    const { entries, from } = place;
    const limit = page === null ? search.sizeLimit : page.size;
    const end = from + Math.min(limit === 0 ? Infinity : limit, maxPageSize);
    const isMore = end < entries.length;
    return {
      entries: entries.slice(from, end),
      // They come with the last page.
      references: page !== null && isMore ? [] : found.references,
      result: page === null && isMore ? { code: RESULT.sizeLimitExceeded } : found.result,
      cookie: page === null ? null : isMore ? this.#continue(entries, end) : "",
    };
  }

  #take(cookie: string): Continuation | null {
    const known = this.#continuations.get(cookie) ?? null;
    this.#continuations.delete(cookie);
    return known;
  }

  #continue(entries: readonly StoredEntry[], from: number): string {
    this.#cookies++;
    const cookie = `page-${this.#cookies}`;
    this.#continuations.set(cookie, { entries, from });
    return cookie;
  }
}

function refused(result: Result): SearchAnswer {
  return { entries: [], references: [], result, cookie: null };
}
