import { columnTimes, NO_ROW_OPTIONS, openTable, type RowTable, unknownSeparator } from "../row-tables/index.ts";
import { kindResembledBy, kindShownBy, type RowExportKind } from "./row-kinds.ts";

/** What the start of a text (its header, some objects) shows it to be; null for none of these. */
export function rowExportKind(start: string): RowExportKind | null {
  const table = startingTable(start);
  return table === null ? null : kindShownBy(table);
}

/** What the header of a list names; none where it is no list. */
export function columnsOf(start: string): readonly string[] {
  return startingTable(start)?.columns ?? [];
}

/** What list the start of a text resembles that is none of these, for want of a column or of a separator that is known; null: no list. */
export function resembledKind(start: string): RowExportKind | null {
  const table = startingTable(start);
  if (table === null) return null;
  const mark = unknownSeparator(table.columns);
  return mark === null ? kindResembledBy(table) : rowExportKind(start.replaceAll(",", " ").replaceAll(mark, ","));
}

function startingTable(start: string): RowTable | null {
  return openTable(start, true, columnTimes(NO_ROW_OPTIONS));
}
