/** Unsigned 64-bit numbers in two halves, as records are handed out and tallied. */
export function highHalf(value: bigint): number {
  return Number(BigInt.asUintN(32, value >> 32n));
}

export function lowHalf(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}
