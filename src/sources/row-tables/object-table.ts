import type { ExportedTime } from "../../formats/exported-time/index.ts";
import { ColumnTexts } from "./column-texts.ts";
import { fieldNames, objectFields } from "./object-fields.ts";
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

/** Objects one after the other, as JSON, CLIXML and the like hold them. */
export interface ObjectSource {
  readonly problem: RowTable["problem"];
  readonly line: number;
  /** undefined: damaged. */
  readonly value: unknown;
  feed(piece: string, isLast: boolean): void;
  next(): boolean;
}

interface ReadObject {
  readonly line: number;
  readonly fields: ReadonlyMap<string, readonly string[]> | null;
}

/** Objects need not all have the same properties; so many of the first tell the columns. */
const SHOWING_COLUMNS = 50;
const NONE: readonly string[] = [];

/** Objects that cannot be read are rows with a defect. */
const NONE_LOST: RowTable["lost"] = { count: 0, line: 0 };

/** Objects as rows: their properties are the columns. */
export class ObjectTable implements RowTable {
  readonly columns: readonly string[];
  readonly #source: ObjectSource;
  readonly #keys: readonly string[];
  readonly #places: ReadonlyMap<string, ColumnIndex>;
  readonly #times: ColumnTimes;
  readonly #texts: readonly ColumnTexts[];
  /** Rows that were read ahead: the first ones, and those of a list within an object. */
  #ahead: readonly ReadObject[];
  #aheadAt = 0;
  #row: ReadObject = { line: 1, fields: null };

  /** `source` holds the start already. */
  constructor(source: ObjectSource, times: ColumnTimes) {
    this.#source = source;
    this.#times = times;
    const first: ReadObject[] = [];
    const names = new Map<string, string>();
    while (first.length < SHOWING_COLUMNS && source.next()) {
      for (const { line, value } of rowsIn(source)) {
        for (const name of fieldNames(value)) if (!names.has(columnKey(name))) names.set(columnKey(name), name);
        const fields = value === undefined ? null : objectFields(value);
        for (const key of fields?.keys() ?? []) if (!names.has(key)) names.set(key, key);
        first.push({ line, fields });
      }
    }
    this.#ahead = first;
    this.columns = [...names.values()];
    this.#keys = this.columns.map((name) => columnKey(name));
    this.#places = columnKeys(this.columns);
    this.#texts = this.columns.map(() => new ColumnTexts());
  }

  get problem(): RowTable["problem"] {
    return this.#source.problem;
  }

  get lost(): RowTable["lost"] {
    return NONE_LOST;
  }

  get line(): number {
    return this.#row.line;
  }

  get defect(): RowDefect | null {
    return this.#row.fields === null ? "row-unreadable" : null;
  }

  get openCell(): null {
    return null;
  }

  find(names: readonly string[]): ColumnIndex {
    return findColumn(this.#places, names);
  }

  feed(piece: string, isLast: boolean): void {
    this.#source.feed(piece, isLast);
  }

  next(): boolean {
    for (;;) {
      const ahead = this.#ahead[this.#aheadAt++];
      if (ahead !== undefined) {
        this.#row = ahead;
        return true;
      }
      if (!this.#source.next()) return false;
      this.#ahead = rowsIn(this.#source).map(({ line, value }) => ({
        line,
        fields: value === undefined ? null : objectFields(value),
      }));
      this.#aheadAt = 0;
    }
  }

  text(column: ColumnIndex): string | null {
    const text = this.texts(column)[0];
    return text === undefined ? null : (this.#texts[column]?.take(text, 0, text.length) ?? null);
  }

  texts(column: ColumnIndex): readonly string[] {
    const key = this.#keys[column];
    return key === undefined ? NONE : (this.#row.fields?.get(key) ?? NONE);
  }

  time(column: ColumnIndex): ExportedTime | null {
    const text = this.texts(column)[0];
    if (text === undefined) return null;
    return (isUtc(this.#keys[column] ?? "") ? this.#times.utc : this.#times.written).read(text);
  }
}

/** Windows PowerShell 5.1 writes some lists as `{"value":[...],"Count":2}`. */
function rowsIn({ line, value }: ObjectSource): readonly { readonly line: number; readonly value: unknown }[] {
  if (typeof value !== "object" || value === null || !("Count" in value) || !("value" in value))
    return [{ line, value }];
  const items: unknown = value.value;
  return Array.isArray(items) ? items.map((item: unknown) => ({ line, value: item })) : [{ line, value }];
}
