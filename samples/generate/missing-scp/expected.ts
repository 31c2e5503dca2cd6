import { filetimeToIso } from "../../../src/shared/filetime.ts";
import type { EventToWrite } from "../evtx/index.ts";
import { secondsBetween } from "../moment.ts";
import type { SampleLog } from "../sample-log.ts";
import { BAD_NODES, NODES } from "./cluster.ts";

/** A vendor's error and the 12293 behind it; issue 2 pairs them within 120 seconds. */
const PAIR_SECONDS = 120;

interface NumberedEvent {
  readonly recordId: bigint;
  readonly event: EventToWrite;
}

/** What a reader must find in the sample's logs, as text for `expected.json`. */
export function expectedJson(logs: readonly SampleLog[]): string {
  const proxy = numbered(logs.find(({ path }) => path.startsWith("PROXY01/")));
  const vendorErrors = proxy.filter(({ event }) => event.eventId === 0 && event.level === 2);
  const importFailures = proxy.filter(({ event }) => event.provider.name === "VSS" && event.eventId === 12293);
  const failedImports = importFailures.map((failure) => ({
    vendor: vendorErrors.findLast(({ event }) => {
      const seconds = secondsBetween(event.time, failure.event.time);
      return seconds >= 0 && seconds <= PAIR_SECONDS;
    }),
    failure,
  }));
  const paired = new Set(failedImports.map(({ vendor }) => vendor?.recordId));
  const expected = {
    synthetic: true,
    files: logs.map((log) => fileSummary(log)),
    failedImports: failedImports.map(({ vendor, failure }) => ({
      time: filetimeToIso(failure.event.time),
      vendorRecordId: vendor?.recordId.toString() ?? null,
      vssRecordId: failure.recordId.toString(),
    })),
    vendorErrorsWithoutImportFailure: vendorErrors
      .filter(({ recordId }) => !paired.has(recordId))
      .map(({ recordId, event }) => ({ time: filetimeToIso(event.time), recordId: recordId.toString() })),
    storageProviderUnavailable: NODES.map(({ name }) => ({
      node: name,
      recordIds: numbered(logs.find(({ path }) => path.startsWith(`${name}/`) && path.includes("VMMS")))
        .filter(({ event }) => event.eventId === 12660)
        .map(({ recordId }) => recordId.toString()),
    })),
    badNodes: [...BAD_NODES],
  };
  return `${JSON.stringify(expected, null, 2)}\n`;
}

function numbered(log: SampleLog | undefined): readonly NumberedEvent[] {
  if (log === undefined) return [];
  return log.events.map((event, index) => ({ recordId: log.firstRecordId + BigInt(index), event }));
}

function fileSummary(log: SampleLog): object {
  const first = log.events[0];
  const last = log.events.at(-1);
  return {
    path: log.path,
    computer: first?.computer ?? null,
    channel: first?.channel ?? null,
    records: log.events.length,
    firstRecordId: log.firstRecordId.toString(),
    lastRecordId: (log.firstRecordId + BigInt(log.events.length) - 1n).toString(),
    from: first === undefined ? null : filetimeToIso(first.time),
    to: last === undefined ? null : filetimeToIso(last.time),
  };
}
