const TICKS_PER_DAY = 24n * 3600n * 10_000_000n;

/** How many, within how many days, make a finding of what is isolated below. */
export interface Rate {
  readonly count: number;
  readonly days: number;
}

/** What some subject's incidents make of it: at or above the rate findings, else isolated. Both in the order given. */
export interface Judged<T> {
  readonly found: readonly T[];
  readonly isolated: readonly T[];
}

/** `subjectOf`: whose incidents count together. `timesOf`: FILETIME ticks, ascending over a subject's storms. */
export function judgeByRate<T>(
  storms: readonly T[],
  { count, days }: Rate,
  {
    subjectOf,
    timesOf,
  }: { readonly subjectOf: (storm: T) => string; readonly timesOf: (storm: T) => readonly bigint[] },
): Judged<T> {
  const timesOfSubject = new Map<string, bigint[]>();
  for (const storm of storms) {
    const times = timesOfSubject.get(subjectOf(storm)) ?? [];
    timesOfSubject.set(subjectOf(storm), times);
    for (const time of timesOf(storm)) times.push(time);
  }
  const reached = new Set(
    [...timesOfSubject].flatMap(([subject, times]) => (reaches(times, count, BigInt(days)) ? [subject] : [])),
  );
  return {
    found: storms.filter((storm) => reached.has(subjectOf(storm))),
    isolated: storms.filter((storm) => !reached.has(subjectOf(storm))),
  };
}

function reaches(times: readonly bigint[], count: number, days: bigint): boolean {
  return times.some((start, index) => {
    const last = times[index + count - 1];
    return last !== undefined && last - start <= days * TICKS_PER_DAY;
  });
}
