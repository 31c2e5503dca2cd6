import { BACKUP_SESSIONS } from "./backup-sessions.ts";
import { channelLists } from "./channels.ts";
import { CLUSTER_EXPORTS } from "./cluster-exports.ts";
import { CLUSTER_LOG } from "./cluster-log.ts";
import { COURSE, PREPARATION } from "./course.ts";
import { DIRECTORY } from "./directory.ts";
import { EVENT_LOGS } from "./event-logs.ts";
import { header } from "./header.ts";
import { MACHINE_WORK } from "./machine-work.ts";
import { manifestWriter } from "./manifest.ts";
import type { CollectorOptions } from "./options.ts";
import { PLACEMENT } from "./placement.ts";
import { NODE_SETTINGS } from "./settings.ts";
import { STEPS } from "./steps.ts";

/** A script for Windows PowerShell 5.1 that collects what badnode reads, and changes nothing. */
export function collectorScript(options: CollectorOptions): string {
  const pieces = [
    header(options),
    PREPARATION,
    channelLists(),
    STEPS,
    EVENT_LOGS,
    PLACEMENT,
    NODE_SETTINGS,
    BACKUP_SESSIONS,
    MACHINE_WORK,
    CLUSTER_EXPORTS,
    CLUSTER_LOG,
    DIRECTORY,
    manifestWriter(options.version),
    COURSE,
  ];
  return `${pieces.join("\n\n")}\n`;
}
