import { joinStretches, LONGEST_PAUSE_TICKS, type RecordStretch } from "../evidence/index.ts";
import { compareBigint } from "../shared/order.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";

/** A hole in what was read of one host's channel. Times are FILETIME ticks, null where they are not plausible. */
export interface RecordGap {
  /** When the last record before it and the first one after it were written. */
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** null: numbering began anew in between, so that nobody knows. */
  readonly missing: bigint | null;
}

/** Records that follow one another in number: one log's life. It ends where numbering begins anew. */
export interface NumberSpan {
  readonly firstId: bigint;
  readonly lastId: bigint;
  readonly from: bigint | null;
  readonly to: bigint | null;
}

/** A time without records in which none is missing: nothing was written. */
export interface RecordPause {
  readonly from: bigint;
  readonly to: bigint;
}

/** What the numbers of the records of one host's channel say, over all logs that hold them. */
export interface RecordNumbers {
  /** Records, each once. */
  readonly present: bigint;
  readonly missing: bigint;
  readonly gapCount: number;
  /** By time; only the largest once there are too many. */
  readonly gaps: readonly RecordGap[];
  /** Most numbers are missing, here and there: a query chose the records, or they were forwarded. */
  readonly isFiltered: boolean;
  /** By time. */
  readonly spans: readonly NumberSpan[];
  /** Those longer than 36 hours; by time, bounded as gaps are. */
  readonly pauses: readonly RecordPause[];
}

/** All records of one log that one computer wrote to one channel. */
export interface CountedLog {
  readonly from: bigint | null;
  readonly to: bigint | null;
  readonly stretches: readonly RecordStretch[];
}

const SHOWN = 100;
const DAY_TICKS = 24n * 3600n * 10_000_000n;
/** Records in a row; a query's hits stand alone or in small groups. */
const FEW_IN_A_ROW = 8n;

export function deriveRecordNumbers(logs: readonly CountedLog[], latest: bigint): RecordNumbers {
  const lives = splitLives(logs).map(({ from, to, stretches }) => ({ from, to, stretches: joinStretches(stretches) }));
  const gaps = [...lives.flatMap((life) => gapsIn(life.stretches, latest)), ...betweenLives(lives)];
  const stretches = lives.flatMap((life) => life.stretches);
  const present = sum(stretches.map(({ records }) => records));
  const missing = sum(gaps.map((gap) => gap.missing ?? 0n));
  const runs = BigInt(gaps.length + 1);
  const isBounded = stretches.some((stretch) => missingInside(stretch) > 0n);
  return {
    present,
    missing,
    gapCount: gaps.length,
    gaps: largest(gaps, (a, b) => compareMissing(b, a)).sort(compareSpans),
    isFiltered: missing > present && (isBounded || runs * FEW_IN_A_ROW > present),
    spans: lives.flatMap(({ from, to, stretches: joined }) => {
      const [first, last] = [joined[0], joined.at(-1)];
      return first === undefined || last === undefined ? [] : { firstId: first.firstId, lastId: last.lastId, from, to };
    }),
    pauses: largest(pausesIn(stretches, latest), comparePauses)
      // What is missing may have been written then.
      .filter((pause) => !gaps.some((gap) => (gap.from ?? 0n) < pause.to && (gap.to ?? latest) > pause.from))
      .sort(compareSpans),
  };
}

/**
 * A host that was installed anew, or upgraded, numbers its records from 1 again: a later log with lower numbers is
 * another one's life, not the part in front of a gap.
 */
function splitLives(logs: readonly CountedLog[]): readonly CountedLog[] {
  const lives: Life[] = [];
  for (const log of [...logs].sort(compareLogs)) {
    const ids = log.stretches.flatMap(({ firstId, lastId }) => [firstId, lastId]);
    const [firstId, lastId] = [least(ids), greatest(ids)];
    const life = lives.at(-1);
    if (life === undefined || beginsAnew(life, log.from, firstId)) {
      lives.push({ from: log.from, to: log.to, lastId, logs: [log] });
      continue;
    }
    life.from ??= log.from;
    life.to = greatestOrNull(life.to, log.to);
    life.lastId = greatest([life.lastId, lastId]);
    life.logs.push(log);
  }
  return lives.map((life) => ({ from: life.from, to: life.to, stretches: life.logs.flatMap((log) => log.stretches) }));
}

interface Life {
  from: bigint | null;
  to: bigint | null;
  lastId: bigint;
  readonly logs: CountedLog[];
}

function beginsAnew({ to, lastId }: Readonly<Life>, from: bigint | null, firstId: bigint): boolean {
  return from !== null && to !== null && from > to && firstId <= lastId;
}

/** What lies between neighbours, and inside those that were joined over gaps. */
function gapsIn(stretches: readonly RecordStretch[], latest: bigint): readonly RecordGap[] {
  const gap = (from: bigint, to: bigint, missing: bigint): RecordGap => ({
    from: plausible(from, latest),
    to: plausible(to, latest),
    missing,
  });
  return stretches.flatMap((stretch, index) => {
    const inside = missingInside(stretch);
    const gaps = inside === 0n ? [] : [gap(stretch.firstTime, stretch.lastTime, inside)];
    const before = stretches[index - 1];
    if (before === undefined) return gaps;
    const between = gap(before.lastTime, stretch.firstTime, stretch.firstId - before.lastId - 1n);
    return between.missing === 0n || isTangled(between) ? gaps : [between, ...gaps];
  });
}

/** Numbers that rise while time falls by days are those of two lives that could not be told apart. */
function isTangled({ from, to }: RecordGap): boolean {
  return from !== null && to !== null && to < from - DAY_TICKS;
}

/** By time: at a boot, records from before it and after it are written in turns. */
function pausesIn(stretches: readonly RecordStretch[], latest: bigint): readonly RecordPause[] {
  const spans = stretches
    .flatMap(({ firstTime, lastTime }) => {
      const { first, last } = plausibleSpan([firstTime, lastTime], latest);
      return first === null || last === null ? [] : { from: first, to: last };
    })
    .sort(compareSpans);
  const pauses: RecordPause[] = [];
  let end: bigint | null = null;
  for (const { from, to } of spans) {
    if (end !== null && from - end > LONGEST_PAUSE_TICKS) pauses.push({ from: end, to: from });
    if (end === null || to > end) end = to;
  }
  return pauses;
}

function plausible(time: bigint, latest: bigint): bigint | null {
  return plausibleSpan([time], latest).first;
}

/** What the old log's last records were, nobody knows: a day without any is taken for quiet. */
function betweenLives(lives: readonly CountedLog[]): readonly RecordGap[] {
  return lives.slice(1).flatMap(({ from: to }, index) => {
    const from = lives[index]?.to ?? null;
    return from === null || to === null || to - from <= DAY_TICKS ? [] : { from, to, missing: null };
  });
}

function missingInside({ firstId, lastId, records }: RecordStretch): bigint {
  return lastId - firstId + 1n - records;
}

function largest<T>(items: readonly T[], compare: (a: T, b: T) => number): T[] {
  return [...items].sort(compare).slice(0, SHOWN);
}

/** Longest first. */
function comparePauses(a: RecordPause, b: RecordPause): number {
  return compareBigint(b.to - b.from, a.to - a.from) || compareSpans(a, b);
}

/** Unknown numbers weigh most. */
function compareMissing(a: RecordGap, b: RecordGap): number {
  if (a.missing === null || b.missing === null) return Number(a.missing === null) - Number(b.missing === null);
  return compareBigint(a.missing, b.missing) || compareSpans(b, a);
}

interface Ends {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

function compareSpans(a: Ends, b: Ends): number {
  return compareBigint(a.from ?? -1n, b.from ?? -1n) || compareBigint(a.to ?? -1n, b.to ?? -1n);
}

function compareLogs(a: CountedLog, b: CountedLog): number {
  return compareSpans(a, b) || compareBigint(leastId(a), leastId(b)) || a.stretches.length - b.stretches.length;
}

function leastId({ stretches }: CountedLog): bigint {
  return least(stretches.map(({ firstId }) => firstId));
}

function least(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a), values[0] ?? 0n);
}

function greatest(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a), values[0] ?? 0n);
}

function greatestOrNull(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((all, one) => all + one, 0n);
}
