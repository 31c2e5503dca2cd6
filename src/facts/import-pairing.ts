import type { EventEvidence } from "../evidence/index.ts";
import { compareBigint } from "../shared/order.ts";

/** A vendor's event counts as part of a failed import when it lies this near to the 12293, before or after. */
export const PAIRING_TICKS = 120n * 10_000_000n;

/** A 12293 with the vendor's events that belong to it, as far as time tells. */
export interface PairedCall {
  readonly call: EventEvidence;
  readonly vendorEvents: readonly EventEvidence[];
}

/**
 * Pairs the 12293s and the vendor's events of one computer, both in time order: the nearest two first, each of either
 * once. Of two equally near pairs the one whose vendor's event comes first wins, for the provider reports before VSS does.
 * A vendor's event that is left over near a call is a further report on the same import; the others are `alone`.
 */
export function pairImports(
  calls: readonly EventEvidence[],
  vendorEvents: readonly EventEvidence[],
): { readonly imports: readonly PairedCall[]; readonly alone: readonly EventEvidence[] } {
  const callOfEvent = nearestFirst(calls, vendorEvents);
  const eventsOfCall = new Map<EventEvidence, EventEvidence[]>(calls.map((call) => [call, []]));
  const alone: EventEvidence[] = [];
  let next = 0;
  for (const event of vendorEvents) {
    while ((calls[next]?.time ?? event.time) < event.time) next++;
    const call = callOfEvent.get(event) ?? nearer(event, calls[next - 1], calls[next]);
    if (call === null) alone.push(event);
    else eventsOfCall.get(call)?.push(event);
  }
  return { imports: [...eventsOfCall].map(([call, events]) => ({ call, vendorEvents: events })), alone };
}

interface Entry {
  readonly event: EventEvidence;
  readonly isCall: boolean;
  before: Entry | null;
  after: Entry | null;
}

/**
 * The nearest two that are left always stand side by side in time order. So the walk goes on while the next gap is
 * smaller, pairs at the smallest, and steps back to where the new neighbours meet: linear in the number of events.
 */
function nearestFirst(
  calls: readonly EventEvidence[],
  vendorEvents: readonly EventEvidence[],
): ReadonlyMap<EventEvidence, EventEvidence> {
  const callOfEvent = new Map<EventEvidence, EventEvidence>();
  let at = linkedInOrder(calls, vendorEvents);
  while (at !== null) {
    const after: Entry | null = at.after;
    if (after === null) break;
    const gap = gapBetween(at, after);
    const nextGap = after.after === null ? null : gapBetween(after, after.after);
    if (gap === null || (nextGap !== null && (nextGap < gap || (nextGap === gap && at.isCall)))) {
      at = after;
      continue;
    }
    const [call, vendorEvent] = at.isCall ? [at, after] : [after, at];
    callOfEvent.set(vendorEvent.event, call.event);
    if (at.before !== null) at.before.after = after.after;
    if (after.after !== null) after.after.before = at.before;
    at = at.before?.before ?? at.before ?? after.after;
  }
  return callOfEvent;
}

/** The first of a chain in time order; at the same time, vendor's events come first. */
function linkedInOrder(calls: readonly EventEvidence[], vendorEvents: readonly EventEvidence[]): Entry | null {
  const entries = [
    ...vendorEvents.map((event): Entry => ({ event, isCall: false, before: null, after: null })),
    ...calls.map((event): Entry => ({ event, isCall: true, before: null, after: null })),
  ].sort((a, b) => compareBigint(a.event.time, b.event.time));
  entries.forEach((entry, index) => {
    entry.before = entries[index - 1] ?? null;
    entry.after = entries[index + 1] ?? null;
  });
  return entries[0] ?? null;
}

/** null: no pair. */
function gapBetween(a: Entry, b: Entry): bigint | null {
  const gap = b.event.time - a.event.time;
  return a.isCall !== b.isCall && gap <= PAIRING_TICKS ? gap : null;
}

function nearer(
  event: EventEvidence,
  before: EventEvidence | undefined,
  after: EventEvidence | undefined,
): EventEvidence | null {
  const sinceBefore = before === undefined ? null : event.time - before.time;
  const untilAfter = after === undefined ? null : after.time - event.time;
  const takeAfter = untilAfter !== null && (sinceBefore === null || untilAfter <= sinceBefore);
  const distance = takeAfter ? untilAfter : sinceBefore;
  if (distance === null || distance > PAIRING_TICKS) return null;
  return (takeAfter ? after : before) ?? null;
}
