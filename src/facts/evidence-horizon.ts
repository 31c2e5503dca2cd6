import type { AskedWindow, EventNeed, Evidence, LogOrigin } from "../evidence/index.ts";
import { compareText } from "../shared/order.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import { CLOCK_STEP_NEEDS, type ClockStep, deriveClockSteps } from "./clock-steps.ts";
import type { Hosts } from "./hosts.ts";
import { deriveLogClearings, LOG_CLEARING_NEEDS, type LogClearing } from "./log-clearings.ts";
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
  /** null: a log's records were not counted, so nobody knows which are missing. */
  readonly numbers: RecordNumbers | null;
  /** Beside the window that was asked for, or where none was, beside the channel's logs of other hosts. */
  readonly beginsLate: boolean;
  readonly endsEarly: boolean;
  /** When this log was cleared; by time. */
  readonly clearings: readonly LogClearing[];
  /** Of System: its host's; by time. */
  readonly clockSteps: readonly ClockStep[];
  /** Of System, to which every running Windows writes each day: when the host was off or stood still; by time. */
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
      .flatMap((origin) => writtenBy(origin, hosts))
      .map((origin) => ({ ...origin, damaged: log.status !== "complete" })),
  );
  const rows = sortedGroups(written, ({ host, channel }) => rowKey(host, channel)).map(([key, group]) => {
    const { host } = group[0];
    const channel = group.map((origin) => origin.channel).reduce((a, b) => (b < a ? b : a));
    const { first, last } = plausibleSpan(
      group.flatMap(({ from, to }) => [from, to]),
      latest,
    );
    const numbers = numbersOf(group, latest);
    return {
      host,
      channel,
      from: first,
      to: last,
      damaged: group.some((origin) => origin.damaged),
      numbers,
      clearings: clearings.get(key) ?? [],
      clockSteps: clockSteps.get(key) ?? [],
      pauses: channel.toLowerCase() === SYSTEM ? (numbers?.pauses ?? []).filter((pause) => touches(pause, window)) : [],
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
const QUIET_TICKS = 24n * 3600n * 10_000_000n;

/** Whether what was read reaches both ends of the span that was asked for; true where no span was asked for. */
export function coversWindow(row: Pick<HorizonRow, "from" | "to">, window: AskedWindow): boolean {
  return reachesStart(row, window) && reachesEnd(row, window);
}

/** Whether records are missing that may be of the span that was asked for. */
export function hasGaps({ numbers }: Pick<HorizonRow, "numbers">, window: AskedWindow): boolean {
  if (numbers === null) return false;
  const { gaps, gapCount, isFiltered } = numbers;
  return isFiltered || gapCount > gaps.length || gaps.some((gap) => touches(gap, window));
}

function touches({ from, to }: Pick<HorizonRow, "from" | "to">, { since, until }: AskedWindow): boolean {
  return (since === null || to === null || to >= since) && (until === null || from === null || from <= until);
}

function reachesStart({ from, to }: Pick<HorizonRow, "from" | "to">, { since }: AskedWindow): boolean {
  if (since === null) return true;
  return from !== null && to !== null && from <= since + QUIET_TICKS && to >= since - QUIET_TICKS;
}

function reachesEnd({ from, to }: Pick<HorizonRow, "from" | "to">, { until }: AskedWindow): boolean {
  if (until === null) return true;
  return from !== null && to !== null && to >= until - QUIET_TICKS && from <= until + QUIET_TICKS;
}

interface WrittenOrigin extends Omit<LogOrigin, "computer"> {
  readonly host: string;
}

/** Where a name changed hands meanwhile, what either wrote in between is not known. */
function writtenBy(origin: LogOrigin, hosts: Hosts): readonly WrittenOrigin[] {
  const { computer, channel, from, to } = origin;
  const [first, last] = [hosts.nameOf(computer, from ?? to), hosts.nameOf(computer, to ?? from)];
  if (first === last) return [{ ...origin, host: first }];
  return [
    { host: first, channel, from, to: from },
    { host: last, channel, from: to, to },
  ];
}

function numbersOf(origins: readonly WrittenOrigin[], latest: bigint): RecordNumbers | null {
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
    return { ...row, beginsLate: !reachesStart(row, asked), endsEarly: !reachesEnd(row, asked) };
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
