import type { BackupJob, ClusterPlan } from "../cluster/index.ts";
import { later, type Moment } from "../moment.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { wholeSeconds } from "./exported-time.ts";

/** What a row of the report stands for: a machine in an attempt, or the attempt as a whole. */
export type SessionRows = "machines" | "attempts";

const COLUMNS = ["start", "end", "volume", "result", "proxy", "vm", "job", "retry", "snapshot"] as const;
/** How long before the provider's report an attempt is begun again. */
const BEFORE_REPORT_SECONDS = 30;
/** One row in so many that pass has a warning. */
const WARNING_IN_ONE_OF = 60;

/**
 * The backup product's report. An attempt that is not its job's first is a retry; the machines of an attempt share its
 * snapshot, so that they pass or fail together.
 */
export function sessionsFile(
  { jobs, machines, proxy, volumes }: ClusterPlan,
  rowsOf: SessionRows,
  random: SeededRandom,
): Uint8Array {
  const jobNames = new Map(volumes.map(({ name }, index) => [name, `Nightly ${index + 1}`]));
  const rows = jobs.flatMap((job) => {
    const { volume } = job;
    const jobName = jobNames.get(volume.name) ?? "";
    const names =
      rowsOf === "attempts" ? [""] : machines.filter((one) => one.volume === volume).map(({ name }) => name);
    return attemptRows(job).flatMap(({ start, end, isFailed, isRetry, snapshot }) =>
      names.map((vm) => {
        const result = isFailed ? "failed" : random.between(1, WARNING_IN_ONE_OF) === 1 ? "warning" : "success";
        const span = [wholeSeconds(start), wholeSeconds(end)];
        return [...span, volume.name, result, proxy.name, vm, jobName, isRetry ? "1" : "0", snapshot];
      }),
    );
  });
  return new TextEncoder().encode([COLUMNS, ...rows].map((cells) => `${cells.map(plain).join(",")}\r\n`).join(""));
}

/** In quotes only where it must be. */
function plain(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

interface AttemptRow {
  readonly start: Moment;
  readonly end: Moment;
  readonly isFailed: boolean;
  readonly isRetry: boolean;
  readonly snapshot: string;
}

/** The first attempt begins with the job and the last one ends with it. */
function attemptRows({ start, end, attempts }: BackupJob): readonly AttemptRow[] {
  return attempts.map(({ time, failedAt, snapshotSetId }, index) => {
    const ended = attempts[index - 1]?.failedAt ?? start;
    const begun = later(time, -BEFORE_REPORT_SECONDS);
    return {
      start: index === 0 || begun < ended ? ended : begun,
      end: index === attempts.length - 1 ? end : (failedAt ?? end),
      isFailed: failedAt !== null,
      isRetry: index > 0,
      snapshot: snapshotSetId.slice(1, -1),
    };
  });
}
