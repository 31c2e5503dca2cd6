import { directoryIntegerTime, generalizedTimeToFiletime } from "../../shared/directory-time.ts";
import { guidText, normalGuid } from "../../shared/guid.ts";
import { compareText } from "../../shared/order.ts";
import { sidBytes, sidSize, sidText } from "../../shared/sid.ts";
import type { AttributeValue, DirectoryEntry } from "./directory-entry.ts";

const encoder = new TextEncoder();

/** A value is text wherever its bytes happen to be UTF-8; these are the bytes that the directory holds. */
export function bytesOf(value: AttributeValue): Uint8Array {
  return typeof value === "string" ? encoder.encode(value) : value;
}

/** Bytes that are no text in hexadecimal. */
export function shownText(value: AttributeValue): string {
  return typeof value === "string" ? value : Buffer.from(value.buffer, value.byteOffset, value.length).toString("hex");
}

/** `name` in lower case, as for all functions here. */
export function firstValueOf(entry: DirectoryEntry, name: string): AttributeValue | null {
  return entry.attributes.get(name)?.[0] ?? null;
}

/** null: not shown. */
export function textOf(entry: DirectoryEntry, name: string): string | null {
  const value = firstValueOf(entry, name);
  return value === null ? null : detached(shownText(value));
}

/** Sorted: a directory returns values in no order. */
export function textsOf(entry: DirectoryEntry, name: string): readonly string[] {
  const values = entry.attributes.get(name) ?? [];
  return values.map((value) => detached(shownText(value))).toSorted(compareText);
}

/** Generalized time. */
export function timeOf(entry: DirectoryEntry, name: string): bigint | null {
  const value = firstValueOf(entry, name);
  return typeof value === "string" ? generalizedTimeToFiletime(value) : null;
}

/** Ticks in a LargeInteger. */
export function integerTimeOf(entry: DirectoryEntry, name: string): bigint | null {
  const value = firstValueOf(entry, name);
  return typeof value === "string" ? directoryIntegerTime(value) : null;
}

/** A 32-bit integer, negative ones too. */
export function integerOf(entry: DirectoryEntry, name: string): number | null {
  const value = firstValueOf(entry, name);
  return typeof value === "string" && /^-?\d{1,10}$/.test(value) ? Number(value) : null;
}

/** 16 bytes, or the text that PowerShell makes of them. */
export function guidOf(entry: DirectoryEntry, name: string): string | null {
  const value = firstValueOf(entry, name);
  if (value === null) return null;
  const bytes = bytesOf(value);
  return bytes.length === 16 ? guidText(bytes) : normalGuid(shownText(value));
}

/** Bytes, or the text that PowerShell makes of them. */
export function sidOf(entry: DirectoryEntry, name: string): string | null {
  const value = firstValueOf(entry, name);
  if (value === null) return null;
  const bytes = bytesOf(value);
  if (sidSize(bytes) === bytes.length) return sidText(bytes);
  return typeof value === "string" && sidBytes(value) !== null ? detached(value) : null;
}

/** The same text on its own: a slice of a file's text would keep the whole of it in memory. */
export function detached(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}
