import { DelimitedReader, separatorOf } from "../../formats/delimited/index.ts";
import type { ExportedTime } from "../../formats/exported-time/index.ts";
import { ColumnTexts } from "./column-texts.ts";
import type { ColumnTimes } from "./row-options.ts";
import {
  type ColumnIndex,
  columnKey,
  columnKeys,
  findColumn,
  isUtc,
  type RowDefect,
  type RowTable,
} from "./row-table.ts";

/** Windows PowerShell's Export-Csv puts the type of the objects in front. */
const TYPE_LINE = /^\ufeff?\s*#TYPE[^\r\n]*[\r\n]*/;
const TYPE_MARK = /^#TYPE\b/;
/** Quotation marks that nothing closes, behind each of which reading goes on. */
const RETRIES = 8;
const NONE: readonly string[] = [];

/** Delimited text under a header. */
export class DelimitedTable implements RowTable {
  readonly columns: readonly string[];
  readonly #reader: DelimitedReader;
  readonly #keys: ReadonlyMap<string, ColumnIndex>;
  readonly #times: readonly ColumnTimes["written"][];
  readonly #texts: readonly ColumnTexts[];

  /** `piece`: the text's start, with the whole header. */
  constructor(piece: string, isLast: boolean, times: ColumnTimes) {
    this.#reader = new DelimitedReader(separatorOf(piece.replace(TYPE_LINE, "")), RETRIES);
    this.#reader.feed(piece, isLast);
    this.columns = this.#header();
    this.#keys = columnKeys(this.columns);
    this.#times = this.columns.map((name) => (isUtc(columnKey(name)) ? times.utc : times.written));
    this.#texts = this.columns.map(() => new ColumnTexts());
  }

  get problem(): RowTable["problem"] {
    return this.#reader.problem;
  }

  get lost(): RowTable["lost"] {
    return this.#reader.lost;
  }

  get line(): number {
    return this.#reader.line;
  }

  get defect(): RowDefect | null {
    const { width, isLastLine } = this.#reader;
    const expected = this.columns.length;
    if (this.#reader.hasZeros) return "row-with-zeros";
    if (width === expected) return null;
    if (width < expected) return isLastLine ? "row-cut-off" : null;
    for (let cell = expected; cell < width; cell++) if (this.#reader.cell(cell).trim() !== "") return "cells-too-many";
    return null;
  }

  get openCell(): ColumnIndex | null {
    if (!this.#reader.isLastLine) return null;
    const { width, text } = this.#reader;
    const last = width - 1;
    // One in quotation marks ends before its closing one, and is whole.
    return width === this.columns.length && this.#reader.endOf(last) === text.length ? last : null;
  }

  find(names: readonly string[]): ColumnIndex {
    return findColumn(this.#keys, names);
  }

  feed(piece: string, isLast: boolean): void {
    this.#reader.feed(piece, isLast);
  }

  next(): boolean {
    return this.#reader.next();
  }

  text(column: ColumnIndex): string | null {
    const texts = this.#texts[column];
    if (texts === undefined || column >= this.#reader.width) return null;
    if (!this.#reader.isStretch(column)) return textOrNull(texts, this.#reader.cell(column).trim());
    const { text } = this.#reader;
    const start = firstOf(text, this.#reader.startOf(column), this.#reader.endOf(column));
    const end = endOf(text, start, this.#reader.endOf(column));
    return start === end ? null : texts.take(text, start, end);
  }

  texts(column: ColumnIndex): readonly string[] {
    const text = this.text(column);
    return text === null ? NONE : [text];
  }

  time(column: ColumnIndex): ExportedTime | null {
    const times = this.#times[column];
    if (times === undefined || column >= this.#reader.width) return null;
    if (!this.#reader.isStretch(column)) {
      const text = this.#reader.cell(column).trim();
      return text === "" ? null : times.read(text);
    }
    const { text } = this.#reader;
    const start = firstOf(text, this.#reader.startOf(column), this.#reader.endOf(column));
    const end = endOf(text, start, this.#reader.endOf(column));
    return start === end ? null : times.read(text, start, end);
  }

  #header(): readonly string[] {
    while (this.#reader.next()) {
      if (!TYPE_MARK.test(this.#reader.cell(0).trim())) return this.#reader.cells().map((name) => name.trim());
    }
    return NONE;
  }
}

function textOrNull(texts: ColumnTexts, text: string): string | null {
  return text === "" ? null : texts.take(text, 0, text.length);
}

/** Where a cell begins behind the blanks that it begins with. */
function firstOf(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function endOf(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Those of ASCII and the no-break space. */
function isBlank(code: number): boolean {
  return code <= 32 || code === 0xa0;
}
