import type { EvtxEvent } from "../../formats/evtx/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { delimitedLine } from "../delimited/delimited-line.ts";

type Cell = string | number | bigint | null;

const COLUMNS: readonly (readonly [name: string, cell: (event: EvtxEvent, file: string) => Cell])[] = [
  ["time", (event) => filetimeToIso(event.time)],
  ["computer", (event) => event.computer],
  ["channel", (event) => event.channel],
  ["recordId", (event) => event.recordId],
  ["provider", (event) => event.provider],
  ["eventId", (event) => event.eventId],
  ["level", (event) => event.level],
  ["data", (event) => flatData(event)],
  ["message", (event) => event.message],
  ["userData", (event) => event.userData],
  ["binary", (event) => event.binary],
  ["qualifiers", (event) => event.qualifiers],
  ["version", (event) => event.version],
  ["task", (event) => event.task],
  ["opcode", (event) => event.opcode],
  ["keywords", (event) => event.keywords],
  ["processId", (event) => event.processId],
  ["threadId", (event) => event.threadId],
  ["userId", (event) => event.userId],
  ["activityId", (event) => event.activityId],
  ["relatedActivityId", (event) => event.relatedActivityId],
  ["providerGuid", (event) => event.providerGuid],
  ["eventSourceName", (event) => event.eventSourceName],
  ["state", (event) => event.state],
  ["file", (_event, file) => file],
];

export function delimitedRecordHead(): string {
  return delimitedLine(COLUMNS.map(([name]) => name));
}

/** One record, flattened: all data in one cell, `name=value` parts in document order with ` | ` between them. */
export function delimitedRecord(event: EvtxEvent, file: string): string {
  return delimitedLine(COLUMNS.map(([, cell]) => cell(event, file)));
}

function flatData(event: EvtxEvent): string {
  return event.data.map(({ name, value }) => (name === undefined ? value : `${name}=${value}`)).join(" | ");
}
