import { systemTimeToFiletime } from "./filetime.ts";

const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(?:(\d\d))?)?(?:[.,](\d{1,20}))?(Z|[+-]\d\d(?:\d\d)?)$/;
const TICKS_PER_HOUR = 36_000_000_000n;
const TICKS_PER_MINUTE = 600_000_000n;
const TICKS_PER_SECOND = 10_000_000n;
const NEVER = 0x7fff_ffff_ffff_ffffn;

/**
 * `20260920220147.0Z` as whenCreated is written to FILETIME ticks (RFC 4517, 3.3.13: minutes, seconds, a fraction of the
 * last of them, and another offset than Z may stand there). null for anything else, also for times before 1601.
 */
export function generalizedTimeToFiletime(text: string): bigint | null {
  const match = GENERALIZED_TIME.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = match;
  const offset = zone === "Z" ? zone : zone.padEnd(5, "0");
  const whole = `${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? "00"}:${second ?? "00"}${offset}`;
  const ticks = systemTimeToFiletime(whole);
  if (ticks === null) return null;
  const unit = second !== undefined ? TICKS_PER_SECOND : minute !== undefined ? TICKS_PER_MINUTE : TICKS_PER_HOUR;
  return ticks + (BigInt(fraction === "" ? "0" : fraction) * unit) / 10n ** BigInt(fraction.length);
}

/**
 * The integer of pwdLastSet, lastLogonTimestamp and their like (MS-ADTS 3.1.1.2.2.2, LargeInteger) as FILETIME ticks; null where it
 * says never or not set (0 and the highest number), and for text that is no such integer.
 */
export function directoryIntegerTime(text: string): bigint | null {
  if (!/^\d{1,19}$/.test(text)) return null;
  const ticks = BigInt(text);
  return ticks === 0n || ticks >= NEVER ? null : ticks;
}
