import { clixmlObjects, type ClixmlValue } from "../../formats/clixml/index.ts";
import { delimitedRows } from "../../formats/delimited/index.ts";

/** By property name in lower case: what was exported, of an object its name. */
export type ExportedRow = ReadonlyMap<string, string>;

/** The objects of delimited text with a header, of JSON or of CLIXML; null for text that is damaged or of no such kind. */
export function exportedRows(text: string): readonly ExportedRow[] | null {
  const [first = ""] = text.trimStart();
  if (first === "[" || first === "{") return jsonRows(text);
  return first === "<" ? clixmlRows(text) : delimited(text);
}

function delimited(text: string): readonly ExportedRow[] | null {
  // Windows PowerShell puts the type of the objects in front.
  const rows = delimitedRows(text.replace(/^\s*#TYPE[^\r\n]*\r?\n/, ""));
  const cells: (readonly string[])[] = [];
  let next = rows.next();
  for (; next.done !== true; next = rows.next()) cells.push(next.value.cells);
  if (next.value !== null) return null;
  const [header = [], ...lines] = cells;
  const names = header.map((name) => name.trim().toLowerCase());
  return lines.map((line) => new Map(names.map((name, at) => [name, line[at] ?? ""])));
}

function jsonRows(text: string): readonly ExportedRow[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rows.map((row) => rowOf(typeof row === "object" && row !== null ? Object.entries(row) : [], jsonText));
}

/** Of an object, such as an owner node, its name. */
function jsonText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("Name" in value)) return null;
  return typeof value.Name === "string" ? value.Name : null;
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
