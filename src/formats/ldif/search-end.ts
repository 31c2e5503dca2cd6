/** ldapsearch without -L begins with this comment, and tells at its end how the search ended. */
const HEADER = "extended LDIF";
const PAGES = "pagedresults:";
const COOKIE = /\bcookie=(\S*)/;

/** Follows what ldapsearch says of a search, to tell whether the file holds it to its end. */
export class SearchEnd {
  #isAwaited = false;

  /** true: a search or a page of it has begun, and nothing says that it ended. */
  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  /** `unended`: another search begins where the end of the one before is missing. */
  comment(text: string): "unended" | null {
    const isHeader = text === HEADER;
    const isUnended = isHeader && this.#isAwaited;
    if (isHeader) this.#isAwaited = true;
    else if (text.startsWith(PAGES)) this.page(text.slice(PAGES.length));
    return isUnended ? "unended" : null;
  }

  result(): void {
    this.#isAwaited = false;
  }

  /** What stands behind `pagedresults:`, in a comment or not: as long as there is a cookie, pages are to come. */
  page(text: string): void {
    const cookie = COOKIE.exec(text)?.[1];
    if (cookie !== undefined) this.#isAwaited = cookie !== "";
  }
}
