import { filetimeToIso } from "../../shared/filetime.ts";

/** `2025-06-08 07:15:00Z`: UTC to the second, as people read it. */
export function timeWords(ticks: bigint | null): string {
  return ticks === null ? "unknown time" : isoTimeWords(filetimeToIso(ticks));
}

/** The same from an ISO time with fraction. */
export function isoTimeWords(iso: string): string {
  return iso.replace("T", " ").replace(/(?:\.\d+)?Z$/, "Z");
}

export function spanWords(first: bigint | null, last: bigint | null): string {
  if (first === null && last === null) return "at an unknown time";
  return first === last ? `at ${timeWords(first)}` : `from ${timeWords(first)} to ${timeWords(last)}`;
}
