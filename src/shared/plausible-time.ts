import { isoToFiletime } from "./filetime.ts";

/**
 * FILETIME ticks. EVTX came with Windows Vista: a record from before 2007 has a clock that was not set, or broken bytes,
 * behind it.
 */
export const EARLIEST_RECORD_TIME = isoToFiletime("2007-01-01") ?? 0n;

/** What the clock of a host, or of the machine that reads its logs, may be wrong by. */
const CLOCK_TOLERANCE_TICKS = 24n * 3600n * 10_000_000n;

/** FILETIME ticks: the present, and what clocks may be ahead of it. */
export function latestPlausibleTime(now: Date): bigint {
  return (isoToFiletime(now.toISOString()) ?? 0n) + CLOCK_TOLERANCE_TICKS;
}

/** Later than any FILETIME: for a reader that has no clock to hold times against. */
export const NO_LATEST_TIME = 2n ** 64n;

/**
 * Earliest and latest time (FILETIME ticks) that an event log can hold; null when none of the given can be. `latest`: the
 * present, and what clocks may be ahead of it.
 */
export function plausibleSpan(
  times: Iterable<bigint | null>,
  latest: bigint,
): { readonly first: bigint | null; readonly last: bigint | null } {
  let first: bigint | null = null;
  let last: bigint | null = null;
  for (const time of times) {
    if (time === null || time < EARLIEST_RECORD_TIME || time > latest) continue;
    if (first === null || time < first) first = time;
    if (last === null || time > last) last = time;
  }
  return { first, last };
}
