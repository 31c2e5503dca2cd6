const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The lines of text that comes in pieces, without their ends (CRLF or LF). Of a line that is too long the start is given. */
export class TextLines {
  /** From 1. */
  line = 0;
  text = "";
  /** The line goes on. */
  isCut = false;
  readonly #longest: number;
  #piece = "";
  #at = 0;
  #isWhole = false;
  /** In the rest of a line that was too long. */
  #isWithin = false;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The next piece, after `next` has found no more line; `isLast`: nothing follows it. */
  feed(piece: string, isLast: boolean): void {
    const rest = this.#piece.slice(this.#at);
    this.#piece = rest === "" ? piece : rest + piece;
    this.#at = this.line === 0 && rest === "" && this.#piece.startsWith("\ufeff") ? 1 : 0;
    this.#isWhole = isLast;
  }

  /** Goes to the next line; false: more text is needed, or there is none. */
  next(): boolean {
    const piece = this.#piece;
    while (this.#at < piece.length) {
      const feed = piece.indexOf("\n", this.#at);
      const isEnded = feed !== -1;
      const start = this.#at;
      const end = isEnded ? feed : piece.length;
      if (!isEnded && !this.#isWhole && (!this.#isWithin || end === start) && end - start <= this.#longest)
        return false;
      this.#at = isEnded ? end + 1 : end;
      const isRest = this.#isWithin;
      this.#isWithin = !isEnded && !this.#isWhole;
      if (isRest) continue;
      this.line++;
      const last = lineEnd(piece, start, end);
      this.isCut = last - start > this.#longest;
      this.text = piece.slice(start, Math.min(last, start + this.#longest));
      return true;
    }
    return false;
  }
}

function lineEnd(text: string, start: number, end: number): number {
  return end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN && text.charCodeAt(end) === LINE_FEED
    ? end - 1
    : end;
}
