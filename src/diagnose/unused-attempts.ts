import type { Proof } from "../evidence/index.ts";
import { isFull, type OwnershipTimeline, type Trial, type Trials, type Volumes } from "../facts/index.ts";
import type { LeftOutRow } from "../report/index.ts";
import { compareText } from "../shared/order.ts";

/** Attempts that became no trials, and trials without one known owner all through, by why. */
export function unusedAttempts(
  { trials, leftOut }: Trials,
  volumes: NamesOfVolumes,
  ownership: Pick<OwnershipTimeline, "volumes">,
): readonly LeftOutRow[] {
  const known = new Set(volumes.names);
  const spans = new Map(ownership.volumes.map(({ volume, intervals }) => [volume, spanOf(intervals)]));
  const rows = new Map<string, { count: number; failed: number; readonly evidence: Proof }>(
    leftOut.map(({ code, ...row }) => [code, row]),
  );
  for (const trial of trials) {
    if (isFull(trial)) continue;
    const reason = reasonOf(trial, volumes, known);
    const label = reason === "owner-unknown" && isOutside(trial, spans) ? "outside-timeline" : reason;
    const row = rows.get(label);
    const failed = Number(trial.isFailed);
    if (row === undefined) rows.set(label, { count: 1, failed, evidence: trial.evidence() });
    else {
      row.count++;
      row.failed += failed;
    }
  }
  return [...rows].sort(([a], [b]) => compareText(a, b)).map(([label, row]) => ({ label, ...row }));
}

interface Span {
  /** null: for as long as anything is known. */
  readonly from: bigint | null;
  readonly to: bigint | null;
}

/** null: nothing is known of its owners. */
function spanOf(intervals: readonly Span[]): Span | null {
  const [first] = intervals;
  const last = intervals.at(-1);
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
}

/** It ran before the first or after the last that is known of the owners of a volume whose owner is not known then. */
function isOutside({ start, end, volumes }: Trial, spans: ReadonlyMap<string, Span | null>): boolean {
  return volumes.some(({ volume, owner }) => {
    const span = spans.get(volume) ?? null;
    if (owner.kind !== "unknown" || span === null) return false;
    return (span.from !== null && start < span.from) || (span.to !== null && end > span.to);
  });
}

type NamesOfVolumes = Pick<Volumes, "names" | "unmapped" | "isContradictory" | "isOfSeveralClusters">;

/** What is not known weighs more than a move, which is known. */
function reasonOf(
  { volumes }: Trial,
  { isContradictory, isOfSeveralClusters, unmapped }: NamesOfVolumes,
  known: ReadonlySet<string>,
): string {
  const unknown = volumes.filter(({ owner }) => owner.kind === "unknown").map(({ volume }) => volume);
  if (unknown.some(isOfSeveralClusters)) return "volume-of-several-clusters";
  if (unknown.some(isContradictory)) return "volume-contradictory";
  // Where no volume is known at all, it is owners that are missing, and not what they are called.
  const areSomeKnown = known.size > 0 || unmapped.some(({ role }) => role !== null);
  if (areSomeKnown && unknown.some((volume) => !known.has(volume))) return "volume-unknown";
  const kinds = new Set(volumes.map(({ owner }) => owner.kind));
  if (kinds.has("unknown")) return "owner-unknown";
  return kinds.has("conflict") ? "ownership-in-conflict" : "moved-in-between";
}
