import { coversWindow, type EvidenceHorizon, rowsOfChannel } from "../facts/index.ts";
import { count, names, type Phrase, text } from "../report/index.ts";

/**
 * What a check may conclude from silence in one channel. `none`: no log of it was given. `partial`: something that was
 * given is damaged, unreadable or too short. `whole`: silence means that nothing was logged on these hosts.
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
  const damaged = rows.filter((row) => row.damaged).map((row) => row.host);
  if (damaged.length > 0) {
    const reason = { code: "damaged-logs", arguments: { channel: text(channel), hosts: names(damaged) } };
    return { kind: "partial", reason };
  }
  const short = rows.filter((row) => !coversWindow(row, horizon.window)).map((row) => row.host);
  if (short.length > 0) {
    const reason = { code: "window-not-covered", arguments: { channel: text(channel), hosts: names(short) } };
    return { kind: "partial", reason };
  }
  const hosts = names(rows.map((row) => row.host));
  return { kind: "whole", reason: { code: "nothing-in-channel", arguments: { channel: text(channel), hosts } } };
}
