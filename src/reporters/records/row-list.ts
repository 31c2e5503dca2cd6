import { cutText, displayWidth, fitText } from "./display-width.ts";
import { delimitedLine } from "../delimited/delimited-line.ts";
import { visibleText } from "./visible-text.ts";

/** A value of a row: bigints are written as strings in JSON, as all 64-bit numbers are. */
export type RowValue = string | number | bigint | null;

export interface RowColumn {
  /** The key in JSON and the head of the delimited column. */
  readonly key: string;
  readonly title: string;
  readonly align?: "left" | "right";
}

export type RowFormat = "table" | "jsonl" | "csv";

/** Rows from which a table learns its column widths; later rows are cut to them, so memory stays bounded. */
const ROWS_TO_MEASURE = 1000;
const GAP = "  ";

/** Renders rows one after the other; `text` returns what is ready, `end` the rest. */
export class RowList {
  readonly #columns: readonly RowColumn[];
  readonly #format: RowFormat;
  readonly #width: number;
  #waiting: (readonly string[])[] | null = [];
  #widths: readonly number[] = [];

  /** `width` in columns of the terminal. */
  constructor(columns: readonly RowColumn[], format: RowFormat, width: number) {
    this.#columns = columns;
    this.#format = format;
    this.#width = Math.max(1, width);
  }

  head(): string {
    return this.#format === "csv" ? delimitedLine(this.#columns.map(({ key }) => key)) : "";
  }

  row(values: readonly RowValue[]): string {
    switch (this.#format) {
      case "csv":
        return delimitedLine(values);
      case "jsonl":
        return `${JSON.stringify(Object.fromEntries(this.#columns.map(({ key }, at) => [key, jsonValue(values[at])])))}\n`;
      case "table": {
        const cells = values.map((value) => (value === null ? "-" : visibleText(String(value))));
        if (this.#waiting === null) return this.#line(cells);
        this.#waiting.push(cells);
        return this.#waiting.length < ROWS_TO_MEASURE ? "" : this.#measured();
      }
    }
  }

  end(): string {
    return this.#format === "table" && this.#waiting !== null ? this.#measured() : "";
  }

  #measured(): string {
    const rows = [this.#columns.map(({ title }) => title), ...(this.#waiting ?? [])];
    this.#waiting = null;
    const natural = this.#columns.map((_, at) => Math.max(...rows.map((cells) => displayWidth(cells[at] ?? ""))));
    this.#widths = shrunk(natural, this.#width - GAP.length * (this.#columns.length - 1));
    return rows.map((cells) => this.#line(cells)).join("");
  }

  #line(cells: readonly string[]): string {
    const fitted = cells.map((cell, at) => fitText(cell, this.#widths[at] ?? 0, this.#columns[at]?.align));
    return `${cutText(fitted.join(GAP), this.#width).trimEnd()}\n`;
  }
}

/** Takes room from the widest columns first, until all fit or each has one column left. */
function shrunk(natural: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= 1) break;
    widths[widths.indexOf(widest)] = widest - 1;
    excess--;
  }
  return widths;
}

function jsonValue(value: RowValue | undefined): string | number | null {
  return typeof value === "bigint" ? String(value) : (value ?? null);
}
