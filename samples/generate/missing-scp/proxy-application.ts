import type { EventToWrite } from "../evtx/index.ts";
import { jittered, later, type Moment, moment, secondsBetween } from "../moment.ts";
import type { SeededRandom } from "../seeded-random.ts";
import {
  browserUpdaterStopped,
  installerTransaction,
  softwareProtectionCycle,
  userProfileService,
  wmiStarted,
} from "../windows-events/application.ts";
import {
  arrayUnreachable,
  STORAGE_VENDOR,
  snapshotAlreadyMounted,
  snapshotImported,
  snapshotReleased,
} from "../windows-events/storage-vendor.ts";
import { vssIdleShutdown, vssProviderRoutineFailed } from "../windows-events/vss.ts";
import type { BackupJob, ImportAttempt } from "./backups.ts";
import { DAY_SECONDS, DAYS, PROXY, WEEK_START } from "./cluster.ts";

const VSS_IDLE_SECONDS = 180;
/** A vendor's error in working hours, hours away from any import. */
const ARRAY_UNREACHABLE_AT = moment("2026-09-09T11:20:00Z");

/** The off-host proxy's Application log, in time order. */
export function proxyApplicationLog(jobs: readonly BackupJob[], random: SeededRandom): readonly EventToWrite[] {
  const events = [
    ...jobs.flatMap((job) => jobEvents(job, random)),
    ...vssShutdowns(jobs, random),
    ...ordinaryEvents(random),
    arrayUnreachable(PROXY, jittered(ARRAY_UNREACHABLE_AT, random)),
  ];
  return inTimeOrder(events);
}

/** Stable: events of one moment keep the order they were made in. */
export function inTimeOrder(events: readonly EventToWrite[]): readonly EventToWrite[] {
  return events.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function jobEvents(job: BackupJob, random: SeededRandom): readonly EventToWrite[] {
  const { serial } = job.volume;
  return job.attempts.flatMap((attempt) => {
    const time = jittered(attempt.time, random);
    if (attempt.failedAfterSeconds === null) {
      return [snapshotImported(PROXY, time, serial), snapshotReleased(PROXY, jittered(job.end, random), serial)];
    }
    const failedAt = later(time, attempt.failedAfterSeconds + random.next() * 0.9);
    return [snapshotAlreadyMounted(PROXY, time, serial), importFailure(attempt, failedAt, random)];
  });
}

function importFailure(attempt: ImportAttempt, time: Moment, random: SeededRandom): EventToWrite {
  return vssProviderRoutineFailed(PROXY, time, random.between(2_000, 9_999), {
    providerId: STORAGE_VENDOR.providerId,
    routine: "LocateLuns(1)",
    result: "0x8004230f, The shadow copy provider had an unexpected error while trying to process the operation.\r\n",
    operation: ["Importing the snapshot set"],
    context: [
      ["Execution Context", "Coordinator"],
      ["Provider ID", STORAGE_VENDOR.providerId],
      ["Provider Name", STORAGE_VENDOR.source],
      ["Snapshot Set ID", attempt.snapshotSetId],
    ],
  });
}

/** The VSS service stops three minutes after its last work, unless the next work comes first. */
function vssShutdowns(jobs: readonly BackupJob[], random: SeededRandom): readonly EventToWrite[] {
  const work = jobs
    .flatMap((job) => [...job.attempts.map(({ time }) => later(time, 60)), job.end])
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return work.flatMap((time, index) => {
    const next = work[index + 1];
    if (next !== undefined && secondsBetween(time, next) < VSS_IDLE_SECONDS + 60) return [];
    return [vssIdleShutdown(PROXY, jittered(later(time, VSS_IDLE_SECONDS), random), random.between(2_000, 9_999))];
  });
}

function ordinaryEvents(random: SeededRandom): readonly EventToWrite[] {
  const start = jittered(later(WEEK_START, 5 * 3_600), random);
  const daily = Array.from({ length: DAYS }, (_, day) => {
    const midnight = later(WEEK_START, day * DAY_SECONDS);
    const cycles = Array.from({ length: 12 }, (_cycle, index) =>
      softwareProtectionCycle(PROXY, jittered(later(midnight, index * 7_200 + random.between(0, 3_000)), random)),
    );
    return [
      ...cycles.flat(),
      browserUpdaterStopped(PROXY, jittered(later(midnight, random.between(30_000, 70_000)), random)),
      ...installerTransaction(
        PROXY,
        jittered(later(midnight, random.between(7_000, 18_000)), random),
        `C:\\Windows\\Installer\\${random.between(0x10000, 0xfffff).toString(16)}.msi`,
        random.between(1_000, 9_999),
      ),
    ];
  });
  return [
    userProfileService(PROXY, start, 1531),
    ...wmiStarted(PROXY, later(start, 4)),
    ...daily.flat(),
    userProfileService(PROXY, later(WEEK_START, DAYS * DAY_SECONDS - 60), 1532),
  ];
}
