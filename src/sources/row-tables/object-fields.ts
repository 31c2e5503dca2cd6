import { columnKey } from "./row-table.ts";

/** ConvertTo-Json goes two levels below the objects unless it is told otherwise; nothing that is asked for lies deeper. */
const DEEPEST = 3;
const MOST_FIELDS = 2000;
/** Objects that CLIXML refers to again and again are met as often: a few bytes could stand for billions of values. */
const MOST_VALUES = 5000;

/**
 * The texts in an object, by the key of their column: those of `{"Progress":{"StartTimeLocal":"x"}}` under `progress.starttimelocal`. An object
 * within stands also for what PowerShell shows of it: its name, or the value that it wraps.
 */
export function objectFields(value: unknown): ReadonlyMap<string, readonly string[]> {
  const fields = new Fields();
  if (isObject(value)) fields.addProperties("", value, 0);
  return fields.texts;
}

/** The names of an object's properties as written, and of those in the objects within. */
export function fieldNames(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

class Fields {
  readonly texts = new Map<string, string[]>();
  #left = MOST_VALUES;

  addProperties(prefix: string, value: object, depth: number): void {
    for (const [name, inner] of Object.entries(value)) {
      if (this.texts.size >= MOST_FIELDS || this.#left <= 0) return;
      this.#add(prefix + columnKey(name), inner, depth);
    }
  }

  #add(key: string, value: unknown, depth: number): void {
    this.#left--;
    if (Array.isArray(value)) {
      for (const item of value) {
        if (this.#left <= 0) return;
        if (!Array.isArray(item)) this.#add(key, item, depth);
      }
      return;
    }
    const text = shownText(value);
    if (text !== null && text !== "") {
      const texts = this.texts.get(key);
      if (texts === undefined) this.texts.set(key, [text]);
      else texts.push(text);
    }
    if (isObject(value) && depth < DEEPEST) this.addProperties(`${key}.`, value, depth + 1);
  }
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
