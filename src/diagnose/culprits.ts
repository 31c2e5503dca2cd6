import { type CandidateAttribution, isFull, type Trial } from "../facts/index.ts";
import type { CandidateKind, Culprits } from "../report/index.ts";

const KINDS: readonly CandidateKind[] = ["node", "volume", "proxy"];

/** The bad of each kind, and how many trials failed under any of them while it was bad, and elsewhere. */
export function culpritsOf(candidates: readonly CandidateAttribution[], trials: readonly Trial[]): readonly Culprits[] {
  return KINDS.flatMap((kind) => {
    const bad = new Map(
      candidates.flatMap((one) => (one.kind === kind && one.verdict === "bad" ? [[one.name, one] as const] : [])),
    );
    if (bad.size === 0) return [];
    const inside = { failed: 0, total: 0 };
    const elsewhere = { failed: 0, total: 0 };
    for (const trial of trials) {
      // Whose a volume was matters to no proxy.
      if (kind !== "proxy" && !isFull(trial)) continue;
      const tally = isInside(trial, kind, bad) ? inside : elsewhere;
      tally.total++;
      if (trial.isFailed) tally.failed++;
    }
    return { kind, names: [...bad.keys()], inside, elsewhere };
  });
}

function isInside(trial: Trial, kind: CandidateKind, bad: ReadonlyMap<string, CandidateAttribution>): boolean {
  if (kind === "proxy") return trial.proxy !== null && isBadAt(bad.get(trial.proxy), trial);
  return trial.volumes.some(({ volume, owner }) => {
    if (kind === "volume") return isBadAt(bad.get(volume), trial);
    return owner.kind === "owned" && isBadAt(bad.get(owner.node), trial);
  });
}

function isBadAt(candidate: CandidateAttribution | undefined, { start }: Trial): boolean {
  if (candidate === undefined) return false;
  const { since, until } = candidate;
  return (since === null || start > since.after) && (until === null || start < until.before);
}
