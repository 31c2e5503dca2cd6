import type { Attempt } from "./attempt.ts";
import { JoinedTrial, ownerOf, type PlacedAttempt, type Tries, vmPart, volumePart } from "./joined-trial.ts";
import { vmKey } from "./placements.ts";
import type { Trial } from "./trial.ts";

const MINUTE_TICKS = 600_000_000n;
/** A retry so long after the attempt before it is another night's. */
const LONGEST_PAUSE = 24n * 60n * MINUTE_TICKS;
/** Where nothing tells whether it is one: what follows on a failure of the same job as fast as this. */
const TAKEN_FOR_RETRY = 30n * MINUTE_TICKS;
/** Hourly backups that fail all day are no chain of retries; products try three to five times. */
const MOST_TAKEN_FOR_RETRIES = 5;

/** A trial in its place among all. */
interface Known {
  readonly trial: JoinedTrial;
  readonly at: number;
}

/**
 * A retry under the same owner is no second trial: what the first attempt met counts. Under another owner it is one. Of a
 * set that failed, products try again what failed: some of its volumes or machines are still the same trial.
 * `placed`: in total order.
 */
export function joinRetries(placed: Iterable<PlacedAttempt>): readonly Trial[] {
  const trials: JoinedTrial[] = [];
  const latest = new LatestTrials();
  for (const next of placed) {
    const before = latest.retriedBy(next);
    if (before !== null) {
      before.add(next.attempt);
      continue;
    }
    const trial = new JoinedTrial(next);
    latest.set(next, { trial, at: trials.length });
    trials.push(trial);
  }
  return trials;
}

/** What is told to be a retry may go by another job or proxy; what is only taken for one may not. */
class LatestTrials {
  /** By all that was backed up, and by that and how. */
  readonly #ofSubject = new Map<string, Known>();
  /** Failed ones by each of their volumes and machines, and by that and how. */
  readonly #ofPart = new Map<string, Known>();

  /** null: it is no retry. */
  retriedBy(next: PlacedAttempt): JoinedTrial | null {
    const { attempt } = next;
    if (attempt.isRetry === false) return null;
    const way = attempt.isRetry === true ? "" : wayOf(attempt);
    const same = this.#ofSubject.get(way + subjectOf(next));
    if (same !== undefined && hasOwnersOf(same.trial, next) && isRetryOf(same.trial.triesOf(attempt), attempt)) {
      return same.trial;
    }
    for (const part of [...attempt.vms.slice(0, 1).map(vmPart), volumePart(next.volumes[0].volume)]) {
      const whole = this.#ofPart.get(way + part);
      // Tried by itself since, it is another matter.
      if (whole === undefined || (same !== undefined && same.at >= whole.at)) continue;
      const { trial } = whole;
      if (trial.attempts === 1 && isAnotherNight(attempt.start - trial.end)) continue;
      if (trial.mayBeRetriedBy(next) && isRetryOf(trial.triesOf(attempt), attempt)) return trial;
    }
    return null;
  }

  set(next: PlacedAttempt, known: Known): void {
    const { attempt, volumes } = next;
    const [subject, way] = [subjectOf(next), wayOf(attempt)];
    this.#ofSubject.set(subject, known);
    this.#ofSubject.set(way + subject, known);
    if (!attempt.isFailed) return;
    for (const part of [...attempt.vms.map(vmPart), ...volumes.map(({ volume }) => volumePart(volume))]) {
      this.#ofPart.set(part, known);
      this.#ofPart.set(way + part, known);
    }
  }
}

/** What was backed up: volumes, and machines where their rows are no snapshot's. */
function subjectOf({ attempt: { vms, snapshot }, volumes }: PlacedAttempt): string {
  const machines = snapshot === null ? vms.map(vmKey) : [];
  return [...volumes.map(({ volume }) => volume), "", ...machines].join("\n");
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

function isRetryOf({ end, isFailed, count }: Tries, { start, isRetry }: Attempt): boolean {
  const pause = start - end;
  if (isRetry === true) return !isAnotherNight(pause);
  // What began before the other ended ran beside it.
  return isFailed && pause >= 0n && pause <= TAKEN_FOR_RETRY && count < MOST_TAKEN_FOR_RETRIES;
}
