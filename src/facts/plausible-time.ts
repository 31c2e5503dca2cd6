import { isoToFiletime } from "../shared/filetime.ts";

// EVTX came with Windows Vista: a record from before 2007 has a broken clock or broken bytes behind it.
const EARLIEST = isoToFiletime("2007-01-01") ?? 0n;

/** Earliest and latest time (FILETIME ticks) that an event log can hold; null when none of the given can be. */
export function plausibleSpan(times: Iterable<bigint | null>): {
  readonly first: bigint | null;
  readonly last: bigint | null;
} {
  let first: bigint | null = null;
  let last: bigint | null = null;
  for (const time of times) {
    if (time === null || time < EARLIEST) continue;
    if (first === null || time < first) first = time;
    if (last === null || time > last) last = time;
  }
  return { first, last };
}
