import { compareBigint, compareText } from "../../shared/order.ts";
import { hourOf, isFull, type Trial } from "../trials/trial.ts";
import type { CandidateKind } from "./attribution.ts";

/** What a trial has in common with others: a candidate, or something else that could explain failures. */
export type FactorKind = CandidateKind | "job" | "vm" | "vm-host" | "hour" | "everything";

export function isCandidate(kind: FactorKind): kind is CandidateKind {
  return kind === "node" || kind === "volume" || kind === "proxy";
}

/** All full trials that share one node, volume, proxy, job ... */
export interface Factor {
  readonly kind: FactorKind;
  readonly name: string;
  /** Numbers of the trials that it may break, ascending, so in time order. */
  readonly trials: Int32Array;
  /** Of all that name it. What breaks one machine leaves the others of its snapshot alone: several that fail together it does not break. */
  readonly named: Int32Array;
  readonly failed: number;
  /** Factors of its kind, itself among them. */
  readonly peers: number;
}

/** The full trials as columns. */
export interface Design {
  /** In a total order, by start first. */
  readonly trials: readonly Trial[];
  readonly failed: Uint8Array;
  readonly failures: number;
  /** By kind and name; a factor without a trial is not among them. */
  readonly factors: readonly Factor[];
  factor(kind: FactorKind, name: string): Factor | null;
}

const KINDS: readonly FactorKind[] = ["everything", "hour", "job", "node", "proxy", "vm", "vm-host", "volume"];

export function designOf(trials: readonly Trial[]): Design {
  const full = inOrder(trials.filter(isFull));
  const failed = Uint8Array.from(full, ({ isFailed }) => (isFailed ? 1 : 0));
  const byKind: Readonly<Record<FactorKind, Map<string, Numbers>>> = {
    node: new Map(),
    volume: new Map(),
    proxy: new Map(),
    job: new Map(),
    vm: new Map(),
    "vm-host": new Map(),
    hour: new Map(),
    everything: new Map(),
  };
  const touch = (kind: FactorKind, name: string, trial: number): void => {
    const names = byKind[kind];
    const touched = names.get(name);
    if (touched === undefined) names.set(name, new Numbers(trial));
    else touched.add(trial);
  };
  full.forEach((trial, number) => {
    for (const { volume, owner } of trial.volumes) {
      touch("volume", volume, number);
      if (owner.kind === "owned") touch("node", owner.node, number);
    }
    if (trial.proxy !== null && !isOwner(trial, trial.proxy)) touch("proxy", trial.proxy, number);
    if (trial.job !== null) touch("job", trial.job, number);
    for (const vm of trial.vms) touch("vm", vm, number);
    for (const host of trial.vmHosts) touch("vm-host", host, number);
    touch("hour", hourOf(trial), number);
    touch("everything", "", number);
  });
  const factors = KINDS.flatMap((kind) =>
    [...byKind[kind]].map(([name, touched]) => {
      const named = touched.all();
      const trials = breakable(kind, named, full);
      return { kind, name, trials, named, failed: failuresIn(trials, failed), peers: byKind[kind].size };
    }),
  ).sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  const found = new Map(factors.map((factor) => [`${factor.kind} ${factor.name}`, factor]));
  return {
    trials: full,
    failed,
    failures: failed.reduce((sum, one) => sum + one, 0),
    factors,
    factor: (kind, name) => found.get(`${kind} ${name}`) ?? null,
  };
}

/** The owner that backs up what it owns by itself is one computer, and no proxy beside a node. */
function isOwner({ volumes }: Trial, host: string): boolean {
  return volumes.some(({ owner }) => owner.kind === "owned" && owner.node === host);
}

/** Ascending, each once; four bytes each. */
class Numbers {
  #numbers = new Int32Array(8);
  #count = 1;

  constructor(first: number) {
    this.#numbers[0] = first;
  }

  add(number: number): void {
    if (this.#numbers[this.#count - 1] === number) return;
    if (this.#count === this.#numbers.length) {
      const more = new Int32Array(this.#count * 2);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers[this.#count] = number;
    this.#count++;
  }

  all(): Int32Array {
    return this.#numbers.slice(0, this.#count);
  }
}

/** Without failures of several machines (or hosts of machines) together. */
function breakable(kind: FactorKind, named: Int32Array, trials: readonly Trial[]): Int32Array {
  if (kind !== "vm" && kind !== "vm-host") return named;
  const isAlone = (number: number): boolean => {
    const trial = trials[number];
    return trial === undefined || !trial.isFailed || (kind === "vm" ? trial.vms : trial.vmHosts).length === 1;
  };
  return named.every(isAlone) ? named : named.filter(isAlone);
}

/** How many of these trials failed. */
export function failuresIn(trials: Int32Array, failed: Uint8Array): number {
  let failures = 0;
  for (let at = 0; at < trials.length; at++) failures += failed[trials[at] ?? 0] ?? 0;
  return failures;
}

/** Trials that start together come in one order whatever order their rows had. */
function inOrder(trials: readonly Trial[]): readonly Trial[] {
  const isSorted = trials.every((trial, index) => {
    const previous = trials[index - 1];
    return previous === undefined || compareTrials(previous, trial) <= 0;
  });
  return isSorted ? trials : trials.toSorted(compareTrials);
}

function compareTrials(a: Trial, b: Trial): number {
  return (
    compareBigint(a.start, b.start) ||
    compareText(a.volumes[0].volume, b.volumes[0].volume) ||
    compareText(a.proxy ?? "", b.proxy ?? "") ||
    compareBigint(a.end, b.end) ||
    compareText(volumesText(a), volumesText(b)) ||
    compareText(a.job ?? "", b.job ?? "") ||
    compareText(a.vms.join("\n"), b.vms.join("\n")) ||
    compareText(a.vmHosts.join("\n"), b.vmHosts.join("\n")) ||
    Number(a.isFailed) - Number(b.isFailed) ||
    a.attempts - b.attempts
  );
}

function volumesText({ volumes }: Trial): string {
  return volumes.map(({ volume, owner }) => `${volume}\n${owner.kind === "owned" ? owner.node : ""}`).join("\n");
}
