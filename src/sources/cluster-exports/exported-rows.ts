import { columnKey, columnTimes, NO_ROW_OPTIONS, openTable } from "../row-tables/index.ts";

/** By property name in lower case: what was exported, of an object its name. */
export type ExportedRow = ReadonlyMap<string, string>;

/** The objects of delimited text with a header, of JSON, of CLIXML or of a printed table; null for text that is damaged or of no such kind. */
export function exportedRows(text: string): readonly ExportedRow[] | null {
  const table = openTable(text, true, columnTimes(NO_ROW_OPTIONS));
  if (table === null) return null;
  const names = table.columns.map(columnKey);
  const rows: ExportedRow[] = [];
  while (table.next()) rows.push(new Map(names.map((name, column) => [name, table.text(column) ?? ""])));
  return table.problem === null ? rows : null;
}
