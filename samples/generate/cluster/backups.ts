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
  readonly options: Pick<ClusterOptions, "daysBefore" | "nights" | "stormNight" | "isolatedFailures" | "sickVolume">;
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
export function planBackups(nights: Nights, random: SeededRandom): readonly BackupJob[] {
  const { firstMoment, options, nodes, volumes } = nights;
  const bad = new Set(nodes.filter(({ isBad }) => isBad).map(({ name }) => name));
  const jobs: BackupJob[] = [];
  for (let night = 0; night < options.nights; night += 1) {
    const day = options.daysBefore + night;
    let next = later(dayAt(firstMoment, day, FIRST_JOB_HOUR), random.between(0, 20));
    for (const [index, volume] of volumes.entries()) {
      const job = planJob({ ...nights, bad, night, volume, number: index + 1, before: jobs }, next, random);
      jobs.push(job);
      next = later(job.end, random.between(15, 40));
    }
    if (next > dayAt(firstMoment, day, LAST_JOB_HOUR)) {
      throw new RangeError(`The backups of night ${night} run into working hours: plan fewer volumes.`);
    }
  }
  return jobs;
}

interface NextJob extends Nights {
  readonly bad: ReadonlySet<string>;
  readonly night: number;
  readonly volume: Volume;
  /** Of the volume, counts from 1. */
  readonly number: number;
  readonly before: readonly BackupJob[];
}

function planJob(job: NextJob, from: Moment, random: SeededRandom): BackupJob {
  const { options, ownerAt, bad, night, volume, number } = job;
  const start = jittered(from, random);
  const owner = ownerAt(volume, start);
  const isSick = options.sickVolume === number;
  const isFailed = isSick || bad.has(owner);
  const first = later(start, random.between(40, 90));
  const isIsolated = options.isolatedFailures.some((one) => one.night === night && one.volume === number);
  const attempts = isSick
    ? failedAttempts(first, false, random)
    : isFailed
      ? badOwnersAttempts(job, first, random)
      : [...(isIsolated ? [failedAttempt(first, false, random)] : []), goodAttempt(first, isIsolated, random)];
  const last = attempts.at(-1)?.time ?? first;
  const end = jittered(later(last, isFailed ? 70 : random.between(240, 380)), random);
  return { night, volume, owner, start, end, attempts, isFailed };
}

function badOwnersAttempts(
  { options, night, before }: NextJob,
  first: Moment,
  random: SeededRandom,
): readonly ImportAttempt[] {
  const failed = before.filter(({ isFailed }) => isFailed);
  const isStorm = options.stormNight === night && failed.every((job) => job.night !== night);
  return isStorm
    ? stormOfAttempts(first, random)
    : failedAttempts(first, failed.length % SHOWN_IN_ONE_OF === 0, random);
}

/** Six attempts that follow on one another. */
function stormOfAttempts(first: Moment, random: SeededRandom): readonly ImportAttempt[] {
  return Array.from({ length: STORM.attempts }, (_, attempt) => {
    const time = later(first, attempt * STORM.secondsApart);
    return { time, snapshotSetId: random.guid(), failedAt: later(time, 1 + random.next() * 3), shownAt: null };
  });
}

/** A failed import is tried again twice, ten minutes apart. */
function failedAttempts(first: Moment, isShown: boolean, random: SeededRandom): readonly ImportAttempt[] {
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
