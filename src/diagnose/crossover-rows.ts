import type { CandidateAttribution, Tally, Trial } from "../facts/index.ts";
import type { CrossoverRow, CrossoverSide, SameOwnerRow } from "../report/index.ts";

/** The same pair may be told of both candidates that it speaks of. */
export function crossoverRows(gravest: readonly CandidateAttribution[]): readonly CrossoverRow[] {
  const rows = new Map<string, CrossoverRow>();
  const most = gravest.reduce((count, { crossovers }) => Math.max(count, crossovers.length), 0);
  // The most telling of each first, so that what is shown of them proves each.
  for (let rank = 0; rank < most; rank++) {
    for (const { kind, crossovers } of gravest) {
      const crossover = crossovers[rank];
      if (crossover === undefined) continue;
      const { volume, failedUnder, passedUnder, failed, passed } = crossover;
      const key = JSON.stringify([kind, volume, failedUnder, passedUnder]);
      if (rows.has(key)) continue;
      rows.set(key, {
        kind,
        volume,
        failedUnder,
        passedUnder,
        failed: crossoverSide(failed, crossover.failedTally, volume, kind),
        passed: crossoverSide(passed, crossover.passedTally, volume, kind),
      });
    }
  }
  return [...rows.values()];
}

function crossoverSide(trial: Trial, tally: Tally, volume: string, kind: CandidateAttribution["kind"]): CrossoverSide {
  const owner = trial.volumes.find((one) => one.volume === volume)?.owner;
  const sources = kind === "proxy" || owner?.kind !== "owned" ? null : owner.interval.sources;
  return { time: trial.start, tally, attempt: trial.evidence(), ownership: sources };
}

/** What sets each volume apart that may explain failures. */
export function sameOwnerRows(gravest: readonly CandidateAttribution[]): readonly SameOwnerRow[] {
  return gravest.flatMap(({ kind, name, underOwners }): SameOwnerRow | [] => {
    if (kind !== "volume" || underOwners === null) return [];
    return {
      volume: name,
      owners: underOwners.owners.map(({ node, tally }) => ({ name: node, ...tally })),
      pairs: underOwners.pairs.map(({ owner, otherVolume, failed, passed, failedTally, passedTally }) => ({
        owner,
        otherVolume,
        failed: crossoverSide(failed, failedTally, name, "node"),
        passed: crossoverSide(passed, passedTally, otherVolume, "node"),
      })),
    };
  });
}
