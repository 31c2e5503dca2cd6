import type { Proof } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { type Attempt, changed, compareAttempts } from "./attempt.ts";
import { vmKey } from "./placements.ts";
import { SnapshotParts } from "./snapshot-parts.ts";

/** Lists and events of one product end a task within so many ticks of each other, beside what clocks differ by. */
const SAME_END_TICKS = 120n * 10_000_000n;

/**
 * What events tell of an attempt that a list has too is a further proof of it, not a second attempt: the same snapshot,
 * or the same machine's backup that ended at the same time. A list's row says more and stays.
 */
export function mergeAttempts(
  rows: readonly Attempt[],
  events: readonly Attempt[],
  tolerance: bigint,
): readonly Attempt[] {
  if (events.length === 0 || rows.length === 0) return [...rows, ...events];
  const ofSnapshots = new SnapshotParts(rows);
  const byVm = new Map<string, Attempt[]>();
  for (const row of [...rows].sort((a, b) => compareBigint(a.end, b.end) || compareAttempts(a, b))) {
    for (const vm of row.vms) {
      const ofVm = byVm.get(vmKey(vm));
      if (ofVm === undefined) byVm.set(vmKey(vm), [row]);
      else ofVm.push(row);
    }
  }
  const provedBy = new Map<Attempt, Attempt[]>();
  const others: Attempt[] = [];
  const reach = SAME_END_TICKS + tolerance;
  const sameVm = (event: Attempt): Attempt | undefined =>
    event.vms
      .map((vm) => firstEndingFrom(byVm.get(vmKey(vm)) ?? [], event.end - reach))
      .find((row) => row !== undefined && row.end <= event.end + reach);
  for (const event of events) {
    const parts = event.snapshot === null ? [] : partsOf(ofSnapshots.of(event.snapshot, event.start), event);
    const proved = parts.length > 0 ? parts : [sameVm(event) ?? []].flat();
    if (proved.length === 0) others.push(event);
    for (const row of proved) {
      const known = provedBy.get(row);
      if (known === undefined) provedBy.set(row, [event]);
      else known.push(event);
    }
  }
  const merged = rows.map((row) => {
    const proofs = provedBy.get(row);
    return proofs === undefined ? row : withProofs(row, proofs);
  });
  return [...merged, ...others];
}

/**
 * Events tell of a whole set: of each part whose volumes they name, or of all where they name none of them. That the
 * import failed proves no part that passed, where others failed.
 */
function partsOf(parts: readonly Attempt[], { volumes, isFailed }: Attempt): readonly Attempt[] {
  if (parts.length < 2) return parts;
  const named = parts.filter((part) => part.volumes.some((volume) => volumes.includes(volume)));
  const meant = named.length === 0 ? parts : named;
  const failed = isFailed ? meant.filter((part) => part.isFailed) : [];
  return failed.length === 0 ? meant : failed;
}

/** `rows` by their ends. */
function firstEndingFrom(rows: readonly Attempt[], from: bigint): Attempt | undefined {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && row.end < from) low = middle + 1;
    else high = middle;
  }
  return rows[low];
}

function withProofs(row: Attempt, events: readonly Attempt[]): Attempt {
  const makers = new Map([...row.makers, ...events.flatMap((event) => [...event.makers])]);
  return changed(row, {
    makers,
    volumes: row.volumes.length === 0 ? [...makers.keys()].sort(compareText) : row.volumes,
    evidence: (): Proof => {
      const [first, ...rest] = row.evidence();
      return [first, ...rest, ...events.flatMap((event) => event.evidence())];
    },
  });
}
