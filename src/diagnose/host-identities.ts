import { type EvidenceHorizon, hasGaps, type HorizonRow, type IdentityHistory } from "../facts/index.ts";
import type { HostIdentity, IdentityLog } from "../report/index.ts";

/** Histories as a report has them. */
export function hostIdentities(
  histories: readonly IdentityHistory[],
  { window }: Pick<EvidenceHorizon, "window">,
): readonly HostIdentity[] {
  return histories.map((history) => ({ ...history, logs: history.logs.map((row) => identityLog(row, window)) }));
}

function identityLog(row: HorizonRow, window: EvidenceHorizon["window"]): IdentityLog {
  const { channel, from, to, damaged, numbers, clearings, beginsAtClearing } = row;
  return {
    channel,
    from,
    to,
    damaged,
    hasGaps: hasGaps(row, window),
    missing: numbers === null ? null : { records: numbers.missing, gaps: numbers.gapCount },
    cleared: clearings.length,
    beginsAtClearing: beginsAtClearing !== null,
    isNew: numbers?.spans[0]?.firstId === 1n,
  };
}
