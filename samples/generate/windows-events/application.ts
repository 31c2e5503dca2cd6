import { filetimeToIso } from "../../../src/shared/filetime.ts";
import type { EventProvider, EventToWrite } from "../evtx/index.ts";
import { later, type Moment } from "../moment.ts";
import { CLASSIC_KEYWORDS, classicEvent, type Host, LEVEL, LOCAL_SYSTEM } from "./host.ts";

const SOFTWARE_PROTECTION: EventProvider = {
  name: "Microsoft-Windows-Security-SPP",
  guid: "{E23B33B0-C8C9-472C-A5F9-F2BDFEA0F156}",
  eventSourceName: "Software Protection Platform Service",
};
const WMI: EventProvider = {
  name: "Microsoft-Windows-WMI",
  guid: "{1edeee53-0afe-4609-b846-d8c0b2075b1f}",
  eventSourceName: "WinMgmt",
};

/** A classic source that a manifest describes: strings, and a full System part. */
function describedEvent(
  host: Host,
  time: Moment,
  event: {
    readonly provider: EventProvider;
    readonly id: number;
    readonly qualifiers: number;
    readonly strings: readonly string[] | null;
    readonly level?: number;
  },
): EventToWrite {
  const { provider, id, qualifiers, strings, level = LEVEL.information } = event;
  return {
    provider,
    eventId: id,
    qualifiers,
    version: 0,
    level,
    task: 0,
    opcode: 0,
    keywords: CLASSIC_KEYWORDS,
    time,
    processId: 0,
    threadId: 0,
    channel: "Application",
    computer: host.computer,
    payload: { kind: "strings", strings },
  };
}

/** Security-SPP 900, 902, 16394, 16384 and 903: the licensing service wakes, plans its next start and stops. */
export function softwareProtectionCycle(host: Host, time: Moment): readonly EventToWrite[] {
  const nextStart = filetimeToIso(later(time, 86_430)).replace(/\.\d+Z$/, "Z");
  const steps = [
    { after: 0, id: 900, qualifiers: 0x4000, strings: null },
    { after: 1, id: 902, qualifiers: 0x4000, strings: ["10.0.14393.0"] },
    { after: 2, id: 16394, qualifiers: 0xc000, strings: null },
    { after: 30, id: 16384, qualifiers: 0x4000, strings: [nextStart, "RulesEngine"] },
    { after: 31, id: 903, qualifiers: 0x4000, strings: null },
  ];
  return steps.map(({ after, ...step }) =>
    describedEvent(host, later(time, after), { provider: SOFTWARE_PROTECTION, ...step }),
  );
}

/** WMI 5615 and 5617: the service has started, its subsystems too. */
export function wmiStarted(host: Host, time: Moment): readonly EventToWrite[] {
  return [
    describedEvent(host, time, { provider: WMI, id: 5615, qualifiers: 0xc000, strings: null, level: 0 }),
    describedEvent(host, later(time, 3), { provider: WMI, id: 5617, qualifiers: 0xc000, strings: null, level: 0 }),
  ];
}

/** User Profiles Service 1531 (started) or 1532 (stopped): no data at all. */
export function userProfileService(host: Host, time: Moment, id: 1531 | 1532): EventToWrite {
  return {
    layout: "shared",
    provider: { name: "Microsoft-Windows-User Profiles Service", guid: "{89b1e9f0-5aff-44a6-9b44-0a07a7ce5845}" },
    eventId: id,
    version: 0,
    level: LEVEL.information,
    task: 0,
    opcode: 0,
    keywords: 0x8000_0000_0000_0000n,
    time,
    processId: 920,
    threadId: 980,
    channel: "Application",
    computer: host.computer,
    userId: LOCAL_SYSTEM,
    payload: { kind: "event-data", fields: [] },
  };
}

/** MsiInstaller 1040 and 1042: an installation begins and ends. */
export function installerTransaction(
  host: Host,
  time: Moment,
  file: string,
  processId: number,
): readonly EventToWrite[] {
  const strings = [file, processId.toString(), "(NULL)", "(NULL)", "(NULL)", "(NULL)", ""];
  return [
    { after: 0, id: 1040 },
    { after: 25, id: 1042 },
  ].map(({ after, id }) =>
    classicEvent(host, later(time, after), "Application", {
      source: "MsiInstaller",
      id,
      level: LEVEL.information,
      strings,
      userId: LOCAL_SYSTEM,
    }),
  );
}

/** edgeupdate 0: an event of id 0 that has nothing to do with storage. */
export function browserUpdaterStopped(host: Host, time: Moment): EventToWrite {
  return classicEvent(host, time, "Application", {
    source: "edgeupdate",
    id: 0,
    level: LEVEL.information,
    strings: ["Service stopped"],
  });
}
