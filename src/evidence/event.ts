import { filetimeToIso } from "../shared/filetime.ts";
import { compareBigint, compareText } from "../shared/order.ts";
import type { EventRef } from "./evidence-ref.ts";

/** One datum in document order; `name` is absent for an unnamed Data. */
export interface EventEvidenceDatum {
  readonly name?: string;
  readonly value: string;
}

/** What a source must know of an event; a decoded EVTX event has all of it. */
export interface EventFields {
  readonly recordId: bigint;
  /** FILETIME ticks (100 ns since 1601-01-01, UTC). */
  readonly time: bigint;
  readonly provider: string | null;
  readonly providerGuid: string | null;
  /** null when the record names none. */
  readonly eventId: number | null;
  readonly level: number | null;
  readonly channel: string | null;
  readonly computer: string | null;
  readonly data: readonly EventEvidenceDatum[];
}

/** An event that was seen, and where. */
export interface EventEvidence extends EventFields {
  readonly ref: EventRef;
}

/** Keeps of a decoded event what facts use; the bytes and types behind it can go. */
export function eventEvidence(event: EventFields, file: string): EventEvidence {
  return {
    recordId: event.recordId,
    time: event.time,
    provider: event.provider,
    providerGuid: event.providerGuid,
    eventId: event.eventId,
    level: event.level,
    channel: event.channel,
    computer: event.computer,
    data: event.data.map(({ name, value }) => (name === undefined ? { value } : { name, value })),
    ref: {
      kind: "event",
      file,
      channel: event.channel,
      recordId: event.recordId.toString(),
      time: filetimeToIso(event.time),
    },
  };
}

/** Total order: time, computer, channel, record id, and at last the file. */
export function compareEvents(a: EventEvidence, b: EventEvidence): number {
  return compareSameRecord(a, b) || compareText(a.ref.file, b.ref.file);
}

function compareSameRecord(a: EventEvidence, b: EventEvidence): number {
  return (
    compareBigint(a.time, b.time) ||
    compareText(folded(a.computer), folded(b.computer)) ||
    compareText(folded(a.channel), folded(b.channel)) ||
    compareBigint(a.recordId, b.recordId) ||
    compareText(folded(a.provider), folded(b.provider)) ||
    (a.eventId ?? -1) - (b.eventId ?? -1)
  );
}

/** For comparing names as Windows does: without case, and null first. */
export function folded(name: string | null): string {
  return name === null ? "" : name.toLowerCase();
}

/**
 * Sorted, and each record once: overlapping exports hold the same record in several files
 * (computer, channel, record id and time agree). The first file by name is kept.
 */
export function inOrderWithoutDuplicates(events: readonly EventEvidence[]): readonly EventEvidence[] {
  const sorted = [...events].sort(compareEvents);
  return sorted.filter((event, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareSameRecord(before, event) !== 0;
  });
}
