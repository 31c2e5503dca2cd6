const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NONE = 255;
const PAD = 0x3d;

const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const VALUES = new Uint8Array(256).fill(NONE);
CODES.forEach((code, value) => {
  VALUES[code] = value;
});

/** RFC 4648, 4, with its padding: what lacks it may be cut off. null for anything else. */
export function decodeBase64(text: Uint8Array, from: number, to: number): Uint8Array | null {
  const length = to - from;
  if (length % 4 !== 0) return null;
  if (length === 0) return new Uint8Array(0);
  const padding = text[to - 1] !== PAD ? 0 : text[to - 2] !== PAD ? 1 : 2;
  const bytes = new Uint8Array((length / 4) * 3 - padding);
  let filled = 0;
  for (let at = from; at < to; at += 4) {
    const isLast = at + 4 === to;
    const first = VALUES[text[at] ?? 0] ?? NONE;
    const second = VALUES[text[at + 1] ?? 0] ?? NONE;
    const third = isLast && padding === 2 ? 0 : (VALUES[text[at + 2] ?? 0] ?? NONE);
    const fourth = isLast && padding > 0 ? 0 : (VALUES[text[at + 3] ?? 0] ?? NONE);
    // Values have six bits; NONE has the eighth.
    if (((first | second | third | fourth) & 0x80) !== 0) return null;
    const bits = (first << 18) | (second << 12) | (third << 6) | fourth;
    // What lies beyond the end of a typed array is not kept.
    bytes[filled] = bits >> 16;
    bytes[filled + 1] = bits >> 8;
    bytes[filled + 2] = bits;
    filled += 3;
  }
  return bytes;
}

export function encodeBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PAD);
  for (let at = 0, filled = 0; at < bytes.length; at += 3, filled += 4) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    codes[filled] = CODES[bits >> 18] ?? PAD;
    codes[filled + 1] = CODES[(bits >> 12) & 63] ?? PAD;
    if (at + 1 < bytes.length) codes[filled + 2] = CODES[(bits >> 6) & 63] ?? PAD;
    if (at + 2 < bytes.length) codes[filled + 3] = CODES[bits & 63] ?? PAD;
  }
  return ascii.decode(codes);
}

const ascii = new TextDecoder("latin1");
