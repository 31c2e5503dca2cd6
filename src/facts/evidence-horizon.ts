import { type AskedWindow, type EventNeed, type Evidence, LONGEST_PAUSE_TICKS } from "../evidence/index.ts";
import { compareText } from "../shared/order.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import { larger, smaller } from "../shared/ticks.ts";
import { CLOCK_STEP_NEEDS, type ClockStep, deriveClockSteps } from "./clock-steps.ts";
import type { Hosts } from "./hosts.ts";
import { deriveLogClearings, LOG_CLEARING_NEEDS, type LogClearing } from "./log-clearings.ts";
import { type HostOrigin, originsByHost } from "./origins-by-host.ts";
import { type CountedLog, deriveRecordNumbers, type RecordNumbers, type RecordPause } from "./record-numbers.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** What was read of one host's channel. */
export interface HorizonRow {
  readonly host: string;
  readonly channel: string;
  /** FILETIME ticks of the earliest and latest record that was there to be read; null when no record has a plausible time. */
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** A log of this host and channel had damage: what it lost is not known. */
  readonly damaged: boolean;
  /** null: not all records were counted, or nobody knows which are this host's, and so which are missing. */
  readonly numbers: RecordNumbers | null;
  /** Beside the window that was asked for, or where none was, beside the channel's logs of other hosts. */
  readonly beginsLate: boolean;
  readonly endsEarly: boolean;
  /** When this log was cleared; by time. */
  readonly clearings: readonly LogClearing[];
  /** The one at which it begins, where that lies inside the window: records of the window are gone. */
  readonly beginsAtClearing: LogClearing | null;
  /** Of System: its host's; by time. */
  readonly clockSteps: readonly ClockStep[];
  /**
   * Of System, to which every running Windows writes each day: when the host was off or stood still; by time. Where its
   * clock was set over the time without records, it did neither.
   */
  readonly pauses: readonly RecordPause[];
}

/** How far the evidence reaches; beyond it nothing is known. */
export interface EvidenceHorizon {
  readonly window: AskedWindow;
  /** By host, then channel. */
  readonly rows: readonly HorizonRow[];
  /** Logs that could not be read, or that do not say which host and channel they are of: any channel may be missing. */
  readonly unknownLogs: readonly string[];
}

export const HORIZON_NEEDS: readonly EventNeed[] = [...LOG_CLEARING_NEEDS, ...CLOCK_STEP_NEEDS];

const SYSTEM = "system";

export function deriveEvidenceHorizon(evidence: Evidence, hosts: Hosts): EvidenceHorizon {
  const { logs, window, latest } = evidence;
  const clearings = groupedBy(deriveLogClearings(evidence, hosts), ({ host, channel }) => rowKey(host, channel));
  const clockSteps = groupedBy(deriveClockSteps(evidence, hosts), ({ host }) => rowKey(host, SYSTEM));
  const written = logs.flatMap((log) =>
    log.origins
      .flatMap((origin) => originsByHost(origin, hosts, latest))
      .map((origin) => ({ ...origin, damaged: log.status !== "complete" })),
  );
  const begin =
    window.since ??
    atDayAfter(
      plausibleSpan(
        logs.flatMap(({ from, to }) => [from, to]),
        latest,
      ).first,
    );
  const rows = sortedGroups(written, ({ host, channel }) => rowKey(host, channel)).map(([key, group]) => {
    const { host } = group[0];
    const channel = group.map((origin) => origin.channel).reduce((a, b) => (b < a ? b : a));
    const { first, last } = plausibleSpan(
      group.flatMap(({ from, to }) => [from, to]),
      latest,
    );
    const numbers = numbersOf(group, latest);
    const ownClearings = clearings.get(key) ?? [];
    const ownSteps = clockSteps.get(key) ?? [];
    const pauses = channel.toLowerCase() === SYSTEM ? (numbers?.pauses ?? []) : [];
    return {
      host,
      channel,
      from: first,
      to: last,
      damaged: group.some((origin) => origin.damaged),
      numbers,
      clearings: ownClearings,
      beginsAtClearing: clearingAtStart(first, ownClearings, begin),
      clockSteps: ownSteps,
      pauses: pauses.filter((pause) => touches(pause, window) && !ownSteps.some((step) => explains(step, pause))),
    };
  });
  return {
    window,
    rows: [...withReach(rows, window)].sort(compareRows),
    unknownLogs: logs
      .filter((log) => log.status === "unreadable" || (log.records > 0 && log.origins.length === 0))
      .map((log) => log.path),
  };
}

export function rowsOfChannel(horizon: EvidenceHorizon, channel: string): readonly HorizonRow[] {
  return horizon.rows.filter((row) => row.channel.toLowerCase() === channel.toLowerCase());
}

// A quiet log holds no record right at the window's ends: a day without any is taken for quiet, not for missing.
export const QUIET_TICKS = 24n * 3600n * 10_000_000n;

/** Whether what was read reaches both ends of the span that was asked for; never where no record has a plausible time. */
export function coversWindow({ from, to }: Reach, { since, until }: AskedWindow): boolean {
  if (from === null || to === null) return false;
  return !isLate({ from, to }, { since, until }) && !isEarly({ from, to }, { since, until });
}

/** Whether records are missing, or may be for all that is known, that may be of the span that was asked for. */
export function hasGaps({ numbers }: Pick<HorizonRow, "numbers">, window: AskedWindow): boolean {
  if (numbers === null) return true;
  const { gaps, gapCount, isFiltered } = numbers;
  return isFiltered || gapCount > gaps.length || gaps.some((gap) => touches(gap, window));
}

type Reach = Pick<HorizonRow, "from" | "to">;

function touches({ from, to }: Pick<HorizonRow, "from" | "to">, { since, until }: AskedWindow): boolean {
  return (since === null || to === null || to >= since) && (until === null || from === null || from <= until);
}

/** Begins after the start of the span, or after all of it. */
function isLate({ from }: Reach, { since, until }: AskedWindow): boolean {
  if (from === null) return since !== null;
  return (since !== null && from > since + QUIET_TICKS) || (until !== null && from > until + QUIET_TICKS);
}

/** Ends before the end of the span, or before all of it. */
function isEarly({ to }: Reach, { since, until }: AskedWindow): boolean {
  if (to === null) return until !== null;
  return (until !== null && to < until - QUIET_TICKS) || (since !== null && to < since - QUIET_TICKS);
}

/** Where all logs were cleared, each begins a little later than the last. */
function atDayAfter(time: bigint | null): bigint | null {
  return time === null ? null : time + QUIET_TICKS;
}

/** The last record before a clearing may be written after it. */
const CLEARING_TICKS = 60n * 10_000_000n;

function clearingAtStart(
  from: bigint | null,
  clearings: readonly LogClearing[],
  begin: bigint | null,
): LogClearing | null {
  if (from === null || begin === null) return null;
  const last = clearings.findLast(({ event }) => event.time <= from + CLEARING_TICKS);
  return last !== undefined && last.event.time > begin ? last : null;
}

/** Whether less than an ordinary night is left of the pause without the time that the clock leapt over. */
function explains(step: ClockStep, pause: RecordPause): boolean {
  const [from, to] = step.from < step.to ? [step.from, step.to] : [step.to, step.from];
  const overlap = smaller(to, pause.to) - larger(from, pause.from);
  return overlap > 0n && pause.to - pause.from - overlap <= LONGEST_PAUSE_TICKS;
}

function numbersOf(origins: readonly HostOrigin[], latest: bigint): RecordNumbers | null {
  const counted: CountedLog[] = [];
  for (const { from, to, stretches } of origins) {
    if (stretches === undefined) return null;
    counted.push({ from, to, stretches });
  }
  return deriveRecordNumbers(counted, latest);
}

function withReach(
  rows: readonly Omit<HorizonRow, "beginsLate" | "endsEarly">[],
  window: AskedWindow,
): readonly HorizonRow[] {
  const widest = new Map<string, { from: bigint | null; to: bigint | null }>();
  for (const { channel, from, to } of rows) {
    const span = widest.get(channel.toLowerCase()) ?? { from: null, to: null };
    if (from !== null && (span.from === null || from < span.from)) span.from = from;
    if (to !== null && (span.to === null || to > span.to)) span.to = to;
    widest.set(channel.toLowerCase(), span);
  }
  return rows.map((row) => {
    const { from, to } = widest.get(row.channel.toLowerCase()) ?? row;
    const asked = { since: window.since ?? from, until: window.until ?? to };
    return { ...row, beginsLate: isLate(row, asked), endsEarly: isEarly(row, asked) };
  });
}

function compareRows(a: HorizonRow, b: HorizonRow): number {
  return compareText(a.host, b.host) || compareText(a.channel, b.channel);
}

function rowKey(host: string, channel: string): string {
  return `${host}\n${channel.toLowerCase()}`;
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  return new Map(sortedGroups(items, keyOf));
}
