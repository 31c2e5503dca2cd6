import { filetimeToIso } from "../../src/shared/filetime.ts";
import { type EventToWrite, type FieldValue, string, type Value } from "./evtx/index.ts";
import type { SampleLog } from "./sample-log.ts";

/** What one record holds, in the words that an independent reader prints. */
interface ManifestRecord {
  /** The whole of System: text by element (`Level`) and by attribute (`Provider Guid`). What is null is absent. */
  readonly system: Readonly<Record<string, string>>;
  readonly data: readonly { readonly name?: string; readonly value: string }[];
  readonly userData: string | null;
  readonly binary: string | null;
}

/** One line of JSON for each log: its path and what the writer put into it. */
export function manifestLine(folder: string, { path, entries, firstRecordId }: SampleLog): string {
  const records = entries.map(({ event }, index) => manifestRecord(event, firstRecordId + BigInt(index)));
  return JSON.stringify({ path: `${folder}/${path}`, records });
}

function manifestRecord(event: EventToWrite, recordId: bigint): ManifestRecord {
  const { payload } = event;
  return {
    system: systemText(event, recordId),
    data: payloadData(event),
    userData: payload.kind === "user-data" ? payload.root : null,
    binary: "binary" in payload ? Buffer.from(payload.binary).toString("hex").toUpperCase() : null,
  };
}

function systemText(event: EventToWrite, recordId: bigint): ManifestRecord["system"] {
  const { provider } = event;
  if (event.layout === "forwarded") throw new TypeError("The manifest has no text for a forwarded record yet.");
  const shared = event.layout === "shared";
  const texts: readonly (readonly [name: string, value: string | number | bigint | undefined])[] = [
    ["Provider Name", provider.name],
    // A literal stands as it was given; the shared template's slot holds a GUID, and has none for a source's name.
    ["Provider Guid", shared ? guidText(provider.guid) : provider.guid],
    ["Provider EventSourceName", shared ? undefined : provider.eventSourceName],
    ["EventID", event.eventId],
    ["EventID Qualifiers", event.qualifiers],
    ["Level", event.level],
    ["Task", event.task],
    ["Keywords", event.keywords === undefined ? undefined : `0x${event.keywords.toString(16).padStart(16, "0")}`],
    // libevtx writes nanoseconds; FILETIME counts hundreds of them.
    ["TimeCreated SystemTime", filetimeToIso(event.time).replace("Z", "00Z")],
    ["EventRecordID", recordId],
    ["Channel", event.channel],
    ["Computer", event.computer],
    ["Security UserID", event.userId],
    ...(event.layout === "classic" ? [] : unlessClassic(event)),
  ];
  return Object.fromEntries(
    texts.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
  );
}

/** What a classic record has no place for. */
function unlessClassic(event: EventToWrite): readonly (readonly [string, string | number | undefined])[] {
  return [
    ["Version", event.version],
    ["Opcode", event.opcode],
    ["Correlation ActivityID", guidText(event.activityId)],
    ["Correlation RelatedActivityID", guidText(event.relatedActivityId)],
    ["Execution ProcessID", event.processId],
    ["Execution ThreadID", event.threadId],
  ];
}

/** As libevtx writes a GUID. */
function guidText(guid: string | undefined): string | undefined {
  return guid === undefined ? undefined : `{${guid.replaceAll(/[{}]/g, "").toUpperCase()}}`;
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
