import { columnKey } from "./row-table.ts";

/** ConvertTo-Json goes two levels below the objects unless it is told otherwise; nothing that is asked for lies deeper. */
const DEEPEST = 3;
const MOST_FIELDS = 2000;

/**
 * The texts in an object, by the key of their column: those of `{"Progress":{"StartTimeLocal":"x"}}` under `progress.starttimelocal`. An object
 * within stands also for what PowerShell shows of it: its name, or the value that it wraps.
 */
export function objectFields(value: unknown): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  if (isObject(value)) addProperties(fields, "", value, 0);
  return fields;
}

/** The names of an object's properties as written, and of those in the objects within. */
export function fieldNames(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function addProperties(fields: Map<string, string[]>, prefix: string, value: object, depth: number): void {
  for (const [name, inner] of Object.entries(value)) {
    if (fields.size >= MOST_FIELDS) return;
    add(fields, prefix + columnKey(name), inner, depth);
  }
}

function add(fields: Map<string, string[]>, key: string, value: unknown, depth: number): void {
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MOST_FIELDS)) if (!Array.isArray(item)) add(fields, key, item, depth);
    return;
  }
  const text = shownText(value);
  if (text !== null && text !== "") {
    const texts = fields.get(key);
    if (texts === undefined) fields.set(key, [text]);
    else texts.push(text);
  }
  if (isObject(value) && depth < DEEPEST) addProperties(fields, `${key}.`, value, depth + 1);
}

function shownText(value: unknown): string | null {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (!isObject(value)) return null;
  // A node or a volume has a name; an enumeration {"value":2,"Value":"Online"}; a time with notes {"value":"/Date(0)/","DateTime":"..."}.
  const entries = Object.entries(value);
  for (const wanted of ["Name", "Value", "value"]) {
    const found: unknown = entries.find(([name]) => name === wanted)?.[1];
    if (typeof found === "string") return found.trim();
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
