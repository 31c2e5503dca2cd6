import type { AttributeValue, DirectoryEntry } from "../directory-objects/index.ts";

export function valuesOf(entry: DirectoryEntry, attribute: string): readonly AttributeValue[] {
  return entry.attributes.get(attribute.toLowerCase()) ?? [];
}

/** Those that are text. */
export function textsOf(entry: DirectoryEntry, attribute: string): readonly string[] {
  return valuesOf(entry, attribute).filter((value) => typeof value === "string");
}

export function textOf(entry: DirectoryEntry, attribute: string): string | null {
  return textsOf(entry, attribute)[0] ?? null;
}

/** A value that is bytes by its nature came as text where they happened to be text. */
export function bytesOf(value: AttributeValue): Uint8Array {
  return typeof value === "string" ? new TextEncoder().encode(value) : value;
}
