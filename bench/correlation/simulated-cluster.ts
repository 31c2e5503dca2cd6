import type { BackupSession, OwnershipRow, PlacementRow, Proof } from "../../src/evidence/index.ts";
import type { OwnerDuring, OwnershipInterval } from "../../src/facts/ownership/timeline.ts";
import type { Trial, Trials, TrialVolume } from "../../src/facts/trials/trial.ts";
import type { Family, Plan } from "./families.ts";
import { type Chance, chanceFrom } from "./random.ts";

/** Breaks this share of the backups that it touches, from one day to another. */
export interface Culprit {
  readonly name: string;
  readonly rate: number;
  readonly from: bigint;
  readonly to: bigint;
}

export interface Truth {
  readonly nodes: readonly Culprit[];
  readonly volumes: readonly Culprit[];
  readonly proxies: readonly Culprit[];
  /** Everything, or everything by one proxy, from one moment on. */
  readonly onset: (Culprit & { readonly proxy: string | null }) | null;
}

/** A cluster, what really ailed it, and its backups: as trials, and as the rows that they would be read from. */
export interface SimulatedCluster {
  readonly plan: Plan;
  readonly truth: Truth;
  readonly nodes: readonly string[];
  readonly volumes: readonly string[];
  readonly proxies: readonly string[];
  readonly trials: Trials;
  readonly ownership: readonly OwnershipRow[];
  readonly sessions: readonly BackupSession[];
  readonly placement: readonly PlacementRow[];
}

const MINUTE = 600_000_000n;
const DAY = 1440n * MINUTE;
const BEGIN = 133_000_000_000_000_000n;
const PROOF: Proof = [{ kind: "row", file: "ownership.csv", line: 1, time: "" }];

interface Attempt {
  readonly start: bigint;
  readonly end: bigint;
  readonly isFailed: boolean;
  readonly isRetry: boolean;
}

export function simulateCluster(family: Family, seed: number): SimulatedCluster {
  const chance = chanceFrom(seed);
  const plan = family.plan(chance);
  const nodes = namesOf("HV", plan.nodes);
  const volumes = namesOf("Cluster Disk ", plan.volumes);
  const proxies = namesOf("PROXY", plan.proxies);
  const end = BEGIN + BigInt(plan.days) * DAY;
  const owners = new Map(volumes.map((volume, index) => [volume, ownersOf(volume, index, plan, nodes, end, chance)]));
  const truth = truthOf(plan, { nodes, volumes, proxies }, end, chance);
  const trials: Trial[] = [];
  const sessions: BackupSession[] = [];
  const sets = setsOf(volumes, plan.setSize, chance);
  for (let day = 0; day < plan.days; day++) {
    sets.forEach((set, index) => {
      const at = BEGIN + BigInt(day) * DAY + BigInt(chance.whole(0, 360)) * MINUTE;
      const proxy = plan.boundProxies ? proxies[index % proxies.length] : proxies[chance.whole(0, proxies.length - 1)];
      const job = `Job ${(index % 4) + 1}`;
      const attempts = attemptsOf(at, set, proxy ?? "", owners, truth, plan, chance);
      const vms = plan.machines === 0 ? [] : set.flatMap((volume) => machinesOn(volume, plan));
      const made = trialsOf(attempts, set, owners, { proxy: proxy ?? null, job, vms });
      trials.push(...made);
      const rows = attempts.flatMap((attempt) => rowsOf(attempt, set, proxy ?? null, job));
      sessions.push(...(vms.length === 0 ? rows : rows.flatMap((row) => rowsOfMachines(row, plan))));
    });
  }
  trials.sort((a, b) => Number(a.start - b.start) || (a.volumes[0].volume < b.volumes[0].volume ? -1 : 1));
  const ownership = [...owners].flatMap(([volume, intervals]) =>
    intervals.map(({ from, node }): OwnershipRow => {
      return { form: "history", file: "ownership.csv", line: 1, time: from, volume, node: node ?? "" };
    }),
  );
  return {
    plan,
    truth,
    nodes,
    volumes,
    proxies,
    ownership: ownership.map((row, index) => ({ ...row, line: index + 2 })),
    sessions: sessions.map((row, index) => ({ ...row, line: index + 2 })),
    placement: volumes.flatMap((volume) =>
      machinesOn(volume, plan).map((vm): PlacementRow => {
        return { file: "placement.csv", line: 1, time: null, vm, volume, host: null };
      }),
    ),
    trials: {
      trials,
      leftOut: [],
      failuresAlone: 0,
      hasSuccesses: trials.some(({ isFailed }) => !isFailed),
      noAttempts: null,
      proxies,
    },
  };
}

function namesOf(prefix: string, count: number): readonly [string, ...string[]] {
  const name = (number: number): string => `${prefix}${number.toString().padStart(2, "0")}`;
  return [name(1), ...Array.from({ length: count - 1 }, (_, index) => name(index + 2))];
}

function setsOf(volumes: readonly string[], size: number, chance: Chance): readonly (readonly string[])[] {
  const left = [...chance.sample(volumes, volumes.length)];
  const sets: string[][] = [];
  while (left.length > 0) sets.push(left.splice(0, chance.whole(1, size)).sort());
  return sets;
}

function ownersOf(
  volume: string,
  index: number,
  plan: Plan,
  nodes: readonly [string, ...string[]],
  end: bigint,
  chance: Chance,
): readonly OwnershipInterval[] {
  let node = plan.homes ? (nodes[index % nodes.length] ?? nodes[0]) : chance.pick(nodes);
  let from = BEGIN - DAY;
  const intervals: OwnershipInterval[] = [];
  const hold = (to: bigint | null): void => {
    intervals.push({ from, to, node, certainty: "certain", claims: [node], sources: PROOF });
  };
  for (;;) {
    const days = plan.movesPerVolumeAndDay === 0 ? 1e6 : -Math.log(1 - chance.share()) / plan.movesPerVolumeAndDay;
    const next = from + BigInt(Math.ceil(days * 1440)) * MINUTE;
    if (next >= end) break;
    hold(next);
    const others = nodes.filter((other) => other !== node);
    node = chance.pick([others[0] ?? node, ...others.slice(1)]);
    from = next;
  }
  hold(null);
  return intervals;
}

function truthOf(
  plan: Plan,
  names: Readonly<Record<"nodes" | "volumes" | "proxies", readonly string[]>>,
  end: bigint,
  chance: Chance,
): Truth {
  const always = (name: string): Culprit => ({ name, rate: chance.between(0.8, 1), from: BEGIN - DAY, to: end + DAY });
  const middle = (): bigint => BEGIN + BigInt(Math.floor(chance.between(0.2, 0.8) * plan.days * 1440)) * MINUTE;
  const changing = (name: string): Culprit =>
    chance.happens(0.6) ? { ...always(name), from: middle() } : { ...always(name), to: middle() };
  const proxies = chance.sample(names.proxies, plan.badProxies).map(always);
  const proxy = plan.onset === "proxy" ? (chance.sample(names.proxies, 1)[0] ?? null) : null;
  return {
    nodes: chance.sample(names.nodes, plan.badNodes).map(plan.changes ? changing : always),
    volumes: chance.sample(names.volumes, plan.badVolumes).map(always),
    proxies,
    onset: plan.onset === null ? null : { ...always("onset"), proxy, from: middle() },
  };
}

type Owners = ReadonlyMap<string, readonly OwnershipInterval[]>;

function ownerDuring(intervals: readonly OwnershipInterval[], from: bigint, to: bigint): OwnerDuring {
  const within = intervals.filter((one) => (one.from ?? 0n) <= to && (one.to === null || one.to > from));
  const [interval] = within;
  if (within.length > 1) return { kind: "moved", nodes: within.map(({ node }) => node ?? "") };
  if (interval?.node === undefined || interval.node === null) return { kind: "unknown" };
  return { kind: "owned", node: interval.node, certainty: "certain", interval };
}

function attemptsOf(
  at: bigint,
  set: readonly string[],
  proxy: string,
  owners: Owners,
  truth: Truth,
  plan: Plan,
  chance: Chance,
): readonly Attempt[] {
  const attempts: Attempt[] = [];
  for (let start = at; ; ) {
    const end = start + BigInt(chance.whole(5, 45)) * MINUTE;
    const isFailed = fails(start, set, proxy, owners, truth, plan, chance);
    attempts.push({ start, end, isFailed, isRetry: attempts.length > 0 });
    if (!isFailed || attempts.length > 3 || !chance.happens(plan.retries)) return attempts;
    start = end + 10n * MINUTE;
  }
}

/** What breaks a backup is there when the snapshot is made, which is when it starts. */
function fails(
  at: bigint,
  set: readonly string[],
  proxy: string,
  owners: Owners,
  { nodes, volumes, proxies, onset }: Truth,
  { noise }: Plan,
  chance: Chance,
): boolean {
  const strikes = ({ from, to, rate }: Culprit): boolean => at >= from && at < to && chance.happens(rate);
  const held = new Set(set.map((volume) => owners.get(volume)?.findLast(({ from }) => (from ?? 0n) <= at)?.node ?? ""));
  const struck = [
    ...nodes.filter(({ name }) => held.has(name)),
    ...volumes.filter(({ name }) => set.includes(name)),
    ...proxies.filter(({ name }) => name === proxy),
    ...(onset !== null && (onset.proxy === null || onset.proxy === proxy) ? [onset] : []),
  ].filter(strikes);
  return struck.length > 0 || chance.happens(noise);
}

/** A retry under the same owners is no trial of its own. */
function trialsOf(
  attempts: readonly Attempt[],
  set: readonly string[],
  owners: Owners,
  way: Pick<Trial, "proxy" | "job" | "vms">,
): readonly Trial[] {
  const trials: Trial[] = [];
  let heldBefore = "";
  for (const { start, end, isFailed } of attempts) {
    const volumes = set.map((volume): TrialVolume => {
      return { volume, owner: ownerDuring(owners.get(volume) ?? [], start, end) };
    });
    const held = volumes
      .map(({ owner }) => (owner.kind === "owned" ? owner.node : owner.kind === "moved" ? owner.nodes.join() : ""))
      .join(";");
    const [first, ...others] = volumes;
    const last = trials.at(-1);
    if (first === undefined) return trials;
    if (held === heldBefore && last !== undefined) trials.splice(-1, 1, { ...last, attempts: last.attempts + 1 });
    else {
      trials.push({
        start,
        end,
        isFailed,
        volumes: [first, ...others],
        ...way,
        vmHosts: [],
        attempts: 1,
        passedAgain: false,
        evidence: () => PROOF,
      });
    }
    heldBefore = held;
  }
  return trials;
}

function machinesOn(volume: string, { machines }: Plan): readonly string[] {
  return Array.from({ length: machines }, (_, index) => `${volume.replace("Cluster Disk ", "app-")}-${index + 1}`);
}

/** As lists of machines have it: each with the time and the outcome of their volume's one snapshot, which none tells. */
function rowsOfMachines(row: BackupSession, plan: Plan): readonly BackupSession[] {
  return machinesOn(row.volume ?? "", plan).map((vm) => ({ ...row, vm, volume: null }));
}

function rowsOf(
  { start, end, isFailed, isRetry }: Attempt,
  set: readonly string[],
  proxy: string | null,
  job: string,
): readonly BackupSession[] {
  return set.map((volume) => ({
    file: "sessions.csv",
    line: 1,
    start,
    end,
    result: isFailed ? "failed" : "success",
    volume,
    vm: null,
    host: null,
    proxy,
    job,
    isRetry,
    snapshot: set.length > 1 ? `${job} ${set.join("+")} ${start}` : null,
    run: null,
    isTimeAmbiguous: false,
  }));
}
