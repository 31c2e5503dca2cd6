import { filetimeToIso } from "../../shared/filetime.ts";

/** `2025-06-08 07:15:00Z`: UTC to the second, as people read it. */
export function timeWords(ticks: bigint | null): string {
  return ticks === null ? "unknown time" : isoTimeWords(filetimeToIso(ticks));
}

/** The same from an ISO time with fraction. */
export function isoTimeWords(iso: string): string {
  return iso.replace("T", " ").replace(/(?:\.\d+)?Z$/, "Z");
}

const DATE_LENGTH = "2025-06-08 ".length;

/** `2025-06-08 07:15:00Z to 09:30:00Z`: the date once where both ends share it, one moment once. */
export function spanWords(first: bigint | null, last: bigint | null): string {
  if (first === null && last === null) return "time unknown";
  const from = timeWords(first);
  const to = timeWords(last);
  if (from === to) return from;
  const isOneDay = first !== null && last !== null && from.slice(0, DATE_LENGTH) === to.slice(0, DATE_LENGTH);
  return `${from} to ${isOneDay ? to.slice(DATE_LENGTH) : to}`;
}
