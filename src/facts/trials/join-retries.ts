import type { Proof } from "../../evidence/index.ts";
import type { Attempt } from "./attempt.ts";
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

interface Chain {
  readonly attempts: [PlacedAttempt, ...PlacedAttempt[]];
  readonly owners: string;
}

/**
 * A retry under the same owner is no second trial: what the first attempt met counts. Under another owner it is one.
 * `placed`: in total order.
 */
export function joinRetries(placed: readonly PlacedAttempt[]): readonly Trial[] {
  const chains: Chain[] = [];
  const latestOf = new Map<string, Chain>();
  for (const next of placed) {
    const key = keyOf(next);
    const owners = ownersOf(next);
    const latest = latestOf.get(key);
    if (latest?.owners === owners && isRetryOf(latest, next.attempt)) {
      latest.attempts.push(next);
      continue;
    }
    const chain: Chain = { attempts: [next], owners };
    chains.push(chain);
    latestOf.set(key, chain);
  }
  return chains.map(trialOf);
}

/** Through another proxy it is another test. */
function keyOf({ attempt: { job, proxy, vms, snapshot }, volumes }: PlacedAttempt): string {
  const machines = snapshot === null ? vms : [];
  return [job ?? "", proxy ?? "", ...volumes.map(({ volume }) => volume), "", ...machines].join("\n");
}

function ownersOf({ volumes }: PlacedAttempt): string {
  return volumes.map(({ owner }) => (owner.kind === "owned" ? owner.node : "")).join("\n");
}

function isRetryOf({ attempts }: Chain, { start, isRetry }: Attempt): boolean {
  const before = attempts.at(-1)?.attempt;
  if (before === undefined || isRetry === false) return false;
  const pause = start - before.end;
  if (isRetry === true) return pause <= LONGEST_PAUSE;
  return before.isFailed && pause <= TAKEN_FOR_RETRY && attempts.length < MOST_TAKEN_FOR_RETRIES;
}

function trialOf({ attempts }: Chain): Trial {
  const [{ attempt, volumes }] = attempts;
  return {
    start: attempt.start,
    end: attempt.end,
    isFailed: attempt.isFailed,
    volumes,
    proxy: attempt.proxy,
    job: attempt.job,
    vms: attempt.vms,
    vmHosts: attempt.vmHosts,
    attempts: attempts.length,
    evidence: attempts.length === 1 ? attempt.evidence : (): Proof => proofOf(attempts),
  };
}

/** A retry that went otherwise is no proof of how the first attempt went. */
function proofOf([{ attempt }, ...retries]: Chain["attempts"]): Proof {
  const [first, ...rest] = attempt.evidence();
  const alike = retries.filter((retry) => retry.attempt.isFailed === attempt.isFailed);
  return [first, ...[...rest, ...alike.flatMap((retry) => retry.attempt.evidence())].slice(0, MOST_PROOFS - 1)];
}
