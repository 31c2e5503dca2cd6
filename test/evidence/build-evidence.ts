import {
  type AskedWindow,
  CompactEvents,
  type EventEvidence,
  type EventEvidenceDatum,
  type Evidence,
  eventEvidence,
  gatherEvidence,
  type LogEvidence,
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

/** A log that was read whole, of one computer and channel. */
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
    origins: [{ computer, channel, from, to }],
    warnings: [],
    problem: null,
    ...given,
  };
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
