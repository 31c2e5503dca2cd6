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
  /** Of each volume, whatever its owner. */
  readonly volumes: ReadonlyMap<string, Tally>;
  readonly nodes: ReadonlyMap<string, Tally>;
}

export function ownerMatrix({ trials }: Design): OwnerMatrix {
  const byVolume = new Map<string, Map<string, Count>>();
  const byNode = new Map<string, Map<string, Count>>();
  const byProxy = new Map<string, Map<string, Count>>();
  const volumes = new Map<string, Count>();
  const nodes = new Map<string, Count>();
  for (const { volumes: set, isFailed, proxy } of trials) {
    for (const { volume, owner } of set) {
      if (owner.kind !== "owned") continue;
      const { node } = owner;
      add(volumes, volume, isFailed);
      add(nodes, node, isFailed);
      add(inner(byVolume, volume), node, isFailed);
      add(inner(byNode, node), volume, isFailed);
      if (proxy !== null) add(inner(byProxy, proxy), volume, isFailed);
    }
  }
  return { byVolume, byNode, byProxy, volumes, nodes };
}

function inner(counts: Map<string, Map<string, Count>>, name: string): Map<string, Count> {
  const known = counts.get(name);
  if (known !== undefined) return known;
  const made = new Map<string, Count>();
  counts.set(name, made);
  return made;
}

function add(counts: Map<string, Count>, name: string, isFailed: boolean): void {
  let count = counts.get(name);
  if (count === undefined) counts.set(name, (count = { failed: 0, total: 0 }));
  count.total++;
  if (isFailed) count.failed++;
}
