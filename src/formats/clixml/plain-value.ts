import type { ClixmlObject, ClixmlValue } from "./value.ts";

/**
 * What ConvertTo-Json would make of a value: objects with their properties, lists, texts and numbers. An enumeration is its name; an object below
 * the depth of the export is what it says of itself.
 */
export function plainValue(value: ClixmlValue): unknown {
  return new Plain().of(value);
}

class Plain {
  /** Objects are referred to again and again: each is made once. */
  readonly #made = new Map<ClixmlObject, unknown>();

  of(value: ClixmlValue): unknown {
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
      case "object":
        return this.#object(value);
    }
  }

  #object(object: ClixmlObject): unknown {
    const known = this.#made.get(object);
    if (known !== undefined) return known;
    const made = this.#plain(object);
    this.#made.set(object, made);
    return made;
  }

  #plain({ properties, items, entries, value, text }: ClixmlObject): unknown {
    if (items !== null) return items.map((item) => this.of(item));
    if (properties.size === 0 && entries === null) return text ?? (value === null ? null : this.of(value));
    const named = new Map<string, unknown>();
    for (const [name, property] of properties) named.set(name, this.of(property));
    for (const [key, entry] of entries ?? []) {
      const name = this.of(key);
      if (typeof name === "string" && !named.has(name)) named.set(name, this.of(entry));
    }
    // A time or a text with notes is the value; of an object without a name, what it says of itself stands for it.
    const own = value === null ? text : this.of(value);
    if (own !== null && !named.has("Name") && !named.has("Value")) named.set("Value", own);
    return Object.fromEntries(named);
  }
}
