import type { Tally } from "./attribution.ts";
import type { Design } from "./design.ts";

interface Count {
  failed: number;
  total: number;
}

type Counts = ReadonlyMap<string, ReadonlyMap<string, Tally>>;

/** Failed and all full trials of each volume under each owner and by each proxy. */
export interface OwnerMatrix {
  readonly byVolume: Counts;
  readonly byNode: Counts;
  readonly byProxy: Counts;
  /** Of each volume by its proxies. */
  readonly proxiesOf: Counts;
  /** Of each volume, whatever its owner. */
  readonly volumes: ReadonlyMap<string, Tally>;
  readonly nodes: ReadonlyMap<string, Tally>;
}

export function ownerMatrix({ trials, untold }: Design): OwnerMatrix {
  const byVolume: MutableCounts = new Map();
  const byProxy: MutableCounts = new Map();
  for (const [number, { volumes, isFailed, proxy }] of trials.entries()) {
    if (untold[number] === 1) continue;
    const failed = isFailed ? 1 : 0;
    for (const { volume, owner } of volumes) {
      if (owner.kind !== "owned") continue;
      add(byVolume, volume, owner.node, failed, 1);
      if (proxy !== null) add(byProxy, proxy, volume, failed, 1);
    }
  }
  const [byNode, proxiesOf] = [transposed(byVolume), transposed(byProxy)];
  return { byVolume, byNode, byProxy, proxiesOf, volumes: sums(byVolume), nodes: sums(byNode) };
}

type MutableCounts = Map<string, Map<string, Count>>;

function transposed(counts: Counts): Counts {
  const turned: MutableCounts = new Map();
  for (const [row, columns] of counts) {
    for (const [column, { failed, total }] of columns) add(turned, column, row, failed, total);
  }
  return turned;
}

function add(counts: MutableCounts, row: string, column: string, failed: number, total: number): void {
  let columns = counts.get(row);
  if (columns === undefined) counts.set(row, (columns = new Map<string, Count>()));
  const count = columns.get(column);
  if (count === undefined) columns.set(column, { failed, total });
  else {
    count.failed += failed;
    count.total += total;
  }
}

function sums(counts: Counts): ReadonlyMap<string, Tally> {
  return new Map(
    [...counts].map(([row, columns]) => {
      const sum = { failed: 0, total: 0 };
      for (const { failed, total } of columns.values()) {
        sum.failed += failed;
        sum.total += total;
      }
      return [row, sum];
    }),
  );
}
