import { isoToFiletime } from "../shared/filetime.ts";
import { compareBigint, compareText } from "../shared/order.ts";
import type { NameKey } from "./computer-names.ts";
import { NAME_SLACK_TICKS, type NameChange } from "./name-changes.ts";
import type { NamedLog, NameStrand } from "./name-strands.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** One for each two names, from the log that bounds its moment most narrowly; by time. */
export function inferredChanges(logs: readonly NamedLog[]): readonly NameChange[] {
  const placesOf = new Map<NameKey, PlacedStrand[]>();
  for (const { path, strands } of logs) {
    for (const strand of strands) {
      const places = placesOf.get(strand.name);
      if (places === undefined) placesOf.set(strand.name, [{ path, strand }]);
      else places.push({ path, strand });
    }
  }
  const seen = logs.flatMap((log) =>
    changesWithin(log).filter(
      (change) => ![change.from, change.to].some((name) => isBorneAcross(change, log.path, placesOf.get(name) ?? [])),
    ),
  );
  const groups = sortedGroups(seen, ({ from, to }) => JSON.stringify([from, to]));
  return groups
    .flatMap(([, group]) => joinMoments(group))
    .sort((a, b) => compareBigint(a.at, b.at) || compareText(a.from, b.from) || compareText(a.to, b.to));
}

// As far as a wrong time zone or a clock without battery is out when a machine is set up.
const LONGEST_STEP_TICKS = 24n * 3600n * 10_000_000n;

/**
 * A machine's own log, renamed once or more: each name's records lie before all of the next one's, in record id and in
 * time. A clock that was set back meanwhile is no matter where the one's last record and the other's first have adjacent
 * ids, and times in order. A log where that fails between any two names is a mixture of machines, and says nothing.
 */
function changesWithin({ strands, isCollection }: NamedLog): readonly NameChange[] {
  if (isCollection) return [];
  const changes: NameChange[] = [];
  let before: NameStrand | null = null;
  for (const after of strands) {
    if (before !== null) {
      if (!followsInLog(before, after)) return [];
      changes.push({
        from: before.name,
        to: after.name,
        until: isoToFiletime(before.last.time) ?? before.to,
        since: isoToFiletime(after.first.time) ?? after.from,
        at: after.from,
        lastBefore: before.to,
        firstAfter: after.from,
        proof: { basis: "inferred", lastBefore: before.last, firstAfter: after.first },
      });
    }
    before = after;
  }
  return changes;
}

function followsInLog(before: NameStrand, after: NameStrand): boolean {
  if (before.lastId >= after.firstId) return false;
  if (before.to <= after.from) return true;
  const isAdjacent = after.firstId - before.lastId === 1n && before.last.time <= after.first.time;
  return isAdjacent && before.to - after.from <= LONGEST_STEP_TICKS;
}

/** Another log has the name before and after the change: then the two names are two machines'. */
function isBorneAcross(change: NameChange, path: string, places: readonly PlacedStrand[]): boolean {
  const { start, end } = momentOf(change);
  return places.some(
    (place) =>
      place.path !== path && place.strand.from < start - NAME_SLACK_TICKS && place.strand.to > end + NAME_SLACK_TICKS,
  );
}

/** Between which times it happened, by a clock that may have been set back. */
function momentOf({ lastBefore, firstAfter }: NameChange): { readonly start: bigint; readonly end: bigint } {
  return lastBefore < firstAfter ? { start: lastBefore, end: firstAfter } : { start: firstAfter, end: lastBefore };
}

interface PlacedStrand {
  readonly path: string;
  readonly strand: NameStrand;
}

/** One change of names as several logs show it, where their moments touch; told from the log with the shortest moment. */
function joinMoments(group: readonly NameChange[]): readonly NameChange[] {
  const joined: NameChange[] = [];
  for (const change of [...group].sort((a, b) => compareBigint(momentOf(a).start, momentOf(b).start))) {
    const before = joined.at(-1);
    if (before === undefined || momentOf(change).start > momentOf(before).end + NAME_SLACK_TICKS) {
      joined.push(change);
      continue;
    }
    joined[joined.length - 1] = {
      ...(lengthOf(change) < lengthOf(before) ? change : before),
      lastBefore: change.lastBefore > before.lastBefore ? change.lastBefore : before.lastBefore,
      firstAfter: change.firstAfter < before.firstAfter ? change.firstAfter : before.firstAfter,
    };
  }
  return joined;
}

/** Between the two records that show it. */
function lengthOf({ until, since }: NameChange): bigint {
  return since - until;
}
