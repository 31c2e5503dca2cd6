/** Compares two stretches of bytes. Keys differ early and are short: a loop is faster than a call into the engine. */
export function compareKeys(
  a: Uint8Array,
  aStart: number,
  aLength: number,
  b: Uint8Array,
  bStart: number,
  bLength: number,
): number {
  const common = Math.min(aLength, bLength);
  for (let at = 0; at < common; at++) {
    const difference = (a[aStart + at] ?? 0) - (b[bStart + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return aLength - bLength;
}
