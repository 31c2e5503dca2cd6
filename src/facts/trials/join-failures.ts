import type { Proof } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { type Attempt, changed, compareAttempts, NO_MAKERS } from "./attempt.ts";
import type { ImportFailure } from "./import-failures.ts";
import { type NamedInFailure, type NamesGiven, namesOfFailures } from "./names-of-failures.ts";
import type { Naming } from "./naming.ts";
import { vmKey } from "./placements.ts";
import { SnapshotParts } from "./snapshot-parts.ts";
import type { LeftOutAttempts } from "./trial.ts";
import type { TrialClocks } from "./trial-clocks.ts";

export interface JoinedFailures {
  /**
   * Those given, with the failures that are further proof of them, and one for each failure that alone tells its volume, or a
   * machine whose volumes are known.
   */
  readonly attempts: readonly Attempt[];
  readonly leftOut: readonly LeftOutAttempts[];
}

export interface JoinGiven extends NamesGiven {
  readonly failures: readonly ImportFailure[];
  readonly clocks: TrialClocks;
}

/**
 * To which attempt does a failed import belong? By the snapshot set, the volume or the machine that its texts name, else
 * by time and proxy where one attempt alone fits. One that fits several is evidence for none.
 */
export function joinFailures(given: JoinGiven): JoinedFailures {
  const { attempts, failures, naming, clocks } = given;
  if (failures.length === 0) return { attempts, leftOut: [] };
  const ofSnapshots = new SnapshotParts(attempts);
  const namesOf = namesOfFailures(given);
  const running = new RunningAttempts(attempts, clocks);
  const namesOfAttempts = new NamesOfAttempts();
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
    else {
      const known = proofsOf.get(attempt);
      if (known === undefined) proofsOf.set(attempt, [failure]);
      else known.push(failure);
    }
  };
  for (const failure of failures) {
    const parts = failure.guids
      .map((guid) => ofSnapshots.of(guid, failure.time))
      .find((attempts) => attempts.length > 0);
    if (parts !== undefined) {
      const [first = null] = parts;
      const part = parts.length === 1 ? first : partOf(parts, namesOf(failure), namesOfAttempts);
      if (part === null) leave("ambiguous-failure", failure);
      else prove(part, failure);
      continue;
    }
    if (clocks.isLost(failure.proxy)) {
      leave("failure-at-unknown-time", failure);
      continue;
    }
    const named = namesOf(failure);
    const fitting = running.at(failure).filter((attempt) => namesOfAttempts.areIn(attempt, named));
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) prove(only, failure);
    else if (only !== undefined) leave("ambiguous-failure", failure);
    else if (named.volumes.length + named.volumesOfMachines.length > 0) alone.push(attemptOf(failure, named, naming));
    else leave("failure-without-attempt", failure);
  }
  return {
    attempts: [...attempts.map((attempt) => withFailures(attempt, proofsOf.get(attempt) ?? [])), ...alone],
    leftOut: [...leftOut]
      .map(([code, { count, evidence }]) => ({ code, count, failed: count, evidence }))
      .sort((a, b) => compareText(a.code, b.code)),
  };
}

/** Whichever its texts name, else the only one that failed; null: nothing decides. */
function partOf(parts: readonly Attempt[], named: NamedInFailure, names: NamesOfAttempts): Attempt | null {
  const fitting = parts.filter((part) => names.areIn(part, named));
  const meant = fitting.length === 0 ? parts : fitting;
  if (meant.length === 1) return meant[0] ?? null;
  const failed = meant.filter(({ isFailed }) => isFailed);
  return failed.length === 1 ? (failed[0] ?? null) : null;
}

/** A set may have a hundred thousand machines, and be asked about for every failure while it ran. */
class NamesOfAttempts {
  readonly #machines = new Map<Attempt, ReadonlySet<string>>();
  readonly #volumes = new Map<Attempt, ReadonlySet<string>>();

  /** Where an attempt's list names no machines, a machine that is named speaks by its volumes. */
  areIn(attempt: Attempt, { volumes, machines, volumesOfMachines }: NamedInFailure): boolean {
    if (volumes.length > 0 && !this.#hasVolume(attempt, volumes)) return false;
    if (machines.length === 0) return true;
    if (attempt.vms.length === 0) return this.#hasVolume(attempt, volumesOfMachines);
    const own = this.#machines.get(attempt) ?? new Set(attempt.vms.map(vmKey));
    this.#machines.set(attempt, own);
    return machines.some((machine) => own.has(machine));
  }

  #hasVolume(attempt: Attempt, volumes: readonly string[]): boolean {
    const own = this.#volumes.get(attempt) ?? new Set(attempt.volumes);
    this.#volumes.set(attempt, own);
    return volumes.some((volume) => own.has(volume));
  }
}

/** As a list's row of that volume, or of that machine with all its volumes, would be. */
function attemptOf({ proxy, time, evidence }: ImportFailure, named: NamedInFailure, naming: Naming): Attempt {
  return {
    start: time,
    end: time,
    uncertainty: 0n,
    isFailed: true,
    volumes: named.volumes.length > 0 ? named.volumes : named.volumesOfMachines,
    proxy,
    job: null,
    vms: named.spelledMachines,
    vmHosts: [...new Set(named.hostsOfMachines.map((host) => naming.host(host, time)))].sort(compareText),
    isRetry: null,
    snapshot: null,
    run: null,
    makers: NO_MAKERS,
    evidence: () => evidence,
  };
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
  readonly #clocks: TrialClocks;
  /** Proxies whose clocks may be off by the same look at the same attempts. */
  readonly #within = new Map<bigint, { next: number; running: Attempt[] }>();

  constructor(attempts: readonly Attempt[], clocks: TrialClocks) {
    this.#attempts = [...attempts].sort(compareAttempts);
    this.#clocks = clocks;
  }

  at({ time, proxy }: ImportFailure): readonly Attempt[] {
    const tolerance = this.#clocks.of(proxy);
    const state = this.#within.get(tolerance) ?? { next: 0, running: [] };
    this.#within.set(tolerance, state);
    for (;;) {
      const attempt = this.#attempts[state.next];
      if (attempt === undefined || compareBigint(attempt.start - tolerance, time) > 0) break;
      state.running.push(attempt);
      state.next++;
    }
    state.running = state.running.filter((attempt) => attempt.end + attempt.uncertainty + tolerance >= time);
    return state.running.filter((attempt) => attempt.proxy === null || attempt.proxy === proxy);
  }
}
