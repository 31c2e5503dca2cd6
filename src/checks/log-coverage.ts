import { coversWindow, type EvidenceHorizon, hasGaps, type HorizonRow, rowsOfChannel } from "../facts/index.ts";
import { count, names, type Phrase, text } from "../report/index.ts";

/**
 * What a check may conclude from silence in one channel. `none`: no log of it was given. `partial`: something that was
 * given is damaged, unreadable, uncounted, cleared, has gaps or is too short. `whole`: silence means that nothing was logged on these hosts.
 */
export type LogCoverage =
  | { readonly kind: "none" | "partial"; readonly reason: Phrase }
  | { readonly kind: "whole"; readonly reason: Phrase };

export function logCoverage(horizon: EvidenceHorizon, channel: string): LogCoverage {
  const rows = rowsOfChannel(horizon, channel);
  const { unknownLogs } = horizon;
  if (rows.length === 0 && unknownLogs.length === 0) {
    return { kind: "none", reason: { code: "no-log-of-channel", arguments: { channel: text(channel) } } };
  }
  if (unknownLogs.length > 0) {
    const reason = { code: "unknown-logs", arguments: { channel: text(channel), logs: count(unknownLogs.length) } };
    return { kind: "partial", reason };
  }
  const partial = (code: string, isSo: (row: HorizonRow) => boolean): LogCoverage | null => {
    const hosts = rows.filter(isSo).map((row) => row.host);
    if (hosts.length === 0) return null;
    return { kind: "partial", reason: { code, arguments: { channel: text(channel), hosts: names(hosts) } } };
  };
  return (
    partial("damaged-logs", (row) => row.damaged) ??
    partial("filtered-logs", (row) => row.numbers?.isFiltered === true) ??
    partial("uncounted-logs", (row) => row.numbers === null) ??
    partial("records-missing", (row) => hasGaps(row, horizon.window)) ??
    partial("log-cleared", (row) => row.beginsAtClearing !== null) ??
    partial("times-unknown", (row) => row.from === null || row.to === null) ??
    partial("window-not-covered", (row) => !coversWindow(row, horizon.window)) ?? {
      kind: "whole",
      reason: nothingIn(channel, rows),
    }
  );
}

/** A log that begins later than others' says nothing of the time before, and the reader must know. */
function nothingIn(channel: string, rows: readonly HorizonRow[]): Phrase {
  const hosts = names(rows.map((row) => row.host));
  const short = rows.filter(isShort).map((row) => row.host);
  if (short.length === 0) return { code: "nothing-in-channel", arguments: { channel: text(channel), hosts } };
  return { code: "nothing-in-short-logs", arguments: { channel: text(channel), hosts, short: names(short) } };
}

/** Whether the log covers less than those of other hosts. */
export function isShort({ beginsLate, endsEarly }: HorizonRow): boolean {
  return beginsLate || endsEarly;
}
