/** What ldapsearch begins a search with, and what tells of its end: a record without -L, a comment with it. */
const BEGINNINGS: ReadonlyMap<string, "result" | "comment"> = new Map([
  ["extended LDIF", "result"],
  ["LDAPv3", "comment"],
]);
const END = "search result";
const PAGES = "pagedresults:";
const BASE = "base <";
const COOKIE = /\bcookie=(\S*)/;

/** Follows what ldapsearch says of a search, to tell whether the file holds it to its end. */
export class SearchEnd {
  #awaited: "result" | "comment" | "page" | null = null;
  /** What the search says that it looks below, and in which scope. */
  #base: string | null = null;
  /** A header has begun that may be the one of the next page: ldapsearch writes one for each. */
  #isNextPage = false;

  /** true: a search or a page of it has begun, and nothing says that it ended. */
  get isAwaited(): boolean {
    return this.#awaited !== null;
  }

  /** `unended`: another search begins where the end of the one before is missing. */
  comment(text: string): "unended" | null {
    const awaited = BEGINNINGS.get(text);
    if (awaited !== undefined) return this.#begin(awaited);
    if (text.startsWith(BASE)) return this.#lookBelow(text);
    if (text === END && this.#awaited !== "result") this.#awaited = null;
    else if (text.startsWith(PAGES)) this.page(text.slice(PAGES.length));
    return null;
  }

  result(): void {
    this.#awaited = null;
  }

  /** What stands behind `pagedresults:`, in a comment or not: as long as there is a cookie, pages are to come. */
  page(text: string): void {
    const cookie = COOKIE.exec(text)?.[1];
    if (cookie !== undefined) this.#awaited = cookie === "" ? null : "page";
  }

  #begin(awaited: "result" | "comment"): "unended" | null {
    // Without -L both stand in one header, this one second.
    if (awaited === "comment" && this.#awaited === "result") return null;
    this.#isNextPage = this.#awaited === "page";
    const isUnended = this.isAwaited && !this.#isNextPage;
    this.#awaited = awaited;
    return isUnended ? "unended" : null;
  }

  /** Another search where the next page of this one should come leaves this one unended. */
  #lookBelow(base: string): "unended" | null {
    const isUnended = this.#isNextPage && base !== this.#base;
    this.#isNextPage = false;
    this.#base = base;
    return isUnended ? "unended" : null;
  }
}
