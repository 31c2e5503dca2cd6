const SIZE = 16;
/** Where the bytes of the text, from left to right, lie: the first three parts are little-endian (MS-DTYP 2.3.4.2). */
const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const TEXT = /^\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i;

/** Lower case with hyphens, of the 16 bytes at `offset`; null where they are not all there. */
export function guidText(bytes: Uint8Array, offset = 0): string | null {
  if (offset < 0 || offset + SIZE > bytes.length) return null;
  const digits = ORDER.map((from) => HEX[bytes[offset + from] ?? 0]);
  // Joined at once: a text that is added to piece by piece keeps all its pieces.
  return [
    [0, 4],
    [4, 6],
    [6, 8],
    [8, 10],
    [10, 16],
  ]
    .map(([from, to]) => digits.slice(from, to).join(""))
    .join("-");
}

/** Lower case without braces; null for text that is no GUID. */
export function normalGuid(text: string): string | null {
  const match = TEXT.exec(text.trim());
  return match === null ? null : match.slice(1).join("-").toLowerCase();
}

/** null for text that is no GUID. */
export function guidBytes(text: string): Uint8Array | null {
  const digits = normalGuid(text)?.replaceAll("-", "");
  if (digits === undefined) return null;
  const bytes = new Uint8Array(SIZE);
  for (const [index, to] of ORDER.entries()) bytes[to] = Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16);
  return bytes;
}
