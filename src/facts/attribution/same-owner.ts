import { compareText } from "../../shared/order.ts";
import type { Trial } from "../trials/trial.ts";
import type { SameOwnerPair, Tally, UnderOwners } from "./attribution.ts";
import type { Design, Factor } from "./design.ts";
import type { OwnerMatrix } from "./matrix.ts";

const MOST_SHOWN = 5;

/** What sets a volume apart from its owners: under which it failed, and what passed under the same ones meanwhile. */
export function underOwners({ kind, name }: Factor, design: Design, matrix: OwnerMatrix): UnderOwners | null {
  if (kind !== "volume") return null;
  const owners = [...(matrix.byVolume.get(name) ?? [])]
    .flatMap(([node, tally]) => (tally.failed === 0 ? [] : { node, tally }))
    .sort((a, b) => weight(b.tally) - weight(a.tally) || compareText(a.node, b.node));
  const pairs: SameOwnerPair[] = [];
  for (const { node, tally } of owners) {
    if (pairs.length === MOST_SHOWN) break;
    const pair = nearestPair(name, node, design);
    if (pair === null) continue;
    const passedTally = matrix.byNode.get(node)?.get(pair.otherVolume) ?? { failed: 0, total: 0 };
    pairs.push({ owner: node, ...pair, failedTally: tally, passedTally });
  }
  return pairs.length === 0 && owners.length < 2 ? null : { owners, pairs };
}

/** Failures under an owner, less what passed there. */
function weight({ failed, total }: Tally): number {
  return 2 * failed - total;
}

type Pair = Pick<SameOwnerPair, "otherVolume" | "failed" | "passed">;

/** The volume's failure and another volume's pass under one owner that are nearest to each other. */
function nearestPair(volume: string, node: string, design: Design): Pair | null {
  let lastFailed: Trial | null = null;
  let lastPassed: Pick<Pair, "otherVolume" | "passed"> | null = null;
  let nearest: (Pair & { readonly gap: bigint }) | null = null;
  for (const number of design.factor("node", node)?.trials ?? []) {
    const trial = design.trials[number];
    if (trial === undefined) continue;
    const owned = trial.volumes.flatMap((one) =>
      one.owner.kind === "owned" && one.owner.node === node ? one.volume : [],
    );
    const [otherVolume] = owned;
    if (trial.isFailed && owned.includes(volume)) lastFailed = trial;
    else if (!trial.isFailed && otherVolume !== undefined && trial.volumes.every((one) => one.volume !== volume)) {
      lastPassed = { otherVolume, passed: trial };
    } else continue;
    if (lastFailed === null || lastPassed === null) continue;
    const gap = trial.isFailed ? trial.start - lastPassed.passed.start : trial.start - lastFailed.start;
    if (nearest === null || gap < nearest.gap) nearest = { ...lastPassed, failed: lastFailed, gap };
  }
  return nearest === null ? null : { otherVolume: nearest.otherVolume, failed: nearest.failed, passed: nearest.passed };
}
