import { compareBigint } from "../../shared/order.ts";
import type { Attempt } from "./attempt.ts";
import { vmKey } from "./placements.ts";

/** Fewer are no habit. */
const FEWEST_PAUSES = 3;
/** Of a job that runs for years the first thousands tell as much. */
const MOST_PAUSES = 5000;

/** Ticks from one attempt to the next of what a job backs up, by its name; null: nothing tells. */
export type UsualPauses = (job: string) => bigint | null;

/** The median from each attempt that passed to the next of the same thing: no retry is among those. `attempts`: in order. */
export function usualPauses(attempts: readonly Attempt[]): UsualPauses {
  let known: ReadonlyMap<string, bigint> | null = null;
  return (job) => {
    known ??= medianPauses(attempts);
    return known.get(job) ?? null;
  };
}

function medianPauses(attempts: readonly Attempt[]): ReadonlyMap<string, bigint> {
  const passedAt = new Map<string, bigint>();
  const pausesOf = new Map<string, bigint[]>();
  for (const { job, volumes, vms, start, isFailed } of attempts) {
    if (job === null) continue;
    const subject = [job, ...volumes, "", ...vms.map(vmKey)].join("\n");
    const before = passedAt.get(subject);
    if (before !== undefined) {
      const pauses = pausesOf.get(job) ?? [];
      pausesOf.set(job, pauses);
      if (pauses.length < MOST_PAUSES) pauses.push(start - before);
    }
    if (isFailed) passedAt.delete(subject);
    else passedAt.set(subject, start);
  }
  const medians = new Map<string, bigint>();
  for (const [job, pauses] of pausesOf) {
    const median = pauses.sort(compareBigint)[pauses.length >> 1];
    if (pauses.length >= FEWEST_PAUSES && median !== undefined) medians.set(job, median);
  }
  return medians;
}
