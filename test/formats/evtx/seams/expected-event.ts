import type { EventToWrite, Value } from "../../../../samples/generate/evtx/index.ts";
import type { EventDatum, EvtxEvent, EvtxValue } from "../../../../src/formats/evtx/index.ts";
import { filetimeToIso } from "../../../../src/shared/filetime.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex").toUpperCase();

function scalar(value: Value): Omit<EventDatum, "name"> {
  switch (value.type) {
    case "null":
      return { value: "", typed: { type: "null" } };
    case "string":
      return { value: value.value, typed: { type: "string", value: value.value } };
    case "binary":
      return { value: hex(value.value), typed: { type: "binary", value: value.value } };
    case "boolean":
      return { value: String(value.value), typed: { type: "boolean", value: value.value } };
    case "guid":
    case "sid":
      return { value: value.value, typed: { type: value.type, value: value.value } };
    case "filetime":
      return { value: filetimeToIso(value.value), typed: { type: "filetime", value: value.value } };
    case "hex32":
      return { value: `0x${value.value.toString(16)}`, typed: { type: "hex32", value: value.value } };
    case "hex64":
      return { value: `0x${value.value.toString(16)}`, typed: { type: "hex64", value: value.value } };
    case "int64":
    case "uint64":
      return { value: value.value.toString(), typed: { type: value.type, value: value.value } };
    case "int8":
    case "uint8":
    case "int16":
    case "uint16":
    case "int32":
    case "uint32":
      return { value: String(value.value), typed: { type: value.type, value: value.value } };
    case "float":
    case "double":
    case "size":
    case "systemtime":
    case "ansi-string":
    case "array":
    case "xml":
      throw new Error(`random events hold no ${value.type}`);
  }
}

function data(name: string | undefined, value: Value | string): readonly EventDatum[] {
  const written: Value = typeof value === "string" ? { type: "string", value } : value;
  const values = written.type === "array" ? written.items : [written];
  return values.map((item) => (name === undefined ? scalar(item) : { name, ...scalar(item) }));
}

/** Text of a record without template: one literal, or nothing at all. */
function literal(name: string, value: string): EventDatum {
  const typed: EvtxValue = value === "" ? { type: "null" } : { type: "mixed", value };
  return { name, value, typed };
}

function payload({ payload: written, layout }: EventToWrite): Pick<EvtxEvent, "data" | "userData" | "binary"> {
  switch (written.kind) {
    case "none":
      return { data: [], userData: null, binary: null };
    case "strings":
      return {
        data: (written.strings ?? []).flatMap((value) => data(undefined, value)),
        userData: null,
        binary: written.binary === undefined ? null : hex(written.binary),
      };
    case "event-data":
      return {
        data: written.fields.flatMap(({ name, value }) =>
          layout === "forwarded" ? [literal(name ?? "", typeof value === "string" ? value : "")] : data(name, value),
        ),
        userData: null,
        binary: null,
      };
    case "user-data":
      return {
        data: written.fields.flatMap(({ name, value }) => data(name, value)),
        userData: written.root,
        binary: null,
      };
  }
}

/** What a reader must make of an event that was written; `recordId` and `offset` are the writer's choice. */
export function expectedEvent(event: EventToWrite, recordId: bigint): Omit<EvtxEvent, "offset"> {
  return {
    recordId,
    time: event.time,
    provider: event.provider.name,
    providerGuid: event.provider.guid ?? null,
    eventSourceName: null,
    eventId: event.eventId,
    qualifiers: event.qualifiers ?? null,
    version: event.version ?? null,
    level: event.level ?? null,
    task: event.task ?? null,
    opcode: event.opcode ?? null,
    keywords: event.keywords === undefined ? null : `0x${event.keywords.toString(16)}`,
    activityId: event.activityId ?? null,
    relatedActivityId: event.relatedActivityId ?? null,
    processId: event.processId ?? null,
    threadId: event.threadId ?? null,
    channel: event.channel,
    computer: event.computer,
    userId: event.userId ?? null,
    message: null,
    state: "intact",
    ...payload(event),
  };
}
