import type { AskedWindow, Evidence } from "../evidence/index.ts";
import { compareText } from "../shared/order.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
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
}

/** How far the evidence reaches; beyond it nothing is known. */
export interface EvidenceHorizon {
  readonly window: AskedWindow;
  /** By host, then channel. */
  readonly rows: readonly HorizonRow[];
  /** Logs that could not be read, or that do not say which host and channel they are of: any channel may be missing. */
  readonly unknownLogs: readonly string[];
}

export function deriveEvidenceHorizon({ logs, window, latest }: Evidence, hosts: Hosts): EvidenceHorizon {
  const written = logs.flatMap((log) =>
    log.origins.map((origin) => ({
      ...origin,
      host: hosts.nameOf(origin.computer),
      damaged: log.status !== "complete",
    })),
  );
  const groups = sortedGroups(written, ({ host, channel }) => `${host}\n${channel.toLowerCase()}`);
  const rows = groups.map(([, group]) => {
    const { host } = group[0];
    const channel = group.map((origin) => origin.channel).reduce((a, b) => (b < a ? b : a));
    const { first, last } = plausibleSpan(
      group.flatMap(({ from, to }) => [from, to]),
      latest,
    );
    return { host, channel, from: first, to: last, damaged: group.some((origin) => origin.damaged) };
  });
  return {
    window,
    rows: rows.sort((a, b) => compareText(a.host, b.host) || compareText(a.channel, b.channel)),
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
export function coversWindow(row: HorizonRow, { since, until }: AskedWindow): boolean {
  const { from, to } = row;
  if (from === null || to === null) return since === null && until === null;
  const reachesStart = since === null || (from <= since + QUIET_TICKS && to >= since - QUIET_TICKS);
  const reachesEnd = until === null || (to >= until - QUIET_TICKS && from <= until + QUIET_TICKS);
  return reachesStart && reachesEnd;
}
