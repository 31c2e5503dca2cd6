import type { RecordState } from "./damage.ts";
import type { EvtxValue } from "./value.ts";

/** One datum of an event in document order: the text Windows shows, and the value with its type. */
export interface EventDatum {
  /** The Data element's Name, or the element's own name inside UserData; absent for an unnamed Data. */
  readonly name?: string;
  readonly value: string;
  readonly typed: EvtxValue;
}

/** The System part of one event. A field that the record does not carry is null. */
export interface EventSystem {
  /** System/EventRecordID; the record header's number where the element is missing. */
  readonly recordId: bigint;
  /** TimeCreated in FILETIME ticks (100 ns since 1601-01-01, UTC); the record header's time where it is missing. */
  readonly time: bigint;
  readonly provider: string | null;
  /** Lower case with braces. */
  readonly providerGuid: string | null;
  readonly eventSourceName: string | null;
  readonly eventId: number | null;
  readonly qualifiers: number | null;
  readonly version: number | null;
  readonly level: number | null;
  readonly task: number | null;
  readonly opcode: number | null;
  /** As Windows writes it: 0x and lower-case digits. */
  readonly keywords: string | null;
  readonly activityId: string | null;
  readonly relatedActivityId: string | null;
  readonly processId: number | null;
  readonly threadId: number | null;
  readonly channel: string | null;
  readonly computer: string | null;
  /** A SID string. */
  readonly userId: string | null;
}

/** One event, decoded whole. */
export interface EvtxEvent extends EventSystem {
  readonly state: RecordState;
  /** Where the record starts, in bytes from the start of the file. */
  readonly offset: number;
  /** EventData's Data elements, or the leaves of UserData, in document order. */
  readonly data: readonly EventDatum[];
  /** The name of UserData's root element, when the payload is UserData. */
  readonly userData: string | null;
  /** EventData's Binary as upper-case hexadecimal digits; null when absent or empty. */
  readonly binary: string | null;
  /** RenderingInfo's Message, which forwarded and rendered exports carry. */
  readonly message: string | null;
}
