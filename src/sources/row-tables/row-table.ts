import type { ExportedTime } from "../../formats/exported-time/index.ts";

/** A column of a table; `NO_COLUMN` where it has none. */
export type ColumnIndex = number;
export const NO_COLUMN: ColumnIndex = -1;

/**
 * Why a row as a whole cannot be used. `cells-too-many`: a separator within a name has moved the cells behind it. `row-cut-off`: the text ends
 * within. `row-unreadable`: an object that is not well-formed. `row-with-zeros`: part of it was never written, as after a crash.
 */
export type RowDefect = "cells-too-many" | "row-cut-off" | "row-unreadable" | "row-with-zeros";

/** Rows of an export under named columns, whatever it is written in. One row at a time; it holds until the next. */
export interface RowTable {
  /** As written. */
  readonly columns: readonly string[];
  /** The first thing that is wrong with how the text is written. */
  readonly problem: { readonly line: number; readonly expected: string } | null;
  /** Rows, so far, that nothing could be read of, and the line of the first. */
  readonly lost: { readonly count: number; readonly line: number };
  /** The column with the first of these names (see `columnKey`) that there is. */
  find(names: readonly string[]): ColumnIndex;
  feed(piece: string, isLast: boolean): void;
  /** Goes to the next row; false: more text is needed, or there is none. */
  next(): boolean;
  readonly line: number;
  readonly defect: RowDefect | null;
  /** The last cell, where the text ends with it and no line end follows: it may be cut. null where that cannot be. */
  readonly openCell: ColumnIndex | null;
  /** Without blanks around it; null where nothing stands. Texts that rows share are one. */
  text(column: ColumnIndex): string | null;
  /** All of a list. */
  texts(column: ColumnIndex): readonly string[];
  /** null where nothing stands. */
  time(column: ColumnIndex): ExportedTime | null;
}

export function hasColumn(table: RowTable, names: readonly string[]): boolean {
  return table.find(names) !== NO_COLUMN;
}

/** A column's name without case, blanks, underscores, hyphens and parentheses: `Start Time (UTC)` is `starttimeutc`. */
export function columnKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_()-]+/g, "");
}

export function isUtc(key: string): boolean {
  return key.endsWith("utc");
}

/** Of columns with the same name the first. */
export function columnKeys(columns: readonly string[]): ReadonlyMap<string, ColumnIndex> {
  const keys = new Map<string, ColumnIndex>();
  for (const [index, name] of columns.entries()) {
    const key = columnKey(name);
    if (key !== "" && !keys.has(key)) keys.set(key, index);
  }
  return keys;
}

export function findColumn(keys: ReadonlyMap<string, ColumnIndex>, names: readonly string[]): ColumnIndex {
  const found = names.find((name) => keys.has(name));
  return found === undefined ? NO_COLUMN : (keys.get(found) ?? NO_COLUMN);
}
