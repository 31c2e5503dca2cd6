import { LONGEST_PAUSE_TICKS } from "../evidence/index.ts";
import { larger } from "../shared/ticks.ts";
import { type EvidenceHorizon, hasGaps, type HorizonRow, QUIET_TICKS, rowsOfChannel } from "./evidence-horizon.ts";

/** What silence is asked of. FILETIME ticks; `to` null: as far as the host's logs reach, which has to be behind `from`. */
export interface AskedSpan {
  readonly from: bigint;
  readonly to: bigint | null;
}

/**
 * What a host's log of one channel covers of a span: `whole`, so that its silence means that nothing was written, or else the first reason why not.
 * `none`: no log was given, or it holds no record with a plausible time.
 */
export type LogReach = "whole" | "none" | "damaged" | "gaps" | "cleared" | "begins-late" | "ends-early";

/** A log with fewer records has no rhythm that tells how long it is silent at most. */
const FEWEST_FOR_RHYTHM = 8n;

/**
 * A day without any record is quiet at both ends. What is not known is not whole: records that were lost, to damage, a clearing or a gap, may be the ones
 * that are looked for.
 */
export function logReach(horizon: EvidenceHorizon, host: string, channel: string, span: AskedSpan): LogReach {
  const row = rowsOfChannel(horizon, channel).find((one) => isOf(one, host));
  if (row === undefined || row.from === null || row.to === null) return "none";
  if (row.damaged) return "damaged";
  if (hasGaps(row, horizon.window)) return "gaps";
  if (row.beginsAtClearing !== null && row.beginsAtClearing.event.time > span.from) return "cleared";
  if (row.from > span.from + QUIET_TICKS) return "begins-late";
  const last = lastOfHost(horizon, host, row.to);
  if (last <= span.from || (span.to !== null && last < span.to - QUIET_TICKS)) return "ends-early";
  const silence = (span.to ?? last) - row.to;
  return isQuiet(row, silence, row.to >= span.from) ? "whole" : "ends-early";
}

function isOf(row: Pick<HorizonRow, "host">, host: string): boolean {
  return row.host.toUpperCase() === host.toUpperCase();
}

/** Logs are exported together: where one of the host's goes on, the others were there to be written, too. */
function lastOfHost({ rows }: EvidenceHorizon, host: string, ofRow: bigint): bigint {
  return rows.reduce((last, row) => (row.to !== null && isOf(row, host) ? larger(last, row.to) : last), ofRow);
}

/**
 * Whether a log that is silent for so long up to the end was quiet, rather than exported earlier than the host's other logs. Nothing in it tells which;
 * what does is how long it was silent before. One that never wrote within the span, or hardly ever, is believed only if no other host's log of the
 * channel goes on either.
 */
function isQuiet({ numbers, endsEarly }: HorizonRow, silence: bigint, hasWritten: boolean): boolean {
  const longest = (numbers?.pauses ?? []).reduce((most, { from, to }) => larger(most, to - from), 0n);
  // Shorter pauses are not counted.
  if (hasWritten && silence <= larger(LONGEST_PAUSE_TICKS, longest)) return true;
  const present = numbers?.present ?? 0n;
  return !endsEarly && (silence <= longest || present < FEWEST_FOR_RHYTHM);
}
