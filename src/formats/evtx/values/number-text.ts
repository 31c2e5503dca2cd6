import type { ByteWriter } from "../bytes-out.ts";

const ZERO = 0x30;
const TWO_32 = 4294967296;
/** 2^32 seconds-in-ticks split: 2^32 = 429 * 10^7 + 4,967,296. */
const SECONDS_PER_HIGH = 429;
const TICKS_LEFT_PER_HIGH = 4967296;
const TICKS_PER_SECOND = 10_000_000;
/** From this high half on times reach the year 10,000, whose five digits go a slow way; below, all stays under 2^53. */
const MAX_EXACT_HIGH = 0x24c85a5e;
const UNIX_EPOCH_SECONDS = 11_644_473_600;
const SECONDS_PER_DAY = 86_400;

const HEX_LOWER = new TextEncoder().encode("0123456789abcdef");
const HEX_UPPER = new TextEncoder().encode("0123456789ABCDEF");

/** Writes a non-negative integer below 2^53. */
export function writeUnsigned(out: ByteWriter, value: number): void {
  out.reserve(20);
  const bytes = out.bytes;
  let length = out.length;
  if (value < 10) {
    bytes[length] = ZERO + value;
    out.length = length + 1;
    return;
  }
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  length += digits;
  out.length = length;
  let rest = value;
  while (rest >= TWO_32) {
    const quotient = Math.floor(rest / 10);
    bytes[--length] = ZERO + (rest - quotient * 10);
    rest = quotient;
  }
  let small = rest >>> 0;
  while (small >= 10) {
    const quotient = (small / 10) >>> 0;
    bytes[--length] = ZERO + (small - quotient * 10);
    small = quotient;
  }
  bytes[--length] = ZERO + small;
}

export function writeSigned(out: ByteWriter, value: number): void {
  if (value >= 0) return writeUnsigned(out, value);
  out.reserve(21);
  out.bytes[out.length++] = 0x2d;
  writeUnsigned(out, -value);
}

/** Writes an unsigned 64-bit number given as two unsigned halves. */
export function writeUnsigned64(out: ByteWriter, high: number, low: number): void {
  if (high < 0x200000) return writeUnsigned(out, high * TWO_32 + low);
  writeAscii(out, ((BigInt(high) << 32n) | BigInt(low)).toString());
}

/** Writes `0x` and lower-case digits without leading zeros, as Windows shows HexInt32 and HexInt64. */
export function writeHex(out: ByteWriter, high: number, low: number): void {
  out.reserve(18);
  const bytes = out.bytes;
  let length = out.length;
  bytes[length++] = ZERO;
  bytes[length++] = 0x78;
  let started = false;
  for (let shift = 28; shift >= 0 && high !== 0; shift -= 4) {
    const digit = (high >>> shift) & 15;
    if (digit === 0 && !started) continue;
    started = true;
    bytes[length++] = HEX_LOWER[digit] ?? ZERO;
  }
  for (let shift = 28; shift >= 0; shift -= 4) {
    const digit = (low >>> shift) & 15;
    if (digit === 0 && !started && shift > 0) continue;
    started = true;
    bytes[length++] = HEX_LOWER[digit] ?? ZERO;
  }
  out.length = length;
}

/** Writes bytes as upper-case pairs, as Windows shows Binary. */
export function writeHexBytes(out: ByteWriter, source: Uint8Array, from: number, count: number): void {
  out.reserve(count * 2);
  const bytes = out.bytes;
  let length = out.length;
  for (let at = from; at < from + count; at++) {
    const byte = source[at] ?? 0;
    bytes[length++] = HEX_UPPER[byte >>> 4] ?? ZERO;
    bytes[length++] = HEX_UPPER[byte & 15] ?? ZERO;
  }
  out.length = length;
}

export function writeAscii(out: ByteWriter, text: string): void {
  out.reserve(text.length);
  for (let index = 0; index < text.length; index++) out.bytes[out.length++] = text.charCodeAt(index);
}

function put2(bytes: Uint8Array, at: number, value: number): void {
  const tens = (value / 10) | 0;
  bytes[at] = ZERO + tens;
  bytes[at + 1] = ZERO + value - tens * 10;
}

/** Days since 1970-01-01 to `yyyy-mm-dd`, after Howard Hinnant's civil_from_days. */
function writeDate(bytes: Uint8Array, at: number, days: number): void {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  put2(bytes, at, Math.floor(year / 100));
  put2(bytes, at + 2, year % 100);
  bytes[at + 4] = 0x2d;
  put2(bytes, at + 5, month);
  bytes[at + 7] = 0x2d;
  put2(bytes, at + 8, day);
}

/**
 * Writes FILETIME ticks as `2025-06-08T07:15:00.0513480Z`. Dates repeat from record to record, so the last one is kept.
 */
export class TimeWriter {
  readonly #date = new Uint8Array(10);
  #day = Number.NaN;

  write(out: ByteWriter, high: number, low: number, farTime: (ticks: bigint) => string): void {
    if (high >= MAX_EXACT_HIGH) {
      writeAscii(out, farTime((BigInt(high) << 32n) | BigInt(low)));
      return;
    }
    const left = high * TICKS_LEFT_PER_HIGH + low;
    const carried = Math.floor(left / TICKS_PER_SECOND);
    let fraction = left - carried * TICKS_PER_SECOND;
    const unix = high * SECONDS_PER_HIGH + carried - UNIX_EPOCH_SECONDS;
    const day = Math.floor(unix / SECONDS_PER_DAY);
    const second = unix - day * SECONDS_PER_DAY;
    if (day !== this.#day) {
      writeDate(this.#date, 0, day);
      this.#day = day;
    }
    out.reserve(28);
    const bytes = out.bytes;
    const at = out.length;
    for (let index = 0; index < 10; index++) bytes[at + index] = this.#date[index] ?? 0;
    const hour = (second / 3600) | 0;
    const minute = ((second - hour * 3600) / 60) | 0;
    bytes[at + 10] = 0x54;
    put2(bytes, at + 11, hour);
    bytes[at + 13] = 0x3a;
    put2(bytes, at + 14, minute);
    bytes[at + 16] = 0x3a;
    put2(bytes, at + 17, second - hour * 3600 - minute * 60);
    bytes[at + 19] = 0x2e;
    for (let index = 26; index >= 20; index--) {
      const tenth = (fraction / 10) | 0;
      bytes[at + index] = ZERO + fraction - tenth * 10;
      fraction = tenth;
    }
    bytes[at + 27] = 0x5a;
    out.length = at + 28;
  }
}
