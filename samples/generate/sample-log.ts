import { compareBigint } from "../../src/shared/order.ts";
import type { Move } from "./cluster/index.ts";
import { type EventToWrite, writeLog } from "./evtx/index.ts";

/** What a record is there to prove, for `expected.json`. */
export type Proof =
  /** The vendor's error or VSS's own of one failed attempt, told apart by the snapshot set. */
  | { readonly kind: "failed-import"; readonly snapshotSetId: string; readonly part: "vendor" | "vss" }
  | { readonly kind: "vendor-error" }
  | { readonly kind: "storage-provider"; readonly node: string }
  | { readonly kind: "shown-lun"; readonly snapshotSetId: string; readonly part: "partmgr" | "disk" }
  | { readonly kind: "move"; readonly move: Move }
  | { readonly kind: "renamed"; readonly node: string }
  | { readonly kind: "upgraded"; readonly node: string; readonly what: string }
  | { readonly kind: "fault"; readonly host: string; readonly fault: string }
  /** One-off, and nobody's fault. */
  | { readonly kind: "noise"; readonly host: string; readonly what: string };

export interface LogEntry {
  readonly event: EventToWrite;
  readonly proves: Proof | null;
}

/** One log of a sample as an administrator would have exported it. */
export interface SampleLog {
  /** Below the sample's folder, with forward slashes. */
  readonly path: string;
  /** The export's first record: logs that have run for a while do not start at 1. */
  readonly firstRecordId: bigint;
  /** In the order of time. */
  readonly entries: readonly LogEntry[];
}

export function ordinary(events: readonly EventToWrite[]): readonly LogEntry[] {
  return events.map((event) => ({ event, proves: null }));
}

export function proof(event: EventToWrite, proves: Proof): LogEntry {
  return { event, proves };
}

/** Stable: events of one moment keep the order they were made in. */
export function inTimeOrder(entries: readonly LogEntry[]): readonly LogEntry[] {
  return entries.toSorted((a, b) => compareBigint(a.event.time, b.event.time));
}

export function sampleLogBytes({ entries, firstRecordId }: SampleLog): Uint8Array {
  return writeLog(
    entries.map(({ event }) => event),
    { firstRecordId },
  );
}
