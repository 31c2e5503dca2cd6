import type { ByteWriter } from "../bytes-out.ts";
import type { Escapes } from "./escapes.ts";

/** Six bytes is the longest that one UTF-16 code unit becomes (\u0000, &apos;). */
const MAX_BYTES_PER_UNIT = 6;

const ONES = 0x01010101;
const HIGH_BITS = 0x80808080 | 0;
const SPACES = 0x20202020;
/** The bits of two UTF-16 code units that ASCII leaves zero. */
const BEYOND_ASCII = 0xff80ff80 | 0;

/**
 * Whether one of four ASCII bytes is below 0x20 or special: "determine if a word has a byte less than n / equal to n"
 * (Bit Twiddling Hacks). May say yes too often, never too seldom.
 */
function needsCare(word: number, special: Escapes["special"]): boolean {
  const [first, second, third, fourth] = special;
  const a = word ^ first;
  const b = word ^ second;
  const c = word ^ third;
  const d = word ^ fourth;
  const hits =
    ((word - SPACES) & ~word) | ((a - ONES) & ~a) | ((b - ONES) & ~b) | ((c - ONES) & ~c) | ((d - ONES) & ~d);
  return (hits & HIGH_BITS) !== 0;
}

/**
 * UTF-16LE bytes to escaped UTF-8; NULs that only end the string are dropped. Most text in logs is ASCII that needs
 * no escape: that goes four characters at a time, since this loop is where a full dump spends its time.
 */
export function writeUtf16(out: ByteWriter, source: DataView, position: number, units: number, escapes: Escapes): void {
  let count = units;
  while (count > 0 && source.getUint16(position + count * 2 - 2, true) === 0) count--;
  out.reserve(count * MAX_BYTES_PER_UNIT);
  const { bytes, view } = out;
  const { plain, special } = escapes;
  let { length } = out;
  const end = position + count * 2;
  let at = position;
  while (at < end) {
    while (at + 8 <= end) {
      const low = source.getInt32(at, true);
      const high = source.getInt32(at + 4, true);
      if (((low | high) & BEYOND_ASCII) !== 0) break;
      const word = (low & 0x7f) | ((low >>> 8) & 0x7f00) | ((high & 0x7f) << 16) | ((high << 8) & 0x7f000000);
      if (needsCare(word, special)) break;
      view.setInt32(length, word, true);
      length += 4;
      at += 8;
    }
    if (at >= end) break;
    const unit = source.getUint16(at, true);
    if (unit < 0x80 && plain[unit] === 1) {
      bytes[length++] = unit;
      at += 2;
      continue;
    }
    const next = at + 2 < end ? source.getUint16(at + 2, true) : 0;
    out.length = length;
    at += writeUnit(out, unit, next, escapes) ? 4 : 2;
    length = out.length;
  }
  out.length = length;
}

/** A string to escaped UTF-8. */
export function writeText(out: ByteWriter, text: string, escapes: Escapes): void {
  out.reserve(text.length * MAX_BYTES_PER_UNIT);
  const { bytes } = out;
  const { plain } = escapes;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80 && plain[unit] === 1) bytes[out.length++] = unit;
    else if (writeUnit(out, unit, index + 1 < text.length ? text.charCodeAt(index + 1) : 0, escapes)) index++;
  }
}

/** Single bytes that are ASCII and need no escape, NULs at the end dropped; false, and nothing written, for any other. */
export function writePlainAscii(
  out: ByteWriter,
  source: DataView,
  position: number,
  size: number,
  escapes: Escapes,
): boolean {
  let count = size;
  while (count > 0 && source.getUint8(position + count - 1) === 0) count--;
  out.reserve(count);
  const { bytes, view } = out;
  const { plain, special } = escapes;
  let { length } = out;
  const end = position + count;
  let at = position;
  for (; at + 4 <= end; at += 4) {
    const word = source.getInt32(at, true);
    if ((word & HIGH_BITS) !== 0 || needsCare(word, special)) break;
    view.setInt32(length, word, true);
    length += 4;
  }
  for (; at < end; at++) {
    const byte = source.getUint8(at);
    if (byte >= 0x80 || plain[byte] !== 1) return false;
    bytes[length++] = byte;
  }
  out.length = length;
  return true;
}

/** One code unit that is no plain ASCII, with the unit behind it; true when both were one character. Room is reserved. */
function writeUnit(out: ByteWriter, unit: number, next: number, escapes: Escapes): boolean {
  const { bytes } = out;
  let { length } = out;
  let both = false;
  if (unit < 0x80) {
    const replacement = escapes.replacement[unit];
    if (replacement !== undefined) for (const byte of replacement) bytes[length++] = byte;
    else bytes[length++] = unit;
  } else if (unit < 0x800) {
    bytes[length++] = 0xc0 | (unit >>> 6);
    bytes[length++] = 0x80 | (unit & 0x3f);
  } else if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
    const point = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
    bytes[length++] = 0xf0 | (point >>> 18);
    bytes[length++] = 0x80 | ((point >>> 12) & 0x3f);
    bytes[length++] = 0x80 | ((point >>> 6) & 0x3f);
    bytes[length++] = 0x80 | (point & 0x3f);
    both = true;
  } else if (unit >= 0xd800 && unit <= 0xdfff && escapes.keepsLoneSurrogates) {
    for (const character of `\\u${unit.toString(16)}`) bytes[length++] = character.charCodeAt(0);
  } else {
    const lone = unit >= 0xd800 && unit <= 0xdfff;
    const shown = lone || (unit >= 0xfffe && escapes.forbidsNonCharacters) ? 0xfffd : unit;
    bytes[length++] = 0xe0 | (shown >>> 12);
    bytes[length++] = 0x80 | ((shown >>> 6) & 0x3f);
    bytes[length++] = 0x80 | (shown & 0x3f);
  }
  out.length = length;
  return both;
}
