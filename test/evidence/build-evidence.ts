import {
  type AskedWindow,
  CompactEvents,
  type EventEvidence,
  type EventEvidenceDatum,
  type Evidence,
  eventEvidence,
  gatherEvidence,
  type LogEvidence,
  type RecordStretch,
} from "../../src/evidence/index.ts";
import { isoToFiletime } from "../../src/shared/filetime.ts";

export const VMMS_ADMIN = "Microsoft-Windows-Hyper-V-VMMS-Admin";

export function ticks(iso: string): bigint {
  const parsed = isoToFiletime(iso);
  if (parsed === null) throw new Error(`not a time: ${iso}`);
  return parsed;
}

export interface EventGiven {
  readonly time: string;
  readonly computer?: string | null;
  readonly recordId?: number;
  readonly file?: string;
  readonly provider?: string | null;
  readonly eventId?: number | null;
  readonly level?: number | null;
  readonly channel?: string | null;
  readonly data?: readonly EventEvidenceDatum[];
}

export function event(given: EventGiven): EventEvidence {
  const { time, computer = "PROXY01.corp.example", recordId = 1, channel = "Application" } = given;
  const { provider = "VSS", eventId = 12293, level = 2, data = [] } = given;
  const file = given.file ?? `${computer ?? "unnamed"}/${channel ?? "unnamed"}.evtx`;
  const fields = { recordId: BigInt(recordId), time: ticks(time), providerGuid: null };
  return eventEvidence({ ...fields, provider, eventId, level, channel, computer, data }, file);
}

export function vssImportFailed(given: EventGiven): EventEvidence {
  return event({
    data: [
      { value: "{9f3ab7c4-1d26-4e8a-8a51-6b0c2f9d7e10}" },
      { value: "ImportSnapshots" },
      { value: "0x8004230f, The shadow copy provider had an unexpected error." },
      { value: "\n\nOperation:\n   Import" },
    ],
    ...given,
  });
}

export function vendorEvent(given: EventGiven): EventEvidence {
  return event({ provider: "Example SAN VSS Provider", eventId: 0, data: [{ value: "in any language" }], ...given });
}

export function vmms12660(given: EventGiven): EventEvidence {
  return event({
    computer: "HV01.corp.example",
    provider: "Microsoft-Windows-Hyper-V-VMMS",
    eventId: 12660,
    channel: VMMS_ADMIN,
    ...given,
  });
}

export interface StretchGiven {
  readonly ids: readonly [first: number, last: number];
  readonly from: string;
  readonly to: string;
  /** Default: as many as there are numbers. */
  readonly records?: number;
}

export function stretch({ ids: [first, last], from, to, records = last - first + 1 }: StretchGiven): RecordStretch {
  return {
    firstId: BigInt(first),
    lastId: BigInt(last),
    records: BigInt(records),
    firstTime: ticks(from),
    lastTime: ticks(to),
  };
}

/** A log whose records were counted, from the first of these stretches to the last. */
export function countedLog(
  computer: string,
  channel: string,
  given: readonly StretchGiven[],
  more: Partial<LogEvidence> = {},
): LogEvidence {
  const stretches = given.map(stretch);
  const times = stretches.flatMap(({ firstTime, lastTime }) => [firstTime, lastTime]).sort((a, b) => (a < b ? -1 : 1));
  const span = { from: times[0] ?? null, to: times.at(-1) ?? null };
  return log(computer, channel, { ...span, origins: [{ computer, channel, ...span, stretches }], ...more });
}

export function logCleared(given: EventGiven & { readonly cleared: string }): EventEvidence {
  return event({
    computer: "HV01.corp.example",
    provider: "Microsoft-Windows-Eventlog",
    eventId: 104,
    level: 4,
    channel: "System",
    data: [
      { name: "SubjectUserName", value: "admin" },
      { name: "SubjectDomainName", value: "CORP" },
      { name: "Channel", value: given.cleared },
      { name: "BackupPath", value: "" },
    ],
    ...given,
  });
}

export function securityCleared(given: EventGiven): EventEvidence {
  return event({
    computer: "HV01.corp.example",
    provider: "Microsoft-Windows-Eventlog",
    eventId: 1102,
    level: 4,
    channel: "Security",
    data: [
      { name: "SubjectUserSid", value: "S-1-5-21-1-2-3-500" },
      { name: "SubjectUserName", value: "admin" },
      { name: "SubjectDomainName", value: "CORP" },
      { name: "SubjectLogonId", value: "0xf861c" },
    ],
    ...given,
  });
}

/** The clock of HV01 was set to the time of the record, unless told otherwise. */
export function clockSet(given: EventGiven & { readonly old: string }): EventEvidence {
  return event({
    computer: "HV01.corp.example",
    provider: "Microsoft-Windows-Kernel-General",
    eventId: 1,
    level: 4,
    channel: "System",
    data: [
      { name: "NewTime", value: given.time },
      { name: "OldTime", value: given.old },
      { name: "Reason", value: "1" },
    ],
    ...given,
  });
}

/** A log that was read whole, of one computer and channel, without a gap. */
export function log(computer: string, channel: string, given: Partial<LogEvidence> = {}): LogEvidence {
  const from = given.from ?? ticks("2025-06-01T00:00:00Z");
  const to = given.to ?? ticks("2025-06-07T23:59:59Z");
  return {
    path: `${computer}/${channel}.evtx`,
    status: "complete",
    records: 100,
    selected: 0,
    damaged: 0,
    damages: { count: 0, firstKind: null },
    from,
    to,
    origins: [{ computer, channel, from, to, stretches: [{ ...UNBROKEN, firstTime: from, lastTime: to }] }],
    warnings: [],
    problem: null,
    skippedChannel: null,
    ...given,
  };
}

const UNBROKEN = { firstId: 501n, lastId: 600n, records: 100n };

/** The same as a log whose records were not counted. */
export function uncounted(one: LogEvidence): LogEvidence {
  const origins = one.origins.map(({ computer, channel, from, to }) => ({ computer, channel, from, to }));
  return { ...one, origins };
}

export function unreadableLog(path: string): LogEvidence {
  return {
    path,
    status: "unreadable",
    records: 0,
    selected: 0,
    damaged: 0,
    damages: { count: 0, firstKind: null },
    from: null,
    to: null,
    origins: [],
    warnings: [],
    problem: { code: "empty", happened: `${path} is empty.`, nextStep: "Export it again." },
    skippedChannel: null,
  };
}

export const WHOLE_SPAN: AskedWindow = { since: null, until: null };

export function evidenceOf(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = [],
  window: AskedWindow = WHOLE_SPAN,
  compactEvents: CompactEvents = compact([]),
): Evidence {
  return gatherEvidence({ window, latest: ticks("2025-07-01T00:00:00Z"), events, compactEvents, logs });
}

export function compact(events: readonly EventEvidence[]): CompactEvents {
  const kept = new CompactEvents();
  for (const one of events) kept.add(one, one.ref.file);
  return kept;
}
