import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { type OperatingSystemVersion, versionOf } from "./operating-system-version.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
import { REAL_SYSTEM_LOG, realRecordMap } from "./sources.ts";

/** The classic source of the event log service: what it says of the machine, in %1 ... without names. */
const EVENT_LOG = {
  provider: "EventLog",
  providerGuid: null,
  channel: "System",
  payload: "event-data",
  certainty: VERIFIED,
} as const;

export const EVENT_LOG_STARTED = defineEvent({
  ...EVENT_LOG,
  id: 6005,
  level: "information",
  layouts: [layout("The Event log service was started.")],
  meaning: "The machine booted.",
  sources: [REAL_SYSTEM_LOG],
});

export const EVENT_LOG_STOPPED = defineEvent({
  ...EVENT_LOG,
  id: 6006,
  level: "information",
  layouts: [layout("The Event log service was stopped.")],
  meaning: "The machine was shut down in order.",
  sources: [REAL_SYSTEM_LOG],
});

/** Time and date are written as the machine's locale has it, with marks for the direction of writing: to show only. */
export const UNEXPECTED_SHUTDOWN = defineEvent({
  ...EVENT_LOG,
  id: 6008,
  level: "error",
  layouts: [
    layout(
      "The previous system shutdown at %1 on %2 was unexpected.",
      datum("localTime", "time, as the locale writes it"),
      datum("localDate", "date, as the locale writes it"),
      unusedDatum(),
      unusedDatum(),
      // Perhaps the uptime: no source says so.
      unusedDatum(),
      unusedDatum(),
      unusedDatum(),
    ),
  ],
  meaning: "The machine went down without being shut down.",
  sources: [REAL_SYSTEM_LOG, realRecordMap("System_EventLog_6008.map")],
});

export const BOOTED_VERSION = defineEvent({
  ...EVENT_LOG,
  id: 6009,
  level: "information",
  layouts: [
    layout(
      "Microsoft (R) Windows (R) %1 %2 %3 %4.",
      datum("version", "major and minor version: 10.00."),
      datum("build", "build"),
      datum("servicePack", "service pack"),
      datum("kernel", "kind of kernel"),
      datum("revision", "revision of the build"),
    ),
  ],
  splitsAtCommas: true,
  meaning: "What booted: another build than at the boot before is an upgrade in place.",
  sources: [REAL_SYSTEM_LOG],
});

export const HOST_RENAMED = defineEvent({
  ...EVENT_LOG,
  id: 6011,
  level: "information",
  layouts: [
    layout(
      "The NetBIOS name and DNS host name of this machine have been changed from %1 to %2.",
      datum("oldName", "old name"),
      datum("newName", "new name"),
    ),
  ],
  splitsAtCommas: true,
  meaning: "The machine got another name.",
  sources: [realRecordMap("System_EventLog_6011.map"), "reactos, eventlog.mc: EVENT_ComputerNameChange"],
});

export const SYSTEM_UPTIME = defineEvent({
  ...EVENT_LOG,
  id: 6013,
  level: "information",
  layouts: [
    layout(
      "The system uptime is %5 seconds.",
      unusedDatum(),
      unusedDatum(),
      unusedDatum(),
      unusedDatum(),
      datum("uptimeSeconds", "uptime in seconds"),
      datum("intervalSeconds", "interval"),
      datum("timeZone", "minutes west of UTC and name of the time zone"),
    ),
  ],
  splitsAtCommas: true,
  meaning: "How long the machine has been up, and its time zone.",
  sources: [REAL_SYSTEM_LOG, realRecordMap("System_EventLog_6013.map")],
});

/** null: not shown, or empty, as after a first set-up. */
export interface HostRename {
  readonly oldName: string | null;
  readonly newName: string | null;
}

export function readHostRename(event: Pick<EventFields, "data">): HostRename {
  const { oldName, newName } = readFields(HOST_RENAMED, event).fields;
  return { oldName: shownText(oldName), newName: shownText(newName) };
}

// `10.00.` or `6.01.`
const MAJOR_AND_MINOR = /^(\d{1,3})\.(\d{1,3})\.?$/;

export function readBootedVersion(event: Pick<EventFields, "data">): OperatingSystemVersion | null {
  const { version, build } = readFields(BOOTED_VERSION, event).fields;
  const match = MAJOR_AND_MINOR.exec(version?.trim() ?? "");
  return versionOf(match?.[1], match?.[2], build);
}
