import type { Separator } from "./separator.ts";

export interface DelimitedProblem {
  readonly line: number;
  readonly expected: string;
}

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Of a row that does not end: a quotation mark that nothing closes would else take in the rest of a large file, again with every piece. */
const LONGEST_ROW = 1 << 22;

/**
 * The rows of text whose cells are parted by a separator, quoted as RFC 4180 says; lines end with CRLF, LF or CR. The text comes in pieces of
 * any length. Of a row the places of its cells are kept, and a cell is cut out when it is asked for: most of a large export is never looked at.
 */
export class DelimitedReader {
  /** The first thing that is wrong. */
  problem: DelimitedProblem | null = null;
  /** Rows that could not be told from those behind them, and where the first one starts. */
  lost = { count: 0, line: 0 };
  /** Where the row starts, from 1. */
  line = 1;
  /** Cells of the row. */
  width = 0;
  /** Whether the text ended within the row's line: more of it may have been meant to follow. */
  isLastLine = false;
  /** Whether zeros stand in the row: what a file holds where it was to be written and was not. */
  hasZeros = false;
  readonly #separator: number;
  #text = "";
  #at = 0;
  #nextLine = 1;
  #isWhole = false;
  #hasBegun = false;
  #isOver = false;
  /** The row holds a quotation mark that nothing closes. */
  #isTorn = false;
  #retries: number;
  /** The first of each behind the cell that was looked at last: most cells lie before it. */
  #lineFeedAt = -1;
  #returnAt = -1;
  /** The first zero from the row on. */
  #zeroAt = Number.POSITIVE_INFINITY;
  #starts = new Int32Array(64);
  #ends = new Int32Array(64);
  #hasRewritten = false;
  /** Cells that are not a stretch of the text: with doubled quotation marks, or text behind the closing one. */
  readonly #rewritten = new Map<number, string>();

  /** `retries`: how many times reading goes on with the next line where a quotation mark is not closed. */
  constructor(separator: Separator, retries = 0) {
    this.#separator = separator.charCodeAt(0);
    this.#retries = retries;
  }

  /** The next piece of the text, after `next` has found no more row; `isLast`: nothing follows it. */
  feed(piece: string, isLast: boolean): void {
    const rest = this.#text.slice(this.#at);
    this.#text = rest === "" ? piece : rest + piece;
    this.#at = 0;
    this.#lineFeedAt = -1;
    this.#returnAt = -1;
    this.#zeroAt = placeOf("\0", this.#text, 0);
    this.#isWhole = isLast;
    if (this.#hasBegun || this.#text === "") return;
    this.#hasBegun = true;
    if (this.#text.startsWith("\ufeff")) this.#at = 1;
  }

  /** Goes to the next row that is not empty; false: more text is needed, or there is none. */
  next(): boolean {
    while (!this.#isOver && this.#at < this.#text.length) {
      const start = this.#at;
      this.line = this.#nextLine;
      if (!this.#row()) {
        if (this.#isTorn && this.#skipLine(start)) continue;
        if (!this.#isTorn) this.#putBack(start);
        return false;
      }
      if (this.#zeroAt < start) this.#zeroAt = placeOf("\0", this.#text, start);
      this.hasZeros = this.#zeroAt < this.#at;
      const isEmpty = this.width === 1 && !this.#hasRewritten && this.startOf(0) === this.endOf(0);
      if (!isEmpty && !this.#declaresSeparator()) return true;
    }
    return false;
  }

  /** The text that plain cells are stretches of; holds until more is fed. */
  get text(): string {
    return this.#text;
  }

  /** Whether the cell is the stretch of `text` from `startOf` to `endOf`. */
  isStretch(cell: number): boolean {
    return !this.#hasRewritten || !this.#rewritten.has(cell);
  }

  startOf(cell: number): number {
    return this.#starts[cell] ?? 0;
  }

  endOf(cell: number): number {
    return this.#ends[cell] ?? 0;
  }

  /** Empty where the row has no such cell. */
  cell(cell: number): string {
    if (cell >= this.width) return "";
    const rewritten = this.#hasRewritten ? this.#rewritten.get(cell) : undefined;
    return rewritten ?? this.#text.slice(this.startOf(cell), this.endOf(cell));
  }

  cells(): readonly string[] {
    return Array.from({ length: this.width }, (_, cell) => this.cell(cell));
  }

  /** false: the text ends within the row. */
  #row(): boolean {
    const text = this.#text;
    const separator = this.#separator;
    this.width = 0;
    this.isLastLine = false;
    if (this.#hasRewritten) {
      this.#rewritten.clear();
      this.#hasRewritten = false;
    }
    let at = this.#at;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        at = this.#quotedCell(at);
        if (at === -1) return false;
      } else {
        const end = this.#plainEnd(at);
        this.#addCell(at, end);
        at = end;
      }
      const mark = text.charCodeAt(at);
      if (mark !== separator) return this.#endLine(at, mark);
      at++;
    }
  }

  #plainEnd(start: number): number {
    const text = this.#text;
    const separator = this.#separator;
    const length = text.length;
    let at = start;
    for (; at < length; at++) {
      const mark = text.charCodeAt(at);
      if (mark === separator || mark === LINE_FEED || mark === CARRIAGE_RETURN) break;
    }
    return at;
  }

  #addCell(start: number, end: number): void {
    if (this.width === this.#starts.length) {
      this.#starts = grown(this.#starts);
      this.#ends = grown(this.#ends);
    }
    this.#starts[this.width] = start;
    this.#ends[this.width] = end;
    this.width++;
  }

  /** Where the cell ends, -1 where the text ends within. */
  #quotedCell(start: number): number {
    const text = this.#text;
    let end = text.indexOf('"', start + 1);
    let hasDoubled = false;
    while (end !== -1 && text.charCodeAt(end + 1) === QUOTE) {
      hasDoubled = true;
      end = text.indexOf('"', end + 2);
    }
    // At the very end of a piece the next one may begin with the second of two quotation marks.
    if (end === -1 || (end + 1 === text.length && !this.#isWhole)) {
      if (this.#isWhole || text.length - start > LONGEST_ROW) this.#tear(start);
      return -1;
    }
    const behind = end + 1;
    const cellEnd = this.#plainEnd(behind);
    if (hasDoubled || cellEnd !== behind) {
      const quoted = text.slice(start + 1, end).replaceAll('""', '"');
      const rest = text.slice(behind, cellEnd).trimEnd();
      if (rest.trim() !== "")
        this.problem ??= {
          line: this.#nextLine + this.#lineBreaks(start, end),
          expected: "a separator behind a closing quotation mark",
        };
      this.#rewritten.set(this.width, quoted + rest);
      this.#hasRewritten = true;
    }
    this.#addCell(start + 1, end);
    this.#nextLine += this.#lineBreaks(start, end);
    return cellEnd;
  }

  #endLine(at: number, mark: number): boolean {
    if (at >= this.#text.length) {
      if (!this.#isWhole) return false;
      this.isLastLine = true;
      this.#at = at;
    } else if (mark === CARRIAGE_RETURN) {
      // The line feed that belongs to it may come with the next piece.
      if (at + 1 === this.#text.length && !this.#isWhole) return false;
      this.#at = this.#text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
    } else this.#at = at + 1;
    this.#nextLine++;
    return true;
  }

  #putBack(start: number): void {
    this.#at = start;
    this.#nextLine = this.line;
    if (this.#text.length - start <= LONGEST_ROW) return;
    this.problem ??= {
      line: this.line,
      expected: "the end of a row, which is too long (over four million characters),",
    };
    this.#lose();
    this.#isOver = true;
  }

  #tear(quote: number): void {
    this.problem ??= {
      line: this.line + this.#lineBreaks(this.#at, quote),
      expected: "a closing quotation mark",
    };
    this.#isTorn = true;
  }

  /** false: there is no line to go on with. */
  #skipLine(start: number): boolean {
    this.#lose();
    this.#isTorn = false;
    this.#retries--;
    const end = this.#plainLineEnd(start);
    this.#isOver = this.#retries < 0 || end >= this.#text.length;
    if (this.#isOver) return false;
    this.#endLine(end, this.#text.charCodeAt(end));
    this.#nextLine = this.line + 1;
    return true;
  }

  #lose(): void {
    this.lost = { count: this.lost.count + 1, line: this.lost.count === 0 ? this.line : this.lost.line };
  }

  #plainLineEnd(start: number): number {
    const text = this.#text;
    let at = start;
    while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== CARRIAGE_RETURN) at++;
    return at;
  }

  /** CRLF is one. */
  #lineBreaks(start: number, end: number): number {
    const text = this.#text;
    if (this.#lineFeedAt < start) this.#lineFeedAt = placeOf("\n", text, start);
    if (this.#returnAt < start) this.#returnAt = placeOf("\r", text, start);
    if (this.#lineFeedAt >= end && this.#returnAt >= end) return 0;
    let count = 0;
    for (let at = start; at < end; at++) {
      const mark = text.charCodeAt(at);
      if (mark === LINE_FEED || (mark === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) count++;
    }
    return count;
  }

  #declaresSeparator(): boolean {
    return this.line === 1 && this.endOf(0) - this.startOf(0) === 4 && this.cell(0).toLowerCase() === "sep=";
  }
}

function grown(places: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(places.length * 2);
  more.set(places);
  return more;
}

/** Behind everything where there is none. */
function placeOf(mark: string, text: string, start: number): number {
  const at = text.indexOf(mark, start);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}
