import { isoToFiletime } from "../shared/filetime.ts";
import { hostShortName } from "../shared/host-name.ts";
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
      (change) =>
        !isBorneAfter(change, othersThan(log.path, placesOf.get(change.from))) &&
        !isBorneBefore(change, othersThan(log.path, placesOf.get(change.to))),
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
 * A machine's own log, renamed once or more: each name's records lie before all of the next one's in time, and the one's
 * last record and the other's first have adjacent ids. A clock that was set back meanwhile is no matter where the times of
 * these two are in order. A log where that fails between any two names is a mixture of machines, and says nothing.
 */
function changesWithin({ strands, isCollection }: NamedLog): readonly NameChange[] {
  if (isCollection) return [];
  const changes: NameChange[] = [];
  let before: NameStrand | null = null;
  for (const after of strands) {
    if (before !== null) {
      if (!followsInLog(before, after) || !isOfOneDomain(before, after)) return [];
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

/**
 * Nothing is missing between the two: in an export of several machines' records the numbers jump. A single record of a
 * name may adjoin by chance.
 */
function followsInLog(before: NameStrand, after: NameStrand): boolean {
  if (before.firstId === before.lastId || after.firstId === after.lastId) return false;
  if (after.firstId - before.lastId !== 1n) return false;
  if (before.to <= after.from) return true;
  return before.last.time <= after.first.time && before.to - after.from <= LONGEST_STEP_TICKS;
}

/** A machine that leaves one domain for another keeps its name; with another name it mostly is another machine. */
function isOfOneDomain(before: NameStrand, after: NameStrand): boolean {
  if (hostShortName(before.name) === hostShortName(after.name)) return true;
  return before.domain === null || after.domain === null || before.domain === after.domain;
}

function othersThan(path: string, places: readonly PlacedStrand[] = []): readonly PlacedStrand[] {
  return places.filter((place) => place.path !== path);
}

/** Another log goes on under the former name: it is another machine's, and blame must not move to this one. */
function isBorneAfter(change: NameChange, others: readonly PlacedStrand[]): boolean {
  const { end } = momentOf(change);
  return others.some(({ strand }) => strand.to > end + NAME_SLACK_TICKS);
}

/** Another log had the new name already. */
function isBorneBefore(change: NameChange, others: readonly PlacedStrand[]): boolean {
  const { start } = momentOf(change);
  return others.some(({ strand }) => strand.from < start - NAME_SLACK_TICKS);
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
