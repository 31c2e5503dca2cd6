import { dayAt } from "../cluster/calendar.ts";
import type { BackupJob, ClusterPlan, ImportAttempt } from "../cluster/index.ts";
import type { EventLayouts } from "../event-layouts.ts";
import { compareBigint } from "../../../src/shared/order.ts";
import { jittered, later, type Moment, secondsBetween } from "../moment.ts";
import { inTimeOrder, type LogEntry, ordinary, proof } from "../sample-log.ts";
import type { SeededRandom } from "../seeded-random.ts";
import {
  browserUpdaterStopped,
  installerTransaction,
  softwareProtectionCycle,
  userProfileService,
  wmiStarted,
} from "../windows-events/application.ts";
import type { Host } from "../windows-events/host.ts";
import { STORAGE_VENDOR, type VendorReport, vendorEvent, vendorReport } from "../windows-events/storage-vendor.ts";
import { type ProviderRoutineFailure, vssIdleShutdown, vssProviderRoutineFailed } from "../windows-events/vss.ts";
import type { Bustle } from "./bustle.ts";
import { proxyHost } from "./node-life.ts";

const VSS_IDLE_SECONDS = 180;

/** How an attempt that failed shows itself. */
export type FailedAttempt = (job: BackupJob, attempt: ImportAttempt, failedAt: Moment) => readonly LogEntry[];

export interface ProxyLogOptions {
  readonly bustle: Bustle;
  readonly layouts: EventLayouts;
  /** Default: the vendor's error and VSS's own. */
  readonly failedAttempt?: FailedAttempt;
}

/** The off-host proxy's Application log in the order of time. */
export function proxyApplicationLog(
  plan: ClusterPlan,
  { bustle, layouts, failedAttempt }: ProxyLogOptions,
  random: SeededRandom,
): readonly LogEntry[] {
  const host = proxyHost(plan);
  const failed = failedAttempt ?? failedImport(host, "already-mounted", layouts, random);
  return inTimeOrder([
    ...plan.jobs.flatMap((job) => jobEntries(job, host, layouts, failed)),
    ...vssShutdowns(plan.jobs, host, random),
    ...ordinaryApplicationEntries(plan, host, bustle, random),
  ]);
}

function jobEntries(
  job: BackupJob,
  host: Host,
  layouts: EventLayouts,
  failedAttempt: FailedAttempt,
): readonly LogEntry[] {
  const { serial } = job.volume;
  return job.attempts.flatMap((attempt) => {
    if (attempt.failedAt !== null) return failedAttempt(job, attempt, attempt.failedAt);
    return ordinary([
      vendorReported(host, attempt.time, "imported", serial, layouts),
      vendorReported(host, job.end, "removed", serial, layouts),
    ]);
  });
}

export function vendorReported(
  host: Host,
  time: Moment,
  what: VendorReport["what"],
  serial: string | null,
  layouts: EventLayouts,
): LogEntry["event"] {
  return vendorEvent(host, time, what, layouts.vendorReport(vendorReport(what, serial, host.name)));
}

/** The provider's error, and VSS's own of the routine that returned it. */
export function failedImport(
  host: Host,
  reason: VendorReport["what"],
  layouts: EventLayouts,
  random: SeededRandom,
): FailedAttempt {
  return ({ volume }, { time, snapshotSetId }, failedAt) => [
    proof(vendorReported(host, time, reason, volume.serial, layouts), {
      kind: "failed-import",
      snapshotSetId,
      part: "vendor",
    }),
    proof(
      vssProviderRoutineFailed(host, failedAt, layouts.providerRoutineFailed(locateLunsFailed(snapshotSetId, random))),
      {
        kind: "failed-import",
        snapshotSetId,
        part: "vss",
      },
    ),
  ];
}

function locateLunsFailed(snapshotSetId: string, random: SeededRandom): ProviderRoutineFailure {
  return {
    providerId: STORAGE_VENDOR.providerId,
    routine: "LocateLuns(1)",
    result: "0x8004230f, The shadow copy provider had an unexpected error while trying to process the operation.\r\n",
    operation: ["Importing the snapshot set"],
    context: [
      ["Execution Context", "Coordinator"],
      ["Provider ID", STORAGE_VENDOR.providerId],
      ["Provider Name", STORAGE_VENDOR.source],
      ["Snapshot Set ID", snapshotSetId],
    ],
    processId: random.between(2_000, 9_999),
  };
}

/** The VSS service stops three minutes after its last work, unless the next work comes first. */
function vssShutdowns(jobs: readonly BackupJob[], host: Host, random: SeededRandom): readonly LogEntry[] {
  const work = jobs
    .flatMap((job) => [...job.attempts.map(({ time }) => later(time, 60)), job.end])
    .toSorted(compareBigint);
  return work.flatMap((time, index) => {
    const next = work[index + 1];
    if (next !== undefined && secondsBetween(time, next) < VSS_IDLE_SECONDS + 60) return [];
    const idle = jittered(later(time, VSS_IDLE_SECONDS), random);
    return ordinary([vssIdleShutdown(host, idle, random.between(2_000, 9_999))]);
  });
}

/** What Application holds on every machine. */
export function ordinaryApplicationEntries(
  { firstMoment, lastMoment, days }: ClusterPlan,
  host: Host,
  bustle: Bustle,
  random: SeededRandom,
): readonly LogEntry[] {
  const start = jittered(dayAt(firstMoment, 0, 0.1), random);
  const daily = Array.from({ length: days }, (_, day) => {
    const cycles = Array.from({ length: bustle.licensing }, (_cycle, index) => {
      const hour = ((index + random.next() * 0.4) * 24) / bustle.licensing;
      return softwareProtectionCycle(host, jittered(dayAt(firstMoment, day, hour + 0.2), random));
    });
    return [
      ...cycles.flat(),
      browserUpdaterStopped(host, jittered(dayAt(firstMoment, day, 8 + random.next() * 11), random)),
      ...installerTransaction(
        host,
        jittered(dayAt(firstMoment, day, 2 + random.next() * 3), random),
        `C:\\Windows\\Installer\\${random.between(0x10000, 0xfffff).toString(16)}.msi`,
        random.between(1_000, 9_999),
      ),
    ];
  });
  return ordinary([
    userProfileService(host, start, 1531),
    ...wmiStarted(host, later(start, 4)),
    ...daily.flat(),
    userProfileService(host, later(lastMoment, -60), 1532),
  ]);
}
