import { clusterOfTrial, type Facts, isFull, type Trial } from "../facts/index.ts";
import type { ClusterMatrix, NamedTally, OwnershipMatrix, TrialTally } from "../report/index.ts";
import { compareText } from "../shared/order.ts";

interface Count {
  failed: number;
  total: number;
}

/** Failed and all full trials by owner and volume: one pass over them, whatever their number. */
export function ownershipMatrix(trials: readonly Trial[]): OwnershipMatrix {
  const byVolume = new Map<string, Count>();
  const byNode = new Map<string, Count>();
  const cellsOf = new Map<string, Map<string, Count>>();
  let hasSets = false;
  for (const trial of trials) {
    if (!isFull(trial)) continue;
    if (trial.volumes.length > 1) hasSets = true;
    const owners = new Set<string>();
    for (const { volume, owner } of trial.volumes) {
      if (owner.kind !== "owned") continue;
      owners.add(owner.node);
      add(countOf(byVolume, volume), trial);
      const cells = cellsOf.get(owner.node) ?? new Map<string, Count>();
      cellsOf.set(owner.node, cells);
      add(countOf(cells, volume), trial);
    }
    for (const node of owners) add(countOf(byNode, node), trial);
  }
  const volumes = [...byVolume]
    .filter(([, { failed }]) => failed > 0)
    .map(([name, count]) => ({ name, ...count }))
    .sort(mostFailures);
  const failing = new Set(volumes.map(({ name }) => name));
  return {
    volumes,
    otherVolumes: byVolume.size - volumes.length,
    rows: [...cellsOf]
      .sort(([a], [b]) => compareText(a, b))
      .map(([node, cells]) => ({
        node,
        all: byNode.get(node) ?? NONE,
        cells: volumes.flatMap(({ name }) => {
          const cell = cells.get(name);
          return cell === undefined ? [] : [{ name, ...cell }];
        }),
        others: sum([...cells].flatMap(([volume, cell]) => (failing.has(volume) ? [] : [cell]))),
      })),
    hasSets,
  };
}

/** Of each cluster with trials, where there are several. */
export function clusterMatrices(trials: readonly Trial[], volumes: Facts["volumes"]): readonly ClusterMatrix[] {
  if (volumes.clusters.length < 2) return [];
  return [...volumes.clusters, null].flatMap((cluster) => {
    const matrix = ownershipMatrix(trials.filter((trial) => clusterOfTrial(trial, volumes) === cluster));
    return matrix.rows.length === 0 ? [] : [{ cluster, matrix }];
  });
}

const NONE: TrialTally = { failed: 0, total: 0 };

function countOf(counts: Map<string, Count>, name: string): Count {
  const known = counts.get(name);
  if (known !== undefined) return known;
  const count = { failed: 0, total: 0 };
  counts.set(name, count);
  return count;
}

function add(count: Count, { isFailed }: Trial): void {
  count.total++;
  if (isFailed) count.failed++;
}

function sum(tallies: readonly TrialTally[]): TrialTally {
  return tallies.reduce((all, one) => ({ failed: all.failed + one.failed, total: all.total + one.total }), NONE);
}

function mostFailures(a: NamedTally, b: NamedTally): number {
  return b.failed - a.failed || compareText(a.name, b.name);
}
