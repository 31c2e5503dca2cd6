/** A column with more different texts than this names something else in nearly every row. */
const MOST_SHARED = 20_000;

/** Makes the texts of one column, each once: a hundred thousand rows name a few nodes, volumes and jobs. */
export class ColumnTexts {
  readonly #known = new Map<string, string>();
  #last = "";

  /** A stretch of a text; what is kept does not keep the text that it is cut out of. */
  take(text: string, start: number, end: number): string {
    const last = this.#last;
    if (last.length === end - start && text.startsWith(last, start)) return last;
    return this.share(text.slice(start, end));
  }

  share(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) {
      this.#last = known;
      return known;
    }
    const own = Buffer.from(text, "utf16le").toString("utf16le");
    if (this.#known.size < MOST_SHARED) this.#known.set(own, own);
    this.#last = own;
    return own;
  }
}
