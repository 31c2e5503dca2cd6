import type { Value } from "./value.ts";
import type { ValueTypeName } from "./value-type.ts";

/**
 * How Windows lays out the record, as real logs show it:
 * - `manifest`: the provider's name and GUID stand in the template; what event sources get that a manifest describes
 *   but that still write through ReportEvent (Service Control Manager, User32), and the Eventlog service itself;
 * - `classic`: the same without Version, Opcode, Correlation and Execution; what ReportEvent makes on Server 2016;
 * - `shared`: one template for all providers, which fills in name, GUID and channel; what writes through ETW gets;
 * - `forwarded`: no template at all, every value spelled out as text; what Windows Event Forwarding stores.
 */
export type RecordLayout = "manifest" | "classic" | "shared" | "forwarded";

/** A value to write; a plain string is a BinXML string. */
export type FieldValue = string | Value;

export interface Field {
  /** The Data element's Name (or the element's own name in UserData); absent for an unnamed Data. */
  readonly name?: string;
  readonly value: FieldValue;
}

export type Payload =
  /** `<EventData>` with one string array behind `%1..%n` and a Binary: ReportEvent and EventLog.WriteEntry. */
  | { readonly kind: "strings"; readonly strings: readonly string[] | null; readonly binary?: Uint8Array }
  /** `<EventData>` with one Data per field; `name` is EventData's own Name attribute. */
  | {
      readonly kind: "event-data";
      readonly fields: readonly Field[];
      readonly binary?: Uint8Array;
      readonly name?: string;
    }
  /** `<UserData>` with one root element and its children. */
  | {
      readonly kind: "user-data";
      readonly root: string;
      readonly xmlns?: string;
      readonly fields: readonly { readonly name: string; readonly value: FieldValue }[];
    }
  | { readonly kind: "none" };

export interface EventProvider {
  readonly name: string;
  /** As it shall stand in the record: with or without braces, in any case. */
  readonly guid?: string;
  readonly eventSourceName?: string;
}

/** One event to write. What is absent is a null value in the record. */
export interface EventToWrite {
  readonly provider: EventProvider;
  readonly eventId: number;
  readonly qualifiers?: number;
  readonly version?: number;
  readonly level?: number;
  readonly task?: number;
  readonly opcode?: number;
  readonly keywords?: bigint;
  /** FILETIME ticks: 100 ns since 1601-01-01, UTC. */
  readonly time: bigint;
  /** EventRecordID and the record header's number; absent: one more than the record before. */
  readonly recordId?: bigint;
  readonly activityId?: string;
  readonly relatedActivityId?: string;
  readonly processId?: number;
  readonly threadId?: number;
  readonly channel: string;
  readonly computer: string;
  /** A SID as `S-1-5-...`. */
  readonly userId?: string;
  readonly payload: Payload;
  /** Default `manifest`. */
  readonly layout?: RecordLayout;
}

export function fieldValue(value: FieldValue): Value {
  return typeof value === "string" ? { type: "string", value } : value;
}

/** What a substitution declares for this value: its type, or that of an array's items; text where the value is null. */
export function declaredType(value: Value): { readonly type: ValueTypeName; readonly array: boolean } {
  if (value.type === "array") return { type: value.of, array: true };
  return { type: value.type === "null" ? "string" : value.type, array: false };
}
