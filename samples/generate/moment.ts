import { isoToFiletime } from "../../src/shared/filetime.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** FILETIME ticks: 100 ns since 1601-01-01, UTC. */
export type Moment = bigint;

const TICKS_PER_SECOND = 10_000_000;

export function moment(iso: string): Moment {
  const ticks = isoToFiletime(iso);
  if (ticks === null) throw new RangeError(`"${iso}" is no ISO 8601 time.`);
  return ticks;
}

export function later(start: Moment, seconds: number): Moment {
  return start + BigInt(Math.round(seconds * TICKS_PER_SECOND));
}

/** Seconds from one moment to another. */
export function secondsBetween(from: Moment, to: Moment): number {
  return Number(to - from) / TICKS_PER_SECOND;
}

/** Within the second that follows: real times are never round. */
export function jittered(start: Moment, random: SeededRandom): Moment {
  return start + BigInt(random.between(0, TICKS_PER_SECOND - 1));
}
