import type { CoverageNumbers, CoverageRow, LogCleared } from "../../report/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { visibleText } from "../records/visible-text.ts";
import { durationWords } from "./duration.ts";
import { countWords, hostWords } from "./phrase-words.ts";
import { spanWords, timeWords } from "./time.ts";

/** One thing to know of what the logs cover. */
export interface CoverageNote {
  /**
   * `covered`: what the hosts of a channel share. `short`: who has less. `missing`: who has gaps. `cleared`: which log was
   * cleared where nothing else tells of it. `clock`: whose clock was set. `silent`: who wrote nothing to System. `unused`:
   * what no check for failures looks in; one note.
   */
  readonly kind: "covered" | "short" | "missing" | "cleared" | "clock" | "silent" | "unused";
  readonly words: string;
}

/** Hosts of one channel, or of all, that are told of one by one. */
const SHOWN = 6;
const DAY_TICKS = 24n * 3600n * 10_000_000n;
/** Weighs more than any number. */
const UNKNOWN = 2n ** 64n;
/** The last record before a clearing may be written after it. */
const CLEARING_TICKS = 60n * 10_000_000n;

/**
 * By kind, channel and host. Of channels that no check for failures looks in, only clearings, clocks and silence, and
 * that they were given.
 */
export function coverageNotes(coverage: readonly CoverageRow[]): readonly CoverageNote[] {
  const examined = coverage.filter((row) => row.examined);
  const channels = byChannel(examined);
  const inChannels = (notes: (rows: readonly CoverageRow[]) => readonly CoverageNote[]): readonly CoverageNote[] =>
    channels.flatMap((rows) => notes(rows));
  return [
    ...inChannels((rows) => [...coveredNotes(rows), ...shortNotes(rows.filter(isShort))]),
    ...inChannels((rows) => [
      ...filteredNotes(rows.filter(isFiltered)),
      ...uncountedNotes(rows.filter(isUncounted)),
      ...gapNotes(rows.filter(hasSomeGaps)),
    ]),
    ...notesOf("cleared", coverage.filter(isClearedUntold), clearedWords),
    ...notesOf(
      "clock",
      coverage.filter(({ clockSteps }) => clockSteps.length > 0),
      clockWords,
    ),
    ...notesOf(
      "silent",
      coverage.filter(({ pauses }) => pauses.length > 0),
      silenceWords,
    ),
    ...unusedNotes(coverage.filter((row) => !row.examined)),
  ];
}

/** In the order of their names. */
function byChannel(rows: readonly CoverageRow[]): readonly (readonly CoverageRow[])[] {
  const groups = new Map<string, CoverageRow[]>();
  for (const row of rows) {
    const group = groups.get(row.channel);
    if (group === undefined) groups.set(row.channel, [row]);
    else group.push(row);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
}

function isShort({ coversWindow, beginsAtClearing, beginsLate, endsEarly }: CoverageRow): boolean {
  return !coversWindow || beginsAtClearing || beginsLate || endsEarly;
}

function isFiltered({ numbers, hasGaps }: CoverageRow): boolean {
  return hasGaps && numbers?.isFiltered === true;
}

function isUncounted({ numbers, hasGaps }: CoverageRow): boolean {
  return hasGaps && numbers === null;
}

function hasSomeGaps({ numbers, hasGaps }: CoverageRow): boolean {
  return hasGaps && numbers?.isFiltered === false;
}

function coveredNotes(rows: readonly CoverageRow[]): readonly CoverageNote[] {
  const sharing = rows.filter((row) => !isShort(row));
  const { from, to } = sharedSpan(sharing);
  if (from === null || to === null) return [];
  const all = sharing.length === 1 ? "" : "all ";
  return [{ kind: "covered", words: `${placeWords(sharing)}, ${all}${spanWords(from, to)}` }];
}

/** Hosts whose logs begin and end within a day of each other, and for the same reason, are told of together. */
function shortNotes(rows: readonly CoverageRow[]): readonly CoverageNote[] {
  const groups: { readonly reason: string; readonly rows: [CoverageRow, ...CoverageRow[]] }[] = [];
  const left: CoverageRow[] = [];
  for (const row of [...rows].sort((a, b) => compareTimes(a.from, b.from) || compareTimes(a.to, b.to))) {
    const reason = shortReason(row);
    const group = groups.find((one) => one.reason === reason && isNear(one.rows[0], row));
    if (group !== undefined) group.rows.push(row);
    else if (groups.length < SHOWN) groups.push({ reason, rows: [row] });
    else left.push(row);
  }
  return [
    ...groups.map(({ reason, rows: alike }): CoverageNote => {
      const { from, to } = sharedSpan(alike);
      return { kind: "short", words: `${placeWords(alike)}, ${spanWords(from, to)}: ${reason}` };
    }),
    ...leftOut("short", left),
  ];
}

function shortReason(row: CoverageRow): string {
  if (row.from === null || row.to === null) return "no record has a time that can be right";
  const ends = [...(row.beginsLate ? ["begins late"] : []), ...(row.endsEarly ? ["ends early"] : [])].join(" and ");
  const cleared = saysClearing(row) ? clearingBefore(row) : undefined;
  const isNew = row.beginsLate && row.numbers?.spans[0]?.firstId === 1n;
  return [
    ...(row.coversWindow ? [] : ["does not cover the window"]),
    ...(ends === "" ? [] : [ends]),
    ...(cleared === undefined ? [] : [`cleared ${clearingWords(cleared)}`]),
    ...(isNew ? ["its first record has number 1: a new log"] : []),
  ].join(", ");
}

function saysClearing({ beginsLate, beginsAtClearing }: CoverageRow): boolean {
  return beginsLate || beginsAtClearing;
}

/** The last clearing before the log's first record. */
function clearingBefore({ from, cleared }: CoverageRow): LogCleared | undefined {
  return from === null ? undefined : cleared.findLast(({ time }) => time <= from + CLEARING_TICKS);
}

function isClearedUntold(row: CoverageRow): boolean {
  return row.cleared.length > 0 && !(row.examined && saysClearing(row) && clearingBefore(row) === row.cleared.at(-1));
}

function filteredNotes(rows: readonly CoverageRow[]): readonly CoverageNote[] {
  if (rows.length === 0) return [];
  const { present, missing } = totals(rows);
  const exports = rows.length === 1 ? "a filtered export" : "filtered exports";
  const all = rows.length === 1 ? "" : "all ";
  const words = `${placeWords(rows)}: ${exports}, ${all}${countWords(present)} of ${countWords(present + missing)} records`;
  return [{ kind: "missing", words }];
}

function uncountedNotes(rows: readonly CoverageRow[]): readonly CoverageNote[] {
  if (rows.length === 0) return [];
  return [
    { kind: "missing", words: `${placeWords(rows)}: not counted, so that nobody knows whether records are missing` },
  ];
}

/** Channels that are named. */
const UNUSED_SHOWN = 3;

function unusedNotes(rows: readonly CoverageRow[]): readonly CoverageNote[] {
  const channels = byChannel(rows);
  if (channels.length === 0) return [];
  const left = channels.length - UNUSED_SHOWN;
  const places = [
    ...channels.slice(0, UNUSED_SHOWN).map(placeWords),
    ...(left > 0 ? [`and ${countWords(left)} more ${left === 1 ? "channel" : "channels"} (--format json)`] : []),
  ];
  return [{ kind: "unused", words: `${places.join("; ")}: no check for failures looks there` }];
}

function gapNotes(rows: readonly CoverageRow[]): readonly CoverageNote[] {
  return notesOf("missing", rows, (row) => (row.numbers === null ? "" : gapWords(row.numbers)));
}

function gapWords({ missing, gapCount, gaps }: CoverageNumbers): string {
  const [first, ...others] = [...gaps].sort((a, b) => compareBigint(b.missing ?? UNKNOWN, a.missing ?? UNKNOWN));
  if (first === undefined) return `${recordWords(missing)} in ${countWords(gapCount)} gaps`;
  const between = `between ${timeWords(first.from)} and ${timeWords(first.to)}`;
  if (first.missing === null) return `an unknown number ${between}, where record numbers begin anew`;
  if (others.length === 0) return `${recordWords(first.missing)} ${between}`;
  return `${recordWords(missing)} in ${countWords(gapCount)} gaps, the largest ${countWords(first.missing)} ${between}`;
}

function clearedWords({ cleared }: CoverageRow): string {
  const last = cleared.at(-1);
  if (last === undefined) return "";
  const more = cleared.length === 1 ? "" : `, and ${timesWords(cleared.length - 1)} before`;
  return clearingWords(last) + more;
}

function clearingWords({ time, by, evidence }: LogCleared): string {
  const where = visibleText(evidence.channel ?? "log");
  return `${timeWords(time)}${by === null ? "" : ` by ${visibleText(by)}`} (${where} record ${evidence.recordId})`;
}

/** The widest step. */
function clockWords({ clockSteps }: CoverageRow): string {
  const [first, ...others] = [...clockSteps].sort((a, b) => compareBigint(width(b), width(a)));
  if (first === undefined) return "";
  const { from, to, evidence } = first;
  const direction = to < from ? "back" : "forward";
  const step = `set ${direction} ${durationWords(width(first))}, from ${timeWords(from)} to ${timeWords(to)}`;
  const more = others.length === 0 ? "" : `; and ${timesWords(others.length)} by less`;
  return `${step} (record ${evidence.recordId})${more}`;
}

function silenceWords({ pauses }: CoverageRow): string {
  const [first, ...others] = [...pauses].sort((a, b) => compareBigint(width(b), width(a)));
  if (first === undefined) return "";
  const more = others.length === 0 ? "" : `; and ${timesWords(others.length)} for less`;
  return `${durationWords(width(first))} without a record, ${spanWords(first.from, first.to)}, though none is missing${more}`;
}

function notesOf(
  kind: CoverageNote["kind"],
  rows: readonly CoverageRow[],
  words: (row: CoverageRow) => string,
): readonly CoverageNote[] {
  return [
    ...rows.slice(0, SHOWN).map((row): CoverageNote => ({ kind, words: `${placeWords([row])}: ${words(row)}` })),
    ...leftOut(kind, rows.slice(SHOWN)),
  ];
}

function leftOut(kind: CoverageNote["kind"], rows: readonly CoverageRow[]): readonly CoverageNote[] {
  if (rows.length === 0) return [];
  const hosts = [...new Set(rows.map(({ host }) => host))].sort(compareText);
  return [{ kind, words: `and ${countWords(rows.length)} more, of ${hostWords(hosts)}: --format json` }];
}

/** Of rows of one channel. */
function placeWords(rows: readonly CoverageRow[]): string {
  return `${visibleText(rows[0]?.channel ?? "")} of ${hostWords(rows.map(({ host }) => host).sort(compareText))}`;
}

/** null ends: the hosts have no moment in common. */
function sharedSpan(rows: readonly CoverageRow[]): { readonly from: bigint | null; readonly to: bigint | null } {
  let from: bigint | null = null;
  let to: bigint | null = null;
  for (const row of rows) {
    if (row.from !== null && (from === null || row.from > from)) from = row.from;
    if (row.to !== null && (to === null || row.to < to)) to = row.to;
  }
  return from === null || to === null || from > to ? { from: null, to: null } : { from, to };
}

function isNear(a: CoverageRow, b: CoverageRow): boolean {
  return isWithinDay(a.from, b.from) && isWithinDay(a.to, b.to) && sharedSpan([a, b]).from !== null;
}

function isWithinDay(a: bigint | null, b: bigint | null): boolean {
  if (a === null || b === null) return a === b;
  return a - b <= DAY_TICKS && b - a <= DAY_TICKS;
}

function totals(rows: readonly CoverageRow[]): { readonly present: bigint; readonly missing: bigint } {
  const sum = (part: (numbers: CoverageNumbers) => bigint): bigint =>
    rows.reduce((all, { numbers }) => all + (numbers === null ? 0n : part(numbers)), 0n);
  return { present: sum(({ present }) => present), missing: sum(({ missing }) => missing) };
}

function recordWords(records: bigint): string {
  return `${countWords(records)} ${records === 1n ? "record" : "records"}`;
}

function timesWords(times: number): string {
  return times === 1 ? "once" : `${countWords(times)} times`;
}

function width({ from, to }: { readonly from: bigint; readonly to: bigint }): bigint {
  return from < to ? to - from : from - to;
}

function compareTimes(a: bigint | null, b: bigint | null): number {
  return compareBigint(a ?? -1n, b ?? -1n);
}
