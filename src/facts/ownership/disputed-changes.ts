import { distinctTexts } from "../../shared/distinct-texts.ts";
import { MOST_SOURCES, type OwnershipChange } from "./ownership-change.ts";
import type { FactSource } from "./ownership-facts.ts";

/**
 * Changes within `tolerance` (ticks) that cannot all be true become one that claims whatever they claim: two exports of one
 * moment with two owners, a log that has it go where another has it leave from elsewhere. Which came last, and would be
 * right, their clocks do not tell. `changes` in order of time.
 */
export function joinDisputed(changes: readonly OwnershipChange[], tolerance: bigint): readonly OwnershipChange[] {
  const joined: OwnershipChange[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last !== undefined && change.time - last.time <= tolerance && contradict(last, change)) {
      joined[joined.length - 1] = disputed(last, change);
    } else joined.push(change);
  }
  return joined;
}

function contradict(before: OwnershipChange, after: OwnershipChange): boolean {
  if (before.to.length === 0 || after.to.length === 0) return false;
  const addsNothing = after.to.every((node) => before.to.includes(node));
  if (before.isDisputed && addsNothing) return !isOrdered(before, after);
  if (addsNothing && before.to.length === after.to.length) return false;
  if (isOrdered(before, after)) return false;
  // What comes from where it was just taken to goes on, but two histories go on each by itself.
  const goesOn = after.from.some((node) => before.to.includes(node));
  if (goesOn && !(before.holds && after.holds)) return false;
  // It may have failed to go where it was announced to.
  return before.isConfirmed || after.from.length > 0;
}

/** One clock stamped both, so that they are not of one moment. */
function isOrdered(before: OwnershipChange, after: OwnershipChange): boolean {
  if (before.time === after.time) return false;
  const clocks = new Set(before.sources.map(clockOf));
  return after.sources.some((source) => clocks.has(clockOf(source)));
}

function clockOf(source: FactSource): string {
  return "ref" in source ? `host ${source.computer?.toLowerCase() ?? ""}` : `file ${source.file}`;
}

function disputed(before: OwnershipChange, after: OwnershipChange): OwnershipChange {
  return {
    time: before.time,
    from: distinctTexts([...claimedBefore(before), ...claimedBefore(after)]),
    to: distinctTexts([...before.to, ...after.to]),
    isConfirmed: before.isConfirmed || after.isConfirmed,
    isDisputed: true,
    holds: before.holds || after.holds,
    leftInLog: null,
    arrivedInLog: null,
    sources: [...before.sources.slice(0, MOST_SOURCES / 2), ...after.sources].slice(0, MOST_SOURCES),
  };
}

/** A history begins with a row that says nothing of before; where it is disputed, that counts for before as well. */
function claimedBefore({ from, to, holds }: OwnershipChange): readonly string[] {
  return holds && from.length === 0 ? to : from;
}
