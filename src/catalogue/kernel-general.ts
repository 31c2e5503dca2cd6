import type { EventFields } from "../evidence/index.ts";
import { isoToFiletime } from "../shared/filetime.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { type OperatingSystemVersion, versionOf } from "./operating-system-version.ts";
import { readFields } from "./read-fields.ts";
import { manifestFields, messageTable, REAL_SYSTEM_LOG } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-Kernel-General";

const KERNEL_GENERAL = {
  provider: PROVIDER,
  providerGuid: "{a68ca8b7-004f-d7b6-a698-07e2de0f1f5d}",
  channel: "System",
  level: "information",
  payload: "event-data",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER), REAL_SYSTEM_LOG],
} as const;

const NEW_TIME = datum("newTime", "the time after", "NewTime");
const OLD_TIME = datum("oldTime", "the time before", "OldTime");
const REASON = datum("reason", "why, as a number", "Reason");
const PROCESS_NAME = datum("processName", "who set the clock", "ProcessName");
const PROCESS_ID = datum("processId", "that process's id", "ProcessID");

/** Versions 0, 1, 2 and 4, which real logs hold; version 2's message is published. */
export const CLOCK_CHANGED = defineEvent({
  ...KERNEL_GENERAL,
  id: 1,
  layouts: [
    layout(
      "The system time has changed to %1 from %2.\n\nChange Reason: %3.\nProcess: '%4' (PID %5).",
      NEW_TIME,
      OLD_TIME,
      REASON,
      PROCESS_NAME,
      PROCESS_ID,
    ),
    layout(null, NEW_TIME, OLD_TIME),
    layout(null, NEW_TIME, OLD_TIME, REASON),
    layout(
      null,
      NEW_TIME,
      OLD_TIME,
      datum("deltaMilliseconds", "how far it stepped", "TimeDeltaInMs"),
      REASON,
      PROCESS_NAME,
      PROCESS_ID,
      unusedDatum("CmosTime"),
      unusedDatum("TimeZoneBias"),
      unusedDatum("RealTimeIsUniversal"),
      unusedDatum("SystemInCmosMode"),
    ),
  ],
  meaning: "The clock was set; mostly by fractions of a second, as time synchronisation does.",
});

export const SYSTEM_STARTED = defineEvent({
  ...KERNEL_GENERAL,
  id: 12,
  layouts: [
    layout(
      "The operating system started at system time %7.",
      datum("major", "major version", "MajorVersion"),
      datum("minor", "minor version", "MinorVersion"),
      datum("build", "build", "BuildVersion"),
      datum("revision", "revision of the build", "QfeVersion"),
      datum("servicePack", "service pack", "ServiceVersion"),
      datum("bootMode", "boot mode", "BootMode"),
      datum("startTime", "start", "StartTime"),
    ),
  ],
  meaning: "What booted: another build than at the boot before is an upgrade in place.",
});

export const SYSTEM_STOPPING = defineEvent({
  ...KERNEL_GENERAL,
  id: 13,
  layouts: [layout("The operating system is shutting down at system time %1.", datum("stopTime", "stop", "StopTime"))],
  meaning: "The machine is shut down in order.",
});

/** FILETIME ticks. */
export interface ClockChange {
  readonly from: bigint;
  readonly to: bigint;
}

/** null when the event does not show both times. */
export function readClockChange(event: Pick<EventFields, "data">): ClockChange | null {
  const { oldTime, newTime } = readFields(CLOCK_CHANGED, event).fields;
  const from = readTime(oldTime);
  const to = readTime(newTime);
  return from === null || to === null ? null : { from, to };
}

export function readStartedVersion(event: Pick<EventFields, "data">): OperatingSystemVersion | null {
  const { major, minor, build } = readFields(SYSTEM_STARTED, event).fields;
  return versionOf(major, minor, build);
}

// FILETIME ticks of this age of the world, where a tool wrote them as a number.
const TICKS = /^1\d{17}$/;

function readTime(text: string | null): bigint | null {
  if (text === null) return null;
  return TICKS.test(text) ? BigInt(text) : isoToFiletime(text);
}
