import type { ClixmlObject, ClixmlValue } from "./value.ts";

/** Objects are referred to again and again: each is made once. */
const made = new WeakMap<ClixmlObject, unknown>();

/**
 * What ConvertTo-Json would make of a value: objects with their properties, lists, texts and numbers. An enumeration is its name; an object below
 * the depth of the export is what it says of itself.
 */
export function plainValue(value: ClixmlValue): unknown {
  switch (value.kind) {
    case "null":
    case "bytes":
    case "reference":
      return null;
    case "text":
    case "time":
      return value.text;
    case "guid":
      return value.guid;
    case "boolean":
    case "integer":
      return value.value;
    case "object": {
      const plain = made.has(value) ? made.get(value) : plainObject(value);
      made.set(value, plain);
      return plain;
    }
  }
}

function plainObject({ properties, items, entries, value, text }: ClixmlObject): unknown {
  if (items !== null) return items.map(plainValue);
  if (properties.size === 0 && entries === null) return text ?? (value === null ? null : plainValue(value));
  const named = new Map<string, unknown>();
  for (const [name, property] of properties) named.set(name, plainValue(property));
  for (const [key, entry] of entries ?? []) {
    const name = plainValue(key);
    if (typeof name === "string" && !named.has(name)) named.set(name, plainValue(entry));
  }
  // A time or a text with notes is the value; of an object without a name, what it says of itself stands for it.
  const own = value === null ? text : plainValue(value);
  if (own !== null && !named.has("Name") && !named.has("Value")) named.set("Value", own);
  return Object.fromEntries(named);
}
