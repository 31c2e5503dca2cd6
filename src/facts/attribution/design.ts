import { compareBigint, compareText } from "../../shared/order.ts";
import { hourOf, isFull, type Trial } from "../trials/trial.ts";
import type { CandidateKind, Tally } from "./attribution.ts";

/** What a trial has in common with others: a candidate, or something else that could explain failures. */
export type FactorKind = CandidateKind | "job" | "vm" | "vm-host" | "hour" | "everything";

export function isCandidate(kind: FactorKind): kind is CandidateKind {
  return kind === "node" || kind === "volume" || kind === "proxy";
}

/** All trials that share one node, volume, proxy, job ... Of a node or volume only full ones: no other tells whose it was. */
export interface Factor {
  readonly kind: FactorKind;
  readonly name: string;
  /** Numbers of the trials that it may break, ascending, so in time order. */
  readonly trials: Int32Array;
  /** Of all that name it. What breaks one machine leaves the others of its snapshot alone: several that fail together it does not break. */
  readonly named: Int32Array;
  /** Of `trials`: full ones that failed. A failure under an untold owner may be that owner's, so it accuses nobody else. */
  readonly failed: number;
  /** Of `trials`: all that passed, full or not. Whatever touches them left them alone, whoever the owner was. */
  readonly passed: number;
  /** Factors of its kind, itself among them. */
  readonly peers: number;
}

/** The trials as columns. */
export interface Design {
  /** Full ones and those of untold owners, in a total order, by start first. */
  readonly trials: readonly Trial[];
  readonly failed: Uint8Array;
  /** 1: some volume had no one owner who is known. */
  readonly untold: Uint8Array;
  /** Of full trials: all that nodes and volumes are judged by. */
  readonly known: Tally;
  /** Of all trials: what has to do with no owner is seen in these. */
  readonly all: Tally;
  /** By kind and name; a factor without a trial is not among them. */
  readonly factors: readonly Factor[];
  factor(kind: FactorKind, name: string): Factor | null;
}

const KINDS: readonly FactorKind[] = ["everything", "hour", "job", "node", "proxy", "vm", "vm-host", "volume"];

export function designOf(trials: readonly Trial[]): Design {
  const ordered = inOrder(trials);
  const failed = Uint8Array.from(ordered, ({ isFailed }) => (isFailed ? 1 : 0));
  const untold = Uint8Array.from(ordered, (trial) => (isFull(trial) ? 0 : 1));
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
  ordered.forEach((trial, number) => {
    if (untold[number] === 1) return;
    for (const { volume, owner } of trial.volumes) {
      touch("volume", volume, number);
      if (owner.kind === "owned") touch("node", owner.node, number);
    }
  });
  ordered.forEach((trial, number) => {
    // Who owns volumes may have backed up its own.
    const isOwnProxy = (host: string): boolean => (untold[number] === 1 ? byKind.node.has(host) : isOwner(trial, host));
    if (trial.proxy !== null && !isOwnProxy(trial.proxy)) touch("proxy", trial.proxy, number);
    if (trial.job !== null) touch("job", trial.job, number);
    for (const vm of trial.vms) touch("vm", vm, number);
    for (const host of trial.vmHosts) touch("vm-host", host, number);
    touch("hour", hourOf(trial), number);
    touch("everything", "", number);
  });
  const factors = KINDS.flatMap((kind) =>
    [...byKind[kind]].map(([name, touched]) => {
      const named = touched.all();
      const own = breakable(kind, named, ordered);
      const counts = { failed: provenFailures(own, failed, untold), passed: own.length - failuresIn(own, failed) };
      return { kind, name, trials: own, named, ...counts, peers: byKind[kind].size };
    }),
  ).sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  const found = new Map(factors.map((factor) => [`${factor.kind} ${factor.name}`, factor]));
  const all: Tally = { failed: failed.reduce((sum, one) => sum + one, 0), total: ordered.length };
  return {
    trials: ordered,
    failed,
    untold,
    known: {
      failed: failed.reduce((sum, one, number) => sum + one * (1 - (untold[number] ?? 0)), 0),
      total: untold.reduce((sum, one) => sum - one, ordered.length),
    },
    all,
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

/** How many of these trials failed under owners that are known. */
function provenFailures(trials: Int32Array, failed: Uint8Array, untold: Uint8Array): number {
  let failures = 0;
  for (let at = 0; at < trials.length; at++) {
    const trial = trials[at] ?? 0;
    failures += (failed[trial] ?? 0) * (1 - (untold[trial] ?? 0));
  }
  return failures;
}

/** A failure whose trial is full: evidence for whatever touches it. */
export function isProvenFailure(trial: number, { failed, untold }: Pick<Design, "failed" | "untold">): boolean {
  return failed[trial] === 1 && untold[trial] === 0;
}

/** Those trials among which the factor's are shown and compared. */
export function wholeOf(kind: FactorKind, { known, all }: Pick<Design, "known" | "all">): Tally {
  return kind === "node" || kind === "volume" ? known : all;
}

/** All its trials, and those of them that failed, whoever owned what. */
export function tallyOf(trials: Int32Array, { failed }: Pick<Design, "failed">): Tally {
  return { failed: failuresIn(trials, failed), total: trials.length };
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
