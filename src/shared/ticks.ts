/** What Math does for numbers, for FILETIME ticks and the time between two of them. */

export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}
