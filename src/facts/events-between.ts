import type { EventEvidence } from "../evidence/index.ts";

/** Of events in time order those from `start` to `end`, both included; FILETIME ticks. */
export function eventsBetween(events: readonly EventEvidence[], start: bigint, end: bigint): readonly EventEvidence[] {
  return events.slice(
    countWhile(events, ({ time }) => time < start),
    countWhile(events, ({ time }) => time <= end),
  );
}

/** Of events in time order the first at or after this time (FILETIME ticks). */
export function firstFrom(events: readonly EventEvidence[], time: bigint): EventEvidence | undefined {
  return events[countWhile(events, (event) => event.time < time)];
}

/** How many stand before the first that does not hold; all that hold stand first. */
export function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
