import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { isEvent } from "./is-event.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";

/** Its parameters and their order are documented; whether the data carry their names is not, nor the channel's name. */
const VEEAM = {
  provider: "Veeam MP",
  providerGuid: null,
  channel: "Veeam Backup",
  level: ["information", "warning", "error"],
  payload: "event-data",
  certainty: { ...VERIFIED, channel: "unverified", level: "inferred", payload: "unverified", message: "unverified" },
} as const;

const PLATFORM = unusedDatum("Platform");
const SOURCE_TYPE = unusedDatum("SourceType");
const SERVER = [
  datum("server", "backup server", "VbrHostName"),
  datum("serverVersion", "its version", "VbrVersion"),
] as const;

export const BACKUP_TASK_FINISHED = defineEvent({
  ...VEEAM,
  id: 150,
  layouts: [
    layout(
      // Documented in words, without insertions.
      null,
      datum("jobSessionId", "session of the job", "JobSessionID"),
      datum("jobId", "job", "JobID"),
      unusedDatum("JobType"),
      datum("taskSessionId", "session of the task", "TaskSessionID"),
      unusedDatum("OibID"),
      unusedDatum("OriginalOibID"),
      datum("creationTime", "start", "CreationTime"),
      datum("status", "0 success, 2 failed, 3 warning, 5 running, 6 pending", "Status"),
      unusedDatum("JobDescription"),
      datum("sourceHost", "host of the virtual machine", "SourceHostName"),
      unusedDatum("VmRef"),
      datum("virtualMachine", "virtual machine", "VmName"),
      unusedDatum("TransferredGb"),
      PLATFORM,
      datum("isRetry", "whether it is a retry", "IsRetry"),
      SOURCE_TYPE,
      ...SERVER,
    ),
  ],
  meaning: "The backup of one virtual machine ended.",
  sources: ["helpcenter.veeam.com, docs/vbr/events/event_150.html"],
});

export const BACKUP_JOB_FINISHED = defineEvent({
  ...VEEAM,
  id: 190,
  layouts: [
    layout(
      null,
      datum("jobSessionId", "session of the job", "JobSessionID"),
      datum("jobId", "job", "JobID"),
      datum("result", "0 success, 1 warning, 2 failed", "JobResult"),
      unusedDatum("JobType"),
      PLATFORM,
      datum("willBeRetried", "whether it will be retried", "WillBeRetried"),
      datum("job", "name of the job", "JobName"),
      SOURCE_TYPE,
      ...SERVER,
      unusedDatum("Version"),
      datum("description", "description", "Description"),
    ),
  ],
  meaning: "A backup job ended, well or not.",
  sources: ["helpcenter.veeam.com, docs/vbr/events/event_190.html"],
});

export type BackupOutcome = "success" | "warning" | "failed";

const TASK_OUTCOMES: ReadonlyMap<string, BackupOutcome> = new Map([
  ["0", "success"],
  ["2", "failed"],
  ["3", "warning"],
]);

const JOB_OUTCOMES: ReadonlyMap<string, BackupOutcome> = new Map([
  ["0", "success"],
  ["1", "warning"],
  ["2", "failed"],
]);

/** The outcome of a 150 or 190 by its number; null where it has none yet, or shows none that is documented. */
export function readBackupOutcome(
  event: Pick<EventFields, "provider" | "providerGuid" | "eventId" | "data">,
): BackupOutcome | null {
  if (isEvent(BACKUP_TASK_FINISHED, event)) {
    return TASK_OUTCOMES.get(shownText(readFields(BACKUP_TASK_FINISHED, event).fields.status) ?? "") ?? null;
  }
  if (!isEvent(BACKUP_JOB_FINISHED, event)) return null;
  return JOB_OUTCOMES.get(shownText(readFields(BACKUP_JOB_FINISHED, event).fields.result) ?? "") ?? null;
}
