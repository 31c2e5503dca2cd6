import { UNIX_EPOCH_TICKS } from "../../shared/filetime.ts";

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const DAY_TICKS = 864_000_000_000n;
const MAX_TICKS = (1n << 64n) - 1n;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** What a calendar and a clock on a wall show. */
export interface WallTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Ticks of 100 ns within the second. */
  readonly fraction: number;
}

/** As if it were UTC, in milliseconds since 1970 without the fraction; null where the calendar or the clock has no such time. */
export function wallMilliseconds({ year, month, day, hour, minute, second }: WallTime): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  const days = daysSince1970(year, month, day);
  return days === null ? null : days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Of the Gregorian calendar, carried back as ISO 8601 does; null for a day that it has not. */
export function daysSince1970(year: number, month: number, day: number): number | null {
  const length = MONTH_DAYS[month - 1];
  if (length === undefined || day < 1) return null;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > (month === 2 && isLeap ? 29 : length)) return null;
  // Years from March on, so that the leap day comes last: then a month begins at a fixed day of its year.
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}

/** Makes FILETIMEs. Big integers are slow to make, and rows that stand together are mostly of one day: of that only the rest is added. */
export class TickCounter {
  #day = 0;
  #midnight = UNIX_EPOCH_TICKS;

  /** Of a moment in whole milliseconds since 1970, and ticks; null outside what a FILETIME can hold. */
  ticksOf(milliseconds: number, fraction: number): bigint | null {
    const day = Math.floor(milliseconds / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#midnight = UNIX_EPOCH_TICKS + BigInt(day) * DAY_TICKS;
    }
    const ticks = this.#midnight + BigInt((milliseconds - day * DAY_MS) * 10_000 + fraction);
    return ticks < 0n || ticks > MAX_TICKS ? null : ticks;
  }
}
