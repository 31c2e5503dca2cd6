import { filetimeToIso } from "../../src/shared/filetime.ts";
import { type EventToWrite, type FieldValue, string, type Value } from "./evtx/index.ts";
import type { SampleLog } from "./sample-log.ts";

/** What one record holds, in the words that an independent reader prints. */
interface ManifestRecord {
  readonly recordId: string;
  readonly time: string;
  readonly provider: string;
  readonly eventId: number;
  readonly channel: string;
  readonly computer: string;
  readonly data: readonly { readonly name?: string; readonly value: string }[];
  readonly userData: string | null;
  readonly binary: string | null;
}

/** One line of JSON for each log: its path and what the writer put into it. */
export function manifestLine(folder: string, { path, events, firstRecordId }: SampleLog): string {
  const records = events.map((event, index) => manifestRecord(event, firstRecordId + BigInt(index)));
  return JSON.stringify({ path: `${folder}/${path}`, records });
}

function manifestRecord(event: EventToWrite, recordId: bigint): ManifestRecord {
  const { payload } = event;
  return {
    recordId: recordId.toString(),
    time: filetimeToIso(event.time),
    provider: event.provider.name,
    eventId: event.eventId,
    channel: event.channel,
    computer: event.computer,
    data: payloadData(event),
    userData: payload.kind === "user-data" ? payload.root : null,
    binary: "binary" in payload ? Buffer.from(payload.binary).toString("hex").toUpperCase() : null,
  };
}

function payloadData({ payload }: EventToWrite): ManifestRecord["data"] {
  switch (payload.kind) {
    case "none":
      return [];
    case "strings":
      return (payload.strings ?? []).map((value) => ({ value }));
    case "event-data":
    case "user-data":
      return payload.fields.map(({ name, value }) => ({
        ...(name === undefined ? {} : { name }),
        value: shownText(value),
      }));
  }
}

/** The text of the value types that samples use. */
function shownText(field: FieldValue): string {
  const value: Value = typeof field === "string" ? string(field) : field;
  if (value.type === "string") return value.value;
  if (value.type === "filetime") return filetimeToIso(value.value);
  if (value.type === "uint16" || value.type === "uint32" || value.type === "boolean") return String(value.value);
  throw new TypeError(`The manifest has no text for a ${value.type} yet: add it here and to the check that reads it.`);
}
