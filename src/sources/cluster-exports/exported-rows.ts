import { clixmlObjects, type ClixmlValue } from "../../formats/clixml/index.ts";
import { columnKey, columnTimes, NO_ROW_OPTIONS, openTable, type RowTable } from "../row-tables/index.ts";

/** By property name in lower case: what was exported, of an object its name. */
export type ExportedRow = ReadonlyMap<string, string>;

/** The objects of delimited text with a header, of JSON or of CLIXML; null for text that is damaged or of no such kind. */
export function exportedRows(text: string): readonly ExportedRow[] | null {
  const table = openTable(text, true, columnTimes(NO_ROW_OPTIONS));
  return table === null ? clixmlRows(text) : tableRows(table);
}

function tableRows(table: RowTable): readonly ExportedRow[] | null {
  const names = table.columns.map(columnKey);
  const rows: ExportedRow[] = [];
  while (table.next()) rows.push(new Map(names.map((name, column) => [name, table.text(column) ?? ""])));
  return table.problem === null ? rows : null;
}

function clixmlRows(text: string): readonly ExportedRow[] | null {
  const objects = clixmlObjects(text);
  const rows: ExportedRow[] = [];
  let next = objects.next();
  for (; next.done !== true; next = objects.next()) {
    // Objects that were not piped one by one come as one list.
    const items = next.value.kind === "object" ? (next.value.items ?? [next.value]) : [];
    rows.push(...items.map((item) => rowOf(item.kind === "object" ? item.properties : [], clixmlText)));
  }
  return next.value === null ? rows : null;
}

function clixmlText(value: ClixmlValue): string | null {
  if (value.kind === "text") return value.text;
  if (value.kind !== "object") return null;
  const name = value.properties.get("Name") ?? value.value;
  return name?.kind === "text" ? name.text : value.text;
}

function rowOf<T>(
  properties: Iterable<readonly [name: string, value: T]>,
  textOf: (value: T) => string | null,
): ExportedRow {
  const row = new Map<string, string>();
  for (const [name, value] of properties) {
    const text = textOf(value);
    if (text !== null) row.set(name.toLowerCase(), text);
  }
  return row;
}
