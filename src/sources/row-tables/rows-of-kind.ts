import type { ExportKind } from "../../evidence/index.ts";
import type { ExportAccount } from "./export-account.ts";
import type { RowOptions } from "./row-options.ts";
import type { ExportRows } from "./export-rows.ts";
import { type ColumnIndex, hasColumn, NO_COLUMN, type RowTable } from "./row-table.ts";

/** Each name of a column, as `columnKey` makes it; the first that there is. */
export type ColumnNames<C extends string> = Readonly<Record<C, readonly string[]>>;
export type Columns<C extends string> = Readonly<Record<C, ColumnIndex>>;

/** What the rows of one export come to. */
export interface RowReading {
  /** The sound row that the table stands at: uses it or leaves it out, as the account is told. */
  readRow(): void;
  /** When all have been read. */
  rows(): ExportRows;
  /** What is shown of a row with a defect; its first column where nothing else is said. */
  readonly exampleColumn?: ColumnIndex;
}

/** How the exports of one kind are known and read. */
export interface RowsOfKind {
  readonly kind: ExportKind;
  /** Whether the columns show that it is one, so that it can be taken for one unasked. */
  isShownBy(table: RowTable): boolean;
  /** Names of columns without which nothing can be read. */
  missing(table: RowTable): readonly string[];
  /** How many of the columns that it may have are there. */
  known(table: RowTable): number;
  open(table: RowTable, account: ExportAccount, options: RowOptions): RowReading;
}

interface KindDescription<C extends string> {
  readonly kind: ExportKind;
  /** May depend on the product that wrote the table. */
  names(table: RowTable): ColumnNames<C>;
  readonly needed: readonly NoInfer<C>[];
  /** Of a table with all that is needed, which others may have too. */
  isCertain?(table: RowTable, columns: Columns<NoInfer<C>>): boolean;
  open(table: RowTable, columns: Columns<NoInfer<C>>, account: ExportAccount, options: RowOptions): RowReading;
}

export function rowsOfKind<C extends string>(described: KindDescription<C>): RowsOfKind {
  const { kind, needed } = described;
  const columnsOf = (table: RowTable): Columns<C> => placed(described.names(table), table);
  const missing = (table: RowTable): readonly C[] => {
    const names = described.names(table);
    return needed.filter((column) => !hasColumn(table, names[column]));
  };
  return {
    kind,
    missing,
    known: (table) => Object.values<ColumnIndex>(columnsOf(table)).filter((column) => column !== NO_COLUMN).length,
    isShownBy: (table) => missing(table).length === 0 && (described.isCertain?.(table, columnsOf(table)) ?? true),
    open: (table, account, options) => described.open(table, columnsOf(table), account, options),
  };
}

function placed<C extends string>(names: ColumnNames<C>, table: RowTable): Columns<C>;
function placed(names: ColumnNames<string>, table: RowTable): Columns<string> {
  return Object.fromEntries(Object.entries(names).map(([column, known]) => [column, table.find(known)]));
}
