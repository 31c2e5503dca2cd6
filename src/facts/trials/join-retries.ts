import type { Attempt } from "./attempt.ts";
import { JoinedTrial, ownerOf, type PlacedAttempt, vmPart, volumePart } from "./joined-trial.ts";
import { vmKey } from "./placements.ts";
import { RecentTrials } from "./recent-trials.ts";
import type { Trial } from "./trial.ts";
import type { UsualPauses } from "./usual-pauses.ts";

const MINUTE_TICKS = 600_000_000n;
/** A retry so long after the attempt before it is another night's. */
const LONGEST_PAUSE = 24n * 60n * MINUTE_TICKS;
/** Where nothing tells how often a job runs: what follows as fast as this on a failure, or on the rest of its job's run. */
const TAKEN_FOR_RETRY = 30n * MINUTE_TICKS;
/** Hourly backups that fail all day are no chain of retries; products try three to five times. */
const MOST_TAKEN_FOR_RETRIES = 5;

/** A trial in its place among all, and the run of its job in which it was tried last; null: of no job that is told. */
interface Known {
  readonly trial: JoinedTrial;
  readonly at: number;
  run: number | null;
}

/**
 * A retry under the same owner is no second trial: what the first attempt met counts. Under another owner it is one. Of a
 * set that failed, products try again what failed: some of its volumes or machines are still the same trial.
 * `placed`: in total order.
 */
export function joinRetries(
  placed: Iterable<PlacedAttempt>,
  usualPause: UsualPauses,
  asked: AskedRetries,
): readonly Trial[] {
  const trials: JoinedTrial[] = [];
  const latest = new LatestTrials(usualPause, asked);
  const runs = new RunningJobs();
  for (const next of placed) {
    const run = runs.runOf(next.attempt);
    const before = latest.retriedBy(next, run);
    if (before !== null) {
      before.trial.add(next.attempt);
      before.run = run;
      continue;
    }
    const trial = new JoinedTrial(next);
    latest.set(next, { trial, at: trials.length, run });
    trials.push(trial);
  }
  return trials;
}

/**
 * A product tries again what failed when the job is through with all the rest, hours later maybe. A run of a job is what
 * follows on each other as fast as a retry.
 */
class RunningJobs {
  readonly #latest = new Map<string, { end: bigint; number: number }>();

  /** Asked in order of time. */
  runOf({ job, start, end }: Attempt): number | null {
    if (job === null) return null;
    const latest = this.#latest.get(job);
    if (latest === undefined) {
      this.#latest.set(job, { end, number: 0 });
      return 0;
    }
    if (start - latest.end > TAKEN_FOR_RETRY) latest.number++;
    if (end > latest.end) latest.end = end;
    return latest.number;
  }
}

/** What attempts may be, so that nothing is kept that none of hundreds of thousands asks for. */
export interface AskedRetries {
  /** Some are told to be retries. */
  readonly told: boolean;
  /** Of some nothing tells it. */
  readonly untold: boolean;
}

export function askedRetries(attempts: readonly Attempt[]): AskedRetries {
  return {
    told: attempts.some(({ isRetry }) => isRetry === true),
    untold: attempts.some(({ isRetry }) => isRetry === null),
  };
}

/** What is told to be a retry may go by another job or proxy; what is only taken for one may not. */
class LatestTrials {
  readonly #usualPause: UsualPauses;
  readonly #asked: AskedRetries;
  /** By all that was backed up, and by that and how. */
  readonly #ofSubject = new RecentTrials<Known>();
  /** Failed ones by each of their volumes and machines, and by that and how. */
  readonly #ofPart = new RecentTrials<Known>();

  constructor(usualPause: UsualPauses, asked: AskedRetries) {
    this.#usualPause = usualPause;
    this.#asked = asked;
  }

  /** null: it is no retry. */
  retriedBy(next: PlacedAttempt, run: number | null): Known | null {
    const { attempt } = next;
    this.#ofSubject.pass(attempt.start);
    this.#ofPart.pass(attempt.start);
    if (attempt.isRetry === false) return null;
    const way = attempt.isRetry === true ? "" : wayOf(attempt);
    const same = this.#ofSubject.get(way + subjectOf(next));
    if (same !== undefined && hasOwnersOf(same.trial, next) && this.#isRetryOf(same, attempt, run)) return same;
    for (const part of [...attempt.vms.slice(0, 1).map(vmPart), volumePart(next.volumes[0].volume)]) {
      const whole = this.#ofPart.get(way + part);
      // Tried by itself since, it is another matter.
      if (whole === undefined || (same !== undefined && same.at >= whole.at)) continue;
      const { trial } = whole;
      if (trial.attempts === 1 && isAnotherNight(attempt.start - trial.end)) continue;
      if (trial.mayBeRetriedBy(next) && this.#isRetryOf(whole, attempt, run)) return whole;
    }
    return null;
  }

  #isRetryOf(known: Known, attempt: Attempt, run: number | null): boolean {
    const tries = known.trial.triesOf(attempt);
    const pause = attempt.start - tries.end;
    if (attempt.isRetry === true) return !isAnotherNight(pause);
    // What began before the other ended ran beside it.
    if (!tries.isFailed || pause < 0n || tries.count >= MOST_TAKEN_FOR_RETRIES || isAnotherNight(pause)) return false;
    const usual = attempt.job === null ? null : this.#usualPause(attempt.job);
    // After half of its usual pause it may have come by its schedule.
    if (usual !== null) return (attempt.start - tries.start) * 2n < usual;
    return pause <= TAKEN_FOR_RETRY || (run !== null && run === known.run);
  }

  set(next: PlacedAttempt, known: Known): void {
    const { attempt, volumes } = next;
    const { told, untold } = this.#asked;
    if (!told && !untold) return;
    const subject = subjectOf(next);
    const way = untold ? wayOf(attempt) : "";
    if (told) this.#ofSubject.set(subject, known);
    if (untold) this.#ofSubject.set(way + subject, known);
    if (!attempt.isFailed) return;
    for (const part of [...attempt.vms.map(vmPart), ...volumes.map(({ volume }) => volumePart(volume))]) {
      if (told) this.#ofPart.set(part, known);
      if (untold) this.#ofPart.set(way + part, known);
    }
  }
}

/** What was backed up: volumes, and machines where their rows are no snapshot's. */
function subjectOf({ attempt: { vms, snapshot }, volumes }: PlacedAttempt): string {
  let subject = "";
  for (const { volume } of volumes) subject += `${volume}\n`;
  if (snapshot === null) for (const vm of vms) subject += `\n${vmKey(vm)}`;
  return subject;
}

/** How. */
function wayOf({ job, proxy }: Attempt): string {
  return `${job ?? ""}\n${proxy ?? ""}\n\n`;
}

function hasOwnersOf({ volumes: before }: JoinedTrial, { volumes }: PlacedAttempt): boolean {
  return volumes.every((one, at) => {
    const other = before[at];
    return other !== undefined && ownerOf(one) === ownerOf(other);
  });
}

function isAnotherNight(pause: bigint): boolean {
  return pause > LONGEST_PAUSE;
}
