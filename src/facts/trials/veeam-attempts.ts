import {
  BACKUP_JOB_FINISHED,
  BACKUP_TASK_FINISHED,
  isEvent,
  readBackupOutcome,
  readFields,
} from "../../catalogue/index.ts";
import type { EventEvidence } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { isoToFiletime } from "../../shared/filetime.ts";
import { type Attempt, NO_MAKERS, snapshotKey } from "./attempt.ts";
import type { Naming } from "./naming.ts";
import type { Placements } from "./placements.ts";

/** A start so long before the end is no task's: the number was another one. */
const LONGEST_TICKS = 7n * 24n * 36_000_000_000n;
/** How its creation time is written is not published: without an offset nobody knows whose local time it is. */
const HAS_OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i;

/** One attempt for each Veeam MP 150, the end of one machine's backup; its job's name stands in the 190 of the same session. */
export function veeamAttempts(
  events: readonly EventEvidence[],
  placements: Placements,
  naming: Naming,
): readonly Attempt[] {
  const jobNames = jobNamesIn(events);
  return events.flatMap((event) => {
    if (!isEvent(BACKUP_TASK_FINISHED, event)) return [];
    const outcome = readBackupOutcome(event);
    const { virtualMachine, sourceHost, jobSessionId, jobId, creationTime, isRetry } = readFields(
      BACKUP_TASK_FINISHED,
      event,
    ).fields;
    const vm = virtualMachine?.trim() ?? "";
    if (outcome === null || vm === "") return [];
    const placement = placements.at(vm, event.time);
    const host = sourceHost?.trim() ?? "";
    const vmHosts = distinctTexts(
      (host === "" ? (placement?.hosts ?? []) : [host]).map((name) => naming.host(name, event.time)),
    );
    const clues = { clusters: placement?.clusters ?? [], hosts: vmHosts };
    return {
      start: startOf(creationTime, event.time),
      end: event.time,
      uncertainty: 0n,
      isFailed: outcome === "failed",
      volumes: distinctTexts((placement?.volumes ?? []).flatMap((volume) => naming.volumes(volume, () => clues))),
      proxy: null,
      job: jobNames.get(jobSessionId ?? "") ?? jobId ?? null,
      vms: [vm],
      vmHosts,
      isRetry: readFlag(isRetry),
      snapshot: null,
      run: jobSessionId === null ? null : snapshotKey(jobSessionId),
      makers: NO_MAKERS,
      evidence: () => [event.ref],
    };
  });
}

function jobNamesIn(events: readonly EventEvidence[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const event of events) {
    if (!isEvent(BACKUP_JOB_FINISHED, event)) continue;
    const { jobSessionId, job } = readFields(BACKUP_JOB_FINISHED, event).fields;
    if (jobSessionId !== null && job !== null && job.trim() !== "") names.set(jobSessionId, job.trim());
  }
  return names;
}

function startOf(text: string | null, end: bigint): bigint {
  const start = text === null || !HAS_OFFSET.test(text.trim()) ? null : isoToFiletime(text);
  return start === null || start > end || end - start > LONGEST_TICKS ? end : start;
}

function readFlag(text: string | null): boolean | null {
  const flag = text?.trim().toLowerCase() ?? "";
  if (flag === "true" || flag === "1") return true;
  return flag === "false" || flag === "0" ? false : null;
}
