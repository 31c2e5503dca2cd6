import type { Proof } from "../../evidence/index.ts";
import type { Attempt } from "./attempt.ts";
import { vmKey } from "./placements.ts";
import type { Trial, TrialVolume } from "./trial.ts";

const MINUTE_TICKS = 600_000_000n;
/** A retry so long after the attempt before it is another night's. */
const LONGEST_PAUSE = 24n * 60n * MINUTE_TICKS;
/** Where nothing tells whether it is one: what follows on a failure of the same job as fast as this. */
const TAKEN_FOR_RETRY = 30n * MINUTE_TICKS;
/** Hourly backups that fail all day are no chain of retries; products try three to five times. */
const MOST_TAKEN_FOR_RETRIES = 5;
const MOST_PROOFS = 24;

/** An attempt with the owners of its volumes, at least one. */
export interface PlacedAttempt {
  readonly attempt: Attempt;
  readonly volumes: readonly [TrialVolume, ...TrialVolume[]];
}

/**
 * A retry under the same owner is no second trial: what the first attempt met counts. Under another owner it is one.
 * `placed`: in total order.
 */
export function joinRetries(placed: Iterable<PlacedAttempt>): readonly Trial[] {
  const trials: JoinedTrial[] = [];
  const latestOf = new Map<string, { readonly trial: JoinedTrial; readonly owners: string }>();
  for (const next of placed) {
    const subject = subjectOf(next);
    const way = wayOf(next, subject);
    const owners = ownersOf(next);
    // What is told to be a retry may go by another job or proxy; what is only taken for one may not.
    const latest = latestOf.get(next.attempt.isRetry === true ? subject : way);
    if (latest?.owners === owners && isRetryOf(latest.trial, next.attempt)) {
      latest.trial.add(next.attempt);
      continue;
    }
    const trial = new JoinedTrial(next);
    trials.push(trial);
    latestOf.set(subject, { trial, owners });
    latestOf.set(way, { trial, owners });
  }
  return trials;
}

/** Its first attempt, and what was tried again. There may be hundreds of thousands, so it copies nothing. */
class JoinedTrial implements Trial {
  readonly #first: Attempt;
  readonly volumes: readonly [TrialVolume, ...TrialVolume[]];
  #retries: Attempt[] | null = null;

  constructor({ attempt, volumes }: PlacedAttempt) {
    this.#first = attempt;
    this.volumes = volumes;
  }

  get start(): bigint {
    return this.#first.start;
  }

  get end(): bigint {
    return this.#first.end;
  }

  get isFailed(): boolean {
    return this.#first.isFailed;
  }

  get proxy(): string | null {
    return this.#first.proxy;
  }

  get job(): string | null {
    return this.#first.job;
  }

  get vms(): readonly string[] {
    return this.#first.vms;
  }

  get vmHosts(): readonly string[] {
    return this.#first.vmHosts;
  }

  get attempts(): number {
    return 1 + (this.#retries?.length ?? 0);
  }

  get last(): Attempt {
    return this.#retries?.at(-1) ?? this.#first;
  }

  add(retry: Attempt): void {
    if (this.#retries === null) this.#retries = [retry];
    else this.#retries.push(retry);
  }

  evidence(): Proof {
    if (this.#retries === null) return this.#first.evidence();
    const [first, ...rest] = this.#first.evidence();
    // A retry that went otherwise is no proof of how the first attempt went.
    const alike = this.#retries.filter(({ isFailed }) => isFailed === this.isFailed);
    return [first, ...[...rest, ...alike.flatMap((retry) => retry.evidence())].slice(0, MOST_PROOFS - 1)];
  }
}

/** What was backed up: volumes, and machines where their rows are no snapshot's. */
function subjectOf({ attempt: { vms, snapshot }, volumes }: PlacedAttempt): string {
  const machines = snapshot === null ? vms.map(vmKey) : [];
  return [...volumes.map(({ volume }) => volume), "", ...machines].join("\n");
}

/** And how. */
function wayOf({ attempt: { job, proxy } }: PlacedAttempt, subject: string): string {
  return `${job ?? ""}\n${proxy ?? ""}\n\n${subject}`;
}

function ownersOf({ volumes }: PlacedAttempt): string {
  return volumes.map(({ owner }) => (owner.kind === "owned" ? owner.node : "")).join("\n");
}

function isRetryOf({ last, attempts }: JoinedTrial, { start, isRetry }: Attempt): boolean {
  if (isRetry === false) return false;
  const pause = start - last.end;
  if (isRetry === true) return pause <= LONGEST_PAUSE;
  // What began before the other ended ran beside it.
  return last.isFailed && pause >= 0n && pause <= TAKEN_FOR_RETRY && attempts < MOST_TAKEN_FOR_RETRIES;
}
