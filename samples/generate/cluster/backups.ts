import { compareBigint } from "../../../src/shared/order.ts";
import { jittered, later, type Moment } from "../moment.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { dayAt } from "./calendar.ts";
import type { ClusterOptions } from "./options.ts";
import type { BackupJob, ImportAttempt, PlannedNode, Volume } from "./plan.ts";

const FIRST_JOB_HOUR = 21;
/** Of the next day: no backup may run into working hours, in which volumes move. */
const LAST_JOB_HOUR = 24 + 7;
const ATTEMPTS = 3;
const BEFORE_RETRY = 600;
const STORM = { attempts: 6, secondsApart: 9 } as const;
/** A bad owner sees the snapshot's LUN in one of so many of its failing jobs. */
const SHOWN_IN_ONE_OF = 6;

interface Nights {
  readonly firstMoment: Moment;
  readonly options: Pick<ClusterOptions, "daysBefore" | "nights" | "stormNight" | "isolatedFailures">;
  readonly nodes: readonly PlannedNode[];
  readonly volumes: readonly Volume[];
  readonly ownerAt: (volume: Volume, time: Moment) => string;
}

export function firstBackup(firstMoment: Moment, daysBefore: number): Moment {
  return dayAt(firstMoment, daysBefore, FIRST_JOB_HOUR);
}

/**
 * Every night's jobs in the order of time: one for each volume, one after another.
 * @throws RangeError when a night's jobs run into the next morning's working hours.
 */
export function planBackups(
  { firstMoment, options, nodes, volumes, ownerAt }: Nights,
  random: SeededRandom,
): BackupJob[] {
  const bad = new Set(nodes.filter(({ isBad }) => isBad).map(({ name }) => name));
  const jobs: BackupJob[] = [];
  let failing = 0;
  for (let night = 0; night < options.nights; night += 1) {
    const day = options.daysBefore + night;
    let next = later(dayAt(firstMoment, day, FIRST_JOB_HOUR), random.between(0, 20));
    let storms = options.stormNight === night;
    for (const [index, volume] of volumes.entries()) {
      const start = jittered(next, random);
      const owner = ownerAt(volume, start);
      const first = later(start, random.between(40, 90));
      const isFailed = bad.has(owner);
      const isIsolated = options.isolatedFailures.some((one) => one.night === night && one.volume === index + 1);
      const attempts = isFailed
        ? failedAttempts(first, storms, failing % SHOWN_IN_ONE_OF === 0, random)
        : [...(isIsolated ? [failedAttempt(first, false, random)] : []), goodAttempt(first, isIsolated, random)];
      if (isFailed) {
        failing += 1;
        storms = false;
      }
      const last = attempts.at(-1)?.time ?? first;
      const end = jittered(later(last, isFailed ? 70 : random.between(240, 380)), random);
      jobs.push({ night, volume, owner, start, end, attempts, isFailed });
      next = later(end, random.between(15, 40));
    }
    if (compareBigint(next, dayAt(firstMoment, day, LAST_JOB_HOUR)) > 0) {
      throw new RangeError(`The backups of night ${night} run into working hours: plan fewer volumes.`);
    }
  }
  return jobs;
}

/** A failed import is tried again twice, ten minutes apart; a storm's six attempts follow on one another. */
function failedAttempts(
  first: Moment,
  isStorm: boolean,
  isShown: boolean,
  random: SeededRandom,
): readonly ImportAttempt[] {
  if (isStorm) {
    return Array.from({ length: STORM.attempts }, (_, attempt) => {
      const time = later(first, attempt * STORM.secondsApart);
      return { time, snapshotSetId: random.guid(), failedAt: later(time, 1 + random.next() * 3), shownAt: null };
    });
  }
  return Array.from({ length: ATTEMPTS }, (_, attempt) =>
    failedAttempt(later(first, attempt * BEFORE_RETRY + random.between(0, 20)), isShown && attempt === 0, random),
  );
}

function failedAttempt(time: Moment, isShown: boolean, random: SeededRandom): ImportAttempt {
  return {
    time,
    snapshotSetId: random.guid(),
    failedAt: later(time, 2 + random.next() * 53),
    shownAt: isShown ? later(time, 3 + random.next() * 12) : null,
  };
}

function goodAttempt(first: Moment, isRetry: boolean, random: SeededRandom): ImportAttempt {
  const time = isRetry ? later(first, BEFORE_RETRY + random.between(0, 20)) : first;
  return { time, snapshotSetId: random.guid(), failedAt: null, shownAt: null };
}
