import type { EventEvidence } from "../evidence/index.ts";

/** Of events in time order those from `start` to `end`, both included; FILETIME ticks. */
export function eventsBetween(events: readonly EventEvidence[], start: bigint, end: bigint): readonly EventEvidence[] {
  return events.slice(
    countWhile(events, ({ time }) => time < start),
    countWhile(events, ({ time }) => time <= end),
  );
}

/** How many stand before the first that does not hold; all that hold stand first. */
function countWhile(events: readonly EventEvidence[], holds: (event: EventEvidence) => boolean): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && holds(event)) low = middle + 1;
    else high = middle;
  }
  return low;
}
