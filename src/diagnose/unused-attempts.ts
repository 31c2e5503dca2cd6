import type { Proof } from "../evidence/index.ts";
import { isFull, type Trial, type Trials, type Volumes } from "../facts/index.ts";
import type { UnusedRow } from "../report/index.ts";
import { compareText } from "../shared/order.ts";

/** Attempts that became no trials, and trials without one known owner all through, by why. */
export function unusedAttempts({ trials, leftOut }: Trials, volumes: NamesOfVolumes): readonly UnusedRow[] {
  const known = new Set(volumes.names);
  const rows = new Map<string, { count: number; readonly evidence: Proof }>(
    leftOut.map(({ code, count, evidence }) => [code, { count, evidence }]),
  );
  for (const trial of trials) {
    if (isFull(trial)) continue;
    const label = reasonOf(trial, volumes, known);
    const row = rows.get(label);
    if (row === undefined) rows.set(label, { count: 1, evidence: trial.evidence() });
    else row.count++;
  }
  return [...rows]
    .sort(([a], [b]) => compareText(a, b))
    .map(([label, { count, evidence }]) => ({ label, count, evidence }));
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
