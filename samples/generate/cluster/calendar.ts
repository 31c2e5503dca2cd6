import { later, type Moment } from "../moment.ts";

export const HOUR_SECONDS = 3_600;
export const DAY_SECONDS = 24 * HOUR_SECONDS;

const DAY_TICKS = BigInt(DAY_SECONDS) * 10_000_000n;

/** The day that is so many behind a midnight, at an hour of UTC; fractions are minutes and seconds. */
export function dayAt(midnight: Moment, day: number, hour: number): Moment {
  return later(midnight, day * DAY_SECONDS + hour * HOUR_SECONDS);
}

/** Whole days from one midnight to the first one that is not before a moment. */
export function daysUntil(midnight: Moment, time: Moment): number {
  return Number((time - midnight + DAY_TICKS - 1n) / DAY_TICKS);
}

/** Monday to Friday. FILETIME's first day was a Monday. */
export function isWorkingDay(time: Moment): boolean {
  return (time / DAY_TICKS) % 7n < 5n;
}
