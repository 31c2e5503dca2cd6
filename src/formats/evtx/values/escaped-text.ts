import type { ByteWriter } from "../bytes-out.ts";
import type { Escapes } from "./escapes.ts";

/** Six bytes is the longest that one UTF-16 code unit becomes (\u0000, &apos;). */
const MAX_BYTES_PER_UNIT = 6;

/** UTF-16LE bytes to escaped UTF-8; NULs that only end the string are dropped. */
export function writeUtf16(
  out: ByteWriter,
  source: Uint8Array,
  position: number,
  units: number,
  escapes: Escapes,
): void {
  let count = units;
  while (count > 0 && source[position + count * 2 - 1] === 0 && source[position + count * 2 - 2] === 0) count--;
  out.reserve(count * MAX_BYTES_PER_UNIT);
  const { bytes } = out;
  const { plain } = escapes;
  let { length } = out;
  const end = position + count * 2;
  let at = position;
  while (at < end) {
    const unit = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8);
    if (unit < 0x80 && plain[unit] === 1) {
      bytes[length++] = unit;
      at += 2;
      continue;
    }
    const low = at + 2 < end ? (source[at + 2] ?? 0) | ((source[at + 3] ?? 0) << 8) : 0;
    out.length = length;
    at += writeUnit(out, unit, low, escapes) ? 4 : 2;
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
  source: Uint8Array,
  position: number,
  size: number,
  escapes: Escapes,
): boolean {
  let count = size;
  while (count > 0 && source[position + count - 1] === 0) count--;
  out.reserve(count);
  const { bytes } = out;
  const { plain } = escapes;
  let { length } = out;
  for (let at = position; at < position + count; at++) {
    const byte = source[at] ?? 0;
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
