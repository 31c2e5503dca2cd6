/** 100 ns ticks between 1601-01-01 (FILETIME's epoch, MS-DTYP 2.3.3) and 1970-01-01. */
export const UNIX_EPOCH_TICKS = 116_444_736_000_000_000n;
const TICKS_PER_MILLISECOND = 10_000n;
const TICKS_PER_SECOND = 10_000_000n;
/** A FILETIME has 64 bits: they end in the year 60056. */
const MAX_TICKS = (1n << 64n) - 1n;

/** Ticks to `2025-06-08T07:15:00.0513480Z`: always seven digits, as Windows writes SystemTime. Years may pass 9999. */
export function filetimeToIso(ticks: bigint): string {
  const unsigned = BigInt.asUintN(64, ticks);
  const seconds = unsigned / TICKS_PER_SECOND;
  const fraction = (unsigned % TICKS_PER_SECOND).toString().padStart(7, "0");
  const unixMilliseconds = Number(seconds * 1000n - UNIX_EPOCH_TICKS / TICKS_PER_MILLISECOND);
  const date = new Date(unixMilliseconds);
  const year = date.getUTCFullYear().toString().padStart(4, "0");
  const two = (value: number): string => value.toString().padStart(2, "0");
  return (
    `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}` +
    `T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}.${fraction}Z`
  );
}

const ISO_TIME = /^(\d{4,5})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * ISO 8601 to ticks; a date alone is midnight, a time without offset is UTC. null for anything else, also for times
 * before 1601, which have no ticks.
 */
export function isoToFiletime(text: string): bigint | null {
  return /^\s*\d{5}/.test(text) ? null : systemTimeToFiletime(text);
}

/** The same for times that Windows wrote: a record whose clock ran wild may bear a year past 9999. */
export function systemTimeToFiletime(text: string): bigint | null {
  const match = ISO_TIME.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(utc);
  // Date takes the years 0 to 99 for 1900 to 1999, and the 31st of a short month for the next one's first days.
  const given =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day);
  if (!given || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const ticks = BigInt(utc) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS + BigInt(fraction.padEnd(7, "0"));
  const offset = zone.toUpperCase() === "Z" ? 0 : offsetMinutes(zone);
  if (offset === null) return null;
  const utcTicks = ticks - BigInt(offset) * 60n * TICKS_PER_SECOND;
  return utcTicks < 0n || utcTicks > MAX_TICKS ? null : utcTicks;
}

/** `+hh:mm` or `-hhmm`. */
function offsetMinutes(zone: string): number | null {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  const size = hours * 60 + minutes;
  return zone.startsWith("-") ? -size : size;
}
