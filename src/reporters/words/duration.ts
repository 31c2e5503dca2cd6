const TICKS_PER_MINUTE = 60n * 10_000_000n;
const MINUTES = { day: 24n * 60n, hour: 60n };

/** `3 days 4 h`, `40 h`, `1 h 5 min`, `2 min`: the two largest units, cut; days from two on. Ticks of 100 ns, not negative. */
export function durationWords(ticks: bigint): string {
  const minutes = ticks / TICKS_PER_MINUTE;
  if (minutes >= 2n * MINUTES.day)
    return twoUnits(minutes / MINUTES.day, "days", (minutes % MINUTES.day) / MINUTES.hour, "h");
  if (minutes >= MINUTES.hour) return twoUnits(minutes / MINUTES.hour, "h", minutes % MINUTES.hour, "min");
  return `${minutes} min`;
}

function twoUnits(large: bigint, largeUnit: string, small: bigint, smallUnit: string): string {
  return small === 0n ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
