import { compareBigint } from "../shared/order.ts";

/**
 * Records of one computer and channel that follow one another: numbers without a gap, times without a leap of
 * more than 36 hours. Times are FILETIME ticks, as the records claim them.
 */
export interface RecordStretch {
  readonly firstId: bigint;
  readonly lastId: bigint;
  /** Fewer than the numbers only where neighbours were joined over their gaps, to bound how many there are. */
  readonly records: bigint;
  /** Of the records with these ids. */
  readonly firstTime: bigint;
  readonly lastTime: bigint;
}

/** A pause of System longer than this is no ordinary night: EventLog alone writes its uptime (6013) every day. */
export const LONGEST_PAUSE_TICKS = 36n * 3600n * 10_000_000n;

function isLeap(from: bigint, to: bigint): boolean {
  return to - from > LONGEST_PAUSE_TICKS || from - to > LONGEST_PAUSE_TICKS;
}

/**
 * By id, those that overlap or follow one another as one; overlapping exports hold the same records. Of two that are
 * not whole and overlap, as few records are counted as can be.
 */
export function joinStretches(stretches: readonly RecordStretch[]): readonly RecordStretch[] {
  const joined: RecordStretch[] = [];
  for (const next of [...stretches].sort(compareStretches)) {
    const before = joined.at(-1);
    if (before === undefined || !belongTogether(before, next)) joined.push(next);
    else joined[joined.length - 1] = join(before, next);
  }
  return joined;
}

/** At most `most` stretches: those with the smallest gaps between them become one, which then holds the gap. */
export function boundStretches(stretches: readonly RecordStretch[], most: number): readonly RecordStretch[] {
  const joined = joinStretches(stretches);
  if (joined.length <= most) return joined;
  const bySize = joined
    .slice(1)
    .map((next, index) => ({ index: index + 1, gap: next.firstId - (joined[index]?.lastId ?? next.firstId) }))
    .sort((a, b) => compareBigint(b.gap, a.gap) || a.index - b.index);
  const starts = new Set(bySize.slice(0, most - 1).map(({ index }) => index));
  const bounded: RecordStretch[] = [];
  joined.forEach((stretch, index) => {
    const before = bounded.at(-1);
    if (before === undefined || starts.has(index)) bounded.push(stretch);
    else bounded[bounded.length - 1] = join(before, stretch);
  });
  return bounded;
}

function compareStretches(a: RecordStretch, b: RecordStretch): number {
  return (
    compareBigint(a.firstId, b.firstId) ||
    compareBigint(a.lastId, b.lastId) ||
    compareBigint(a.firstTime, b.firstTime) ||
    compareBigint(a.lastTime, b.lastTime) ||
    compareBigint(a.records, b.records)
  );
}

/** Of two in order of their ids. */
function belongTogether(before: RecordStretch, next: RecordStretch): boolean {
  if (next.firstId <= before.lastId) return true;
  return next.firstId === before.lastId + 1n && !isLeap(before.lastTime, next.firstTime);
}

function join(before: RecordStretch, next: RecordStretch): RecordStretch {
  const last = next.lastId >= before.lastId ? next : before;
  const overlapEnd = next.lastId < before.lastId ? next.lastId : before.lastId;
  const overlap = overlapEnd < next.firstId ? 0n : overlapEnd - next.firstId + 1n;
  const [added, addedBefore] = [atLeastZero(next.records - overlap), atLeastZero(before.records - overlap)];
  const ways = [before.records + added, next.records + addedBefore] as const;
  return {
    firstId: before.firstId,
    lastId: last.lastId,
    records: ways[0] > ways[1] ? ways[0] : ways[1],
    firstTime: before.firstTime,
    lastTime: last.lastTime,
  };
}

function atLeastZero(value: bigint): bigint {
  return value < 0n ? 0n : value;
}
