import type { Chance } from "./random.ts";

/** What a random cluster is like. */
export interface Plan {
  readonly nodes: number;
  readonly volumes: number;
  readonly proxies: number;
  /** One backup of each volume a day. */
  readonly days: number;
  readonly movesPerVolumeAndDay: number;
  /** Failures that are nobody's. */
  readonly noise: number;
  readonly badNodes: number;
  readonly badVolumes: number;
  readonly badProxies: number;
  /** Whether bad nodes turn bad, or are repaired, inside the window. */
  readonly changes: boolean;
  readonly onset: "cluster" | "proxy" | null;
  /** Volumes backed up as one snapshot set, at most. */
  readonly setSize: number;
  /** Whether each volume always goes by the same proxy. */
  readonly boundProxies: boolean;
  /** Each node owns a few volumes of its own; else volumes lie anywhere. */
  readonly homes: boolean;
  readonly retries: number;
  /** Machines on each volume, which is what lists name then, without telling a snapshot; 0: they name volumes. */
  readonly machines: number;
}

export interface Family {
  readonly name: string;
  plan(chance: Chance): Plan;
}

const MOVES = [0.01, 0.05, 0.2, 0.5, 1] as const;

function anyPlan(chance: Chance): Plan {
  const nodes = chance.whole(2, chance.pick([4, 8, 16, 32]));
  return {
    nodes,
    volumes: chance.whole(2, Math.max(3, nodes * 2)),
    proxies: chance.whole(1, 3),
    days: chance.whole(5, 30),
    movesPerVolumeAndDay: chance.pick(MOVES),
    noise: chance.between(0, 0.03),
    badNodes: 0,
    badVolumes: 0,
    badProxies: 0,
    changes: false,
    onset: null,
    setSize: 1,
    boundProxies: chance.happens(0.5),
    homes: chance.happens(0.5),
    retries: chance.pick([0, 0.5, 1]),
    machines: 0,
  };
}

/** Some of a cluster's nodes, never most of them. */
function someBad(chance: Chance, nodes: number): number {
  return Math.min(chance.whole(1, 3), Math.max(1, Math.floor(nodes / 2)));
}

const varied = (name: string, change: (chance: Chance, plan: Plan) => Partial<Plan>): Family => ({
  name,
  plan(chance) {
    const plan = anyPlan(chance);
    return { ...plan, ...change(chance, plan) };
  },
});

export const FAMILIES: readonly Family[] = [
  varied("healthy", (chance) => ({ noise: chance.between(0, 0.01) })),
  varied("noisy", (chance) => ({ noise: chance.between(0.03, 0.05) })),
  varied("sparse", (chance) => ({
    days: chance.whole(1, 4),
    badNodes: chance.whole(0, 2),
    noise: chance.between(0, 0.05),
  })),
  varied("bad nodes", (chance, { nodes }) => ({ badNodes: someBad(chance, nodes) })),
  varied("bad nodes, noisy", (chance, { nodes }) => ({
    badNodes: someBad(chance, nodes),
    noise: chance.between(0.03, 0.05),
  })),
  varied("nodes that change", (chance, { nodes }) => ({ badNodes: someBad(chance, nodes), changes: true })),
  varied("bad volumes", (chance) => ({
    badVolumes: chance.whole(1, 2),
    movesPerVolumeAndDay: chance.pick([0, ...MOVES]),
  })),
  varied("bad volumes and nodes", (chance, { nodes }) => ({ badVolumes: 1, badNodes: someBad(chance, nodes) })),
  varied("bad proxies", (chance) => ({
    proxies: chance.whole(2, 4),
    badProxies: 1,
    movesPerVolumeAndDay: chance.pick([0, ...MOVES]),
  })),
  varied("bad proxies and nodes", (chance, { nodes }) => ({
    proxies: chance.whole(2, 4),
    badProxies: 1,
    badNodes: someBad(chance, nodes),
  })),
  varied("common onsets", (chance) => ({
    proxies: chance.whole(1, 3),
    onset: chance.pick(["cluster", "proxy"]),
    badNodes: chance.happens(0.3) ? 1 : 0,
  })),
  varied("aliased", (chance, { nodes }) => ({
    movesPerVolumeAndDay: 0,
    homes: true,
    badNodes: chance.whole(0, Math.min(2, nodes - 1)),
    badVolumes: chance.whole(0, 2),
  })),
  varied("snapshot sets", (chance, { nodes }) => ({ setSize: chance.whole(2, 4), badNodes: someBad(chance, nodes) })),
  varied("machines", (chance) => ({ machines: chance.whole(2, 5), noise: chance.between(0.01, 0.05) })),
  varied("machines, bad nodes", (chance, { nodes }) => ({
    machines: chance.whole(2, 5),
    badNodes: someBad(chance, nodes),
  })),
  varied("machines, bad volumes", (chance) => ({ machines: chance.whole(2, 5), badVolumes: 1 })),
];
