import { later, type Moment } from "../moment.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { BAD_NODES, DAY_SECONDS, DAYS, ownerAt, VOLUMES, type Volume, WEEK_START } from "./cluster.ts";

/** One attempt to import a volume's transportable snapshot on the proxy. */
export interface ImportAttempt {
  readonly time: Moment;
  readonly snapshotSetId: string;
  /** How long after the vendor's error VSS reports its own; null where the import went well. */
  readonly failedAfterSeconds: number | null;
}

/** One volume's backup in one night. */
export interface BackupJob {
  readonly volume: Volume;
  readonly owner: string;
  readonly start: Moment;
  readonly end: Moment;
  readonly attempts: readonly ImportAttempt[];
}

const FIRST_JOB_AT = 21 * 3_600;
const BETWEEN_JOBS = 480;
const BEFORE_RETRY = 600;
/** On Thursday this volume's job repeats its import without a pause. */
const STORM = { day: 3, volume: "Cluster Disk 8", attempts: 6, secondsApart: 9 } as const;

/** Every night's jobs in the order they start. */
export function backupJobs(random: SeededRandom): readonly BackupJob[] {
  return Array.from({ length: DAYS }, (_, day) =>
    VOLUMES.map((volume, position) => {
      const seconds = day * DAY_SECONDS + FIRST_JOB_AT + position * BETWEEN_JOBS + random.between(0, 45);
      return backupJob(volume, day, later(WEEK_START, seconds), random);
    }),
  ).flat();
}

function backupJob(volume: Volume, day: number, start: Moment, random: SeededRandom): BackupJob {
  const owner = ownerAt(volume, start);
  const imports = later(start, random.between(40, 90));
  const attempts = BAD_NODES.has(owner)
    ? failedAttempts(volume, day, imports, random)
    : [{ time: imports, snapshotSetId: random.guid(), failedAfterSeconds: null }];
  const last = attempts.at(-1)?.time ?? imports;
  const end = BAD_NODES.has(owner) ? later(last, 70) : later(last, random.between(240, 380));
  return { volume, owner, start, end, attempts };
}

/** A failed import is tried again twice, ten minutes apart; the storm's six attempts follow on one another. */
function failedAttempts(volume: Volume, day: number, first: Moment, random: SeededRandom): readonly ImportAttempt[] {
  const storm = day === STORM.day && volume.name === STORM.volume;
  return Array.from({ length: storm ? STORM.attempts : 3 }, (_, attempt) => ({
    time: later(first, storm ? attempt * STORM.secondsApart : attempt * BEFORE_RETRY + random.between(0, 20)),
    snapshotSetId: random.guid(),
    failedAfterSeconds: storm ? random.between(1, 4) : random.between(2, 55),
  }));
}
