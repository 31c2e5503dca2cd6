import type { Proof } from "../../evidence/index.ts";
import { larger, smaller } from "../../shared/ticks.ts";
import type { OwnerDuring } from "../ownership/timeline.ts";
import type { NoAttempts } from "./no-attempts.ts";

export interface TrialVolume {
  readonly volume: string;
  readonly owner: OwnerDuring;
}

/** One backup attempt with its outcome. Retries under the same owner and rows of one snapshot are one. FILETIME ticks. */
export interface Trial {
  readonly start: bigint;
  readonly end: bigint;
  readonly isFailed: boolean;
  /** At least one; several are a snapshot set, which fails as a whole. Sorted. */
  readonly volumes: readonly [TrialVolume, ...TrialVolume[]];
  readonly proxy: string | null;
  readonly job: string | null;
  /** Sorted; may be none. */
  readonly vms: readonly string[];
  /** Hosts of those machines, as far as known; sorted. */
  readonly vmHosts: readonly string[];
  /** Attempts that it sums up: itself and retries. */
  readonly attempts: number;
  /** It failed, and each of its volumes passed when tried again under the same owner: the fault comes and goes. */
  readonly passedAgain: boolean;
  /** What it stands on; made when it is asked for. */
  evidence(): Proof;
}

/** Every volume had one known owner all through: it may count for or against these owners. */
export function isFull({ volumes }: Trial): boolean {
  return volumes.every(({ owner }) => owner.kind === "owned");
}

/** From the first beginning to the last end; null without any. FILETIME ticks. */
export function spanOfBackups(trials: readonly Trial[]): { readonly from: bigint; readonly to: bigint } | null {
  return trials.reduce<{ readonly from: bigint; readonly to: bigint } | null>(
    (span, { start, end }) =>
      span === null ? { from: start, to: end } : { from: smaller(span.from, start), to: larger(span.to, end) },
    null,
  );
}

const TICKS_PER_HOUR = 36_000_000_000n;

/** `09`: the hour of the day in UTC in which it began. */
export function hourOf({ start }: Trial): string {
  return ((start / TICKS_PER_HOUR) % 24n).toString().padStart(2, "0");
}

/** Why attempts became no trials. */
export interface LeftOutAttempts {
  /** Stable: `told-by-tasks`, `told-again`, `job-failed-alone`, `volume-not-told`, `machine-not-placed`, `volume-unknown`, `outside-timeline`, `ambiguous-failure`, `failure-at-unknown-time`, `moved-in-between`, `ownership-in-conflict`, `owner-unknown` ... */
  readonly code: string;
  readonly count: number;
  /** Of them. */
  readonly failed: number;
  readonly evidence: Proof;
}

export interface Trials {
  /** By start, volume, proxy, end: a total order. */
  readonly trials: readonly Trial[];
  /** By code. */
  readonly leftOut: readonly LeftOutAttempts[];
  /** Failures in logs that fit no attempt, or not one alone, or one that passed: nobody knows whose they are. */
  readonly failuresAlone: number;
  /** false: only failures are known, so that nothing can be compared. */
  readonly hasSuccesses: boolean;
  /** null: some is known, whatever became of it. */
  readonly noAttempts: NoAttempts | null;
  /** Every proxy that an input names; sorted. */
  readonly proxies: readonly string[];
}
