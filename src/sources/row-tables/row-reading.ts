import { type ExportEvidence, type ExportKind, NO_EXPORTS } from "../../evidence/index.ts";
import type { ExportAccount } from "./export-account.ts";
import type { RowOptions } from "./row-options.ts";
import type { RowTable } from "./row-table.ts";

/** What the rows of one export say. */
export type ExportRows = Omit<ExportEvidence, "files">;

export const NO_ROWS: ExportRows = NO_EXPORTS;

/** Reads the rows of one export, of which the table shows a piece at a time. */
export interface RowReading {
  /** Reads all rows that the table can show now, or up to so many in all. */
  readRows(most: number): void;
  /** When all have been read. */
  rows(): ExportRows;
}

/** How the exports of one kind are known and read. */
export interface RowsOfKind {
  readonly kind: ExportKind;
  /** Whether the columns show that it is one, so that it can be taken for one unasked. */
  isShownBy(table: RowTable): boolean;
  /** Names of columns without which nothing can be read. */
  missing(table: RowTable): readonly string[];
  open(table: RowTable, account: ExportAccount, options: RowOptions): RowReading;
}
