import type { EventEvidence } from "../evidence/index.ts";
import type { Group } from "./sorted-groups.ts";

const TICKS_PER_MINUTE = 60n * 10_000_000n;

/**
 * Incidents with no more than this between them are one storm. Backup jobs retry within minutes, services and the
 * cluster do too, and one job works through its volumes without long pauses; the next job is hours away.
 */
export const STORM_GAP_TICKS = 30n * TICKS_PER_MINUTE;

/** Items in time order, parted where more than `gap` lies between one and the next. All in FILETIME ticks. */
export function runsWithin<T>(
  items: Iterable<T>,
  gap: bigint,
  timesOf: (item: T) => { readonly start: bigint; readonly end: bigint },
): readonly Group<T>[] {
  const runs: [T, ...T[]][] = [];
  let latest: bigint | null = null;
  for (const item of items) {
    const { start, end } = timesOf(item);
    const run = runs.at(-1);
    if (run !== undefined && latest !== null && start - latest <= gap) {
      run.push(item);
      if (end > latest) latest = end;
    } else {
      runs.push([item]);
      latest = end;
    }
  }
  return runs;
}

/** Items in time order, parted where one stands more than `length` behind the first of its group: no group grows longer. */
export function groupsWithin<T>(items: Iterable<T>, length: bigint, timeOf: (item: T) => bigint): readonly Group<T>[] {
  const groups: [T, ...T[]][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (group !== undefined && timeOf(item) - timeOf(group[0]) <= length) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** Records of one host in time order, parted into storms. */
export function stormsOfEvents(events: Iterable<EventEvidence>): readonly Group<EventEvidence>[] {
  return runsWithin(events, STORM_GAP_TICKS, ({ time }) => ({ start: time, end: time }));
}

/** The storm's incidents: none longer than what parts storms, so that a storm without end is more than one. */
export function incidentsOf(storm: Group<EventEvidence>): readonly Group<EventEvidence>[] {
  return groupsWithin(storm, STORM_GAP_TICKS, ({ time }) => time);
}
