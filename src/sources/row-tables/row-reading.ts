import { type ExportEvidence, type ExportKind, NO_EXPORTS, type RowOrigin } from "../../evidence/index.ts";
import type { ExportAccount } from "./export-account.ts";
import type { RowOptions } from "./row-options.ts";
import type { RowTable } from "./row-table.ts";

/** A disk in a list of a cluster's resources; whether it is a Cluster Shared Volume, other rows and exports tell. */
export interface ResourceRow extends RowOrigin {
  readonly resource: string;
  readonly id: string | null;
  readonly group: string;
  /** As written, a word or a number; null: not told. */
  readonly groupType: string | null;
}

export interface ResourceGroup {
  readonly group: string;
  readonly type: string;
}

/** A name that a disk resource's parameters give to its disk. */
export interface DiskParameter extends RowOrigin {
  readonly resource: string;
  readonly kind: "disk-guid" | "serial";
  readonly text: string;
}

/** What is evidence of volumes only together with other exports. */
export interface RowsOfResources {
  readonly resources: readonly ResourceRow[];
  readonly groups: readonly ResourceGroup[];
  readonly parameters: readonly DiskParameter[];
}

/** What the rows of one export say. */
export type ExportRows = Omit<ExportEvidence, "files"> & RowsOfResources;

export const NO_ROWS: ExportRows = { ...NO_EXPORTS, resources: [], groups: [], parameters: [] };

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
