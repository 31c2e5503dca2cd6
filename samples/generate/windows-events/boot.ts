import type { EventToWrite, Field } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { etwString, type Host, LEVEL, LOCAL_SERVICE, LOCAL_SYSTEM } from "./host.ts";

interface KernelEvent {
  readonly name: string;
  readonly guid: string;
  readonly id: number;
  readonly task?: number;
  readonly keywords?: bigint;
  readonly userId?: string;
  readonly processId?: number;
  readonly dataName?: string;
  readonly fields: readonly Field[];
}

/** An event that came through ETW into the System log. */
function etwEvent(host: Host, time: Moment, event: KernelEvent): EventToWrite {
  const {
    name,
    guid,
    id,
    task = 0,
    keywords = 0x8000_0000_0000_0000n,
    userId,
    processId = 4,
    dataName,
    fields,
  } = event;
  return {
    layout: "shared",
    provider: { name, guid },
    eventId: id,
    version: 0,
    level: LEVEL.information,
    task,
    opcode: 0,
    keywords,
    time,
    processId,
    threadId: processId + 4,
    channel: "System",
    computer: host.computer,
    ...(userId === undefined ? {} : { userId }),
    payload: { kind: "event-data", fields, ...(dataName === undefined ? {} : { name: dataName }) },
  };
}

const KERNEL_GENERAL = { name: "Microsoft-Windows-Kernel-General", guid: "{a68ca8b7-004f-d7b6-a698-07e2de0f1f5d}" };
const KERNEL_BOOT = { name: "Microsoft-Windows-Kernel-Boot", guid: "{15ca44ff-4d7a-4baa-bba5-0998955e531e}" };
const KERNEL_POWER = { name: "Microsoft-Windows-Kernel-Power", guid: "{331c3b3a-2005-44c2-ac5e-77220c37d6b4}" };
const TIME_SERVICE = { name: "Microsoft-Windows-Time-Service", guid: "{06edcfeb-0fd0-4e53-acca-a6f8bbf81bcb}" };
const SYSTEM_TRANSITIONS = 0x8000_0000_0000_0080n;

function uint32(name: string, value: number): Field {
  return { name, value: { type: "uint32", value } };
}

/** Kernel-General 12 */
export function operatingSystemStarted(host: Host, time: Moment, startTime: Moment): EventToWrite {
  const { major, minor, build, revision } = host.version;
  return etwEvent(host, time, {
    ...KERNEL_GENERAL,
    id: 12,
    task: 1,
    keywords: SYSTEM_TRANSITIONS,
    userId: LOCAL_SYSTEM,
    fields: [
      uint32("MajorVersion", major),
      uint32("MinorVersion", minor),
      uint32("BuildVersion", build),
      uint32("QfeVersion", revision),
      { name: "ServiceVersion", value: { type: "uint16", value: 0 } },
      uint32("BootMode", 0),
      { name: "StartTime", value: { type: "filetime", value: startTime } },
    ],
  });
}

/** Kernel-General 13 */
export function operatingSystemStopping(host: Host, time: Moment): EventToWrite {
  return etwEvent(host, time, {
    ...KERNEL_GENERAL,
    id: 13,
    task: 2,
    keywords: SYSTEM_TRANSITIONS,
    fields: [{ name: "StopTime", value: { type: "filetime", value: time } }],
  });
}

/** Kernel-Power 109: the shutdown's reason. */
export function powerTransition(host: Host, time: Moment): EventToWrite {
  return etwEvent(host, time, {
    ...KERNEL_POWER,
    id: 109,
    task: 103,
    keywords: 0x8000_4000_0000_0404n,
    processId: 436,
    fields: [uint32("ShutdownActionType", 5), uint32("ShutdownEventCode", 0), uint32("ShutdownReason", 5)],
  });
}

/** Kernel-Boot 20: whether the last shutdown and boot were good. */
export function lastBootGood(host: Host, time: Moment): EventToWrite {
  return etwEvent(host, time, {
    ...KERNEL_BOOT,
    id: 20,
    task: 31,
    userId: LOCAL_SYSTEM,
    fields: [
      { name: "LastShutdownGood", value: { type: "boolean", value: true } },
      { name: "LastBootGood", value: { type: "boolean", value: true } },
    ],
  });
}

/** Time-Service 37: the time source answers. */
export function timeSourceReachable(host: Host, time: Moment, source: string, processId: number): EventToWrite {
  return etwEvent(host, time, {
    ...TIME_SERVICE,
    id: 37,
    userId: LOCAL_SERVICE,
    processId,
    dataName: "TMP_EVENT_TIME_SOURCE_REACHABLE",
    fields: [{ name: "TimeSource", value: etwString(source) }],
  });
}

/** Time-Service 35: the clock follows another source. */
export function timeSourceChosen(host: Host, time: Moment, source: string, processId: number): EventToWrite {
  return etwEvent(host, time, {
    ...TIME_SERVICE,
    id: 35,
    userId: LOCAL_SERVICE,
    processId,
    dataName: "TMP_EVENT_TIME_SOURCE_CHOSEN",
    fields: [
      { name: "TimeSource", value: etwString(source) },
      uint32("TimeSourceRefId", 0x0b00_140a),
      uint32("CurrentStratumNumber", 4),
    ],
  });
}

/** Kernel-General 16: a registry hive was rewritten. */
export function hiveSaved(host: Host, time: Moment, hive: string, keys: number): EventToWrite {
  return etwEvent(host, time, {
    ...KERNEL_GENERAL,
    id: 16,
    userId: LOCAL_SYSTEM,
    processId: 88,
    fields: [
      { name: "HiveNameLength", value: { type: "uint16", value: hive.length } },
      { name: "HiveName", value: hive },
      uint32("KeysUpdated", keys),
      uint32("DirtyPages", Math.ceil(keys / 15)),
    ],
  });
}

/** Why a machine restarts, as User32 1074 writes it; the text is in the machine's language, the code is not. */
export interface RestartReason {
  readonly process: string;
  readonly reason: string;
  /** The shutdown reason's code: `0x80020003`. */
  readonly code: string;
  readonly account: string;
  readonly sid: string;
}

const UPDATES = { account: "NT AUTHORITY\\SYSTEM", sid: LOCAL_SYSTEM } as const;

/** Reason texts and codes as Windows lists them; only the upgrade's record is modelled on a real one. */
export const RESTART_REASON = {
  patched: {
    ...UPDATES,
    process: "C:\\Windows\\system32\\svchost.exe",
    reason: "Operating System: Hot fix (Planned)",
    code: "0x80020011",
  },
  upgraded: {
    ...UPDATES,
    process: "C:\\Windows\\system32\\winlogon.exe",
    reason: "Operating System: Upgrade (Planned)",
    code: "0x80020003",
  },
} as const satisfies Readonly<Record<string, RestartReason>>;

/** Somebody renamed the machine and restarts it. */
export function renamedBy(account: string, sid: string): RestartReason {
  return {
    process: "C:\\Windows\\System32\\RuntimeBroker.exe",
    reason: "Operating System: Reconfiguration (Planned)",
    code: "0x80020004",
    account,
    sid,
  };
}

/** User32 1074: the machine is about to restart. */
export function restartInitiated(host: Host, time: Moment, why: RestartReason): EventToWrite {
  const { process, reason, code, account, sid } = why;
  return {
    provider: { name: "User32", guid: "{b0aa8734-56f7-41cc-b2f4-de228e98b946}", eventSourceName: "User32" },
    eventId: 1074,
    qualifiers: 0x8000,
    version: 0,
    level: LEVEL.information,
    task: 0,
    opcode: 0,
    keywords: 0x8080_0000_0000_0000n,
    time,
    processId: 336,
    threadId: 2516,
    channel: "System",
    computer: host.computer,
    userId: sid,
    payload: {
      kind: "event-data",
      fields: [`${process} (${host.name})`, host.name, reason, code, "restart", "", account].map((value, index) => ({
        name: `param${index + 1}`,
        value,
      })),
    },
  };
}
