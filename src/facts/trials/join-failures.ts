import type { Proof } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import type { Volumes } from "../ownership/volumes.ts";
import { type Attempt, changed, compareAttempts, NO_MAKERS } from "./attempt.ts";
import type { ImportFailure } from "./import-failures.ts";
import type { Naming } from "./naming.ts";
import { vmKey } from "./placements.ts";
import type { LeftOutAttempts } from "./trial.ts";

export interface JoinedFailures {
  /** Those given, with the failures that are further proof of them, and one for each failure that alone tells its volume. */
  readonly attempts: readonly Attempt[];
  readonly leftOut: readonly LeftOutAttempts[];
}

interface Join {
  readonly attempts: readonly Attempt[];
  readonly failures: readonly ImportFailure[];
  readonly volumes: Pick<Volumes, "nameOf">;
  readonly naming: Naming;
  /** FILETIME ticks by which clocks may differ. */
  readonly tolerance: bigint;
}

/**
 * To which attempt does a failed import belong? By the snapshot set, the volume or the machine that its texts name, else
 * by time and proxy where one attempt alone fits. One that fits several is evidence for none.
 */
export function joinFailures({ attempts, failures, volumes, naming, tolerance }: Join): JoinedFailures {
  if (failures.length === 0) return { attempts, leftOut: [] };
  const bySnapshot = new Map(
    attempts.flatMap((attempt) => (attempt.snapshot === null ? [] : [[attempt.snapshot, attempt] as const])),
  );
  const vms = new Set(attempts.flatMap((attempt) => attempt.vms.map(vmKey)));
  const running = new RunningAttempts(attempts, tolerance);
  const proofsOf = new Map<Attempt, ImportFailure[]>();
  const alone: Attempt[] = [];
  const leftOut = new Map<string, { count: number; evidence: Proof }>();
  const leave = (code: string, { evidence }: ImportFailure): void => {
    const known = leftOut.get(code);
    if (known === undefined) leftOut.set(code, { count: 1, evidence });
    else known.count++;
  };
  const prove = (attempt: Attempt, failure: ImportFailure): void => {
    // One that went well after all was tried again inside the product.
    if (!attempt.isFailed) leave("failure-within-success", failure);
    else proofsOf.set(attempt, [...(proofsOf.get(attempt) ?? []), failure]);
  };
  for (const failure of failures) {
    const ofSnapshot = failure.guids.map((guid) => bySnapshot.get(guid)).find((attempt) => attempt !== undefined);
    if (ofSnapshot !== undefined) {
      prove(ofSnapshot, failure);
      continue;
    }
    const named = namedVolumes(failure, volumes);
    const namedVms = failure.names.map(vmKey).filter((name) => vms.has(name));
    const fitting = running
      .at(failure)
      .filter((attempt) => named.length === 0 || attempt.volumes.some((volume) => named.includes(volume)))
      .filter((attempt) => namedVms.length === 0 || attempt.vms.some((vm) => namedVms.includes(vmKey(vm))));
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) prove(only, failure);
    else if (only !== undefined) leave("ambiguous-failure", failure);
    else if (named.length > 0) alone.push(attemptOf(failure, named));
    else leave("failure-without-attempt", failure);
  }
  return {
    attempts: [...attempts.map((attempt) => withFailures(attempt, proofsOf.get(attempt) ?? [])), ...alone],
    leftOut: [...leftOut]
      .map(([code, { count, evidence }]) => ({ code, count, evidence }))
      .sort((a, b) => compareText(a.code, b.code)),
  };

  function attemptOf({ proxy, time, evidence }: ImportFailure, ofVolumes: readonly string[]): Attempt {
    return {
      start: time,
      end: time,
      uncertainty: 0n,
      isFailed: true,
      volumes: ofVolumes.map((volume) => naming.volume(volume)),
      proxy,
      job: null,
      vms: [],
      vmHosts: [],
      isRetry: null,
      snapshot: null,
      makers: NO_MAKERS,
      evidence: () => evidence,
    };
  }
}

function namedVolumes({ guids, names }: ImportFailure, volumes: Pick<Volumes, "nameOf">): readonly string[] {
  const named = [...names, ...guids].flatMap((text) => volumes.nameOf(text) ?? []);
  return [...new Set(named)].sort(compareText);
}

function withFailures(attempt: Attempt, failures: readonly ImportFailure[]): Attempt {
  if (failures.length === 0) return attempt;
  return changed(attempt, {
    evidence: (): Proof => {
      const [first, ...rest] = attempt.evidence();
      return [first, ...rest, ...failures.flatMap(({ evidence }) => evidence)];
    },
  });
}

/** Attempts that run at a moment; asked for moments in time order, so that each attempt is looked at while it runs. */
class RunningAttempts {
  readonly #attempts: readonly Attempt[];
  readonly #tolerance: bigint;
  #next = 0;
  #running: Attempt[] = [];

  constructor(attempts: readonly Attempt[], tolerance: bigint) {
    this.#attempts = [...attempts].sort(compareAttempts);
    this.#tolerance = tolerance;
  }

  at({ time, proxy }: ImportFailure): readonly Attempt[] {
    for (;;) {
      const attempt = this.#attempts[this.#next];
      if (attempt === undefined || compareBigint(attempt.start - this.#tolerance, time) > 0) break;
      this.#running.push(attempt);
      this.#next++;
    }
    this.#running = this.#running.filter((attempt) => attempt.end + attempt.uncertainty + this.#tolerance >= time);
    return this.#running.filter((attempt) => attempt.proxy === null || attempt.proxy === proxy);
  }
}
