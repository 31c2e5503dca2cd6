import { distinctTexts } from "../../shared/distinct-texts.ts";
import { DrawnIntervals, type OwnershipInterval, type Span } from "./drawn-intervals.ts";
import type { LogSilence } from "./log-silence.ts";
import { isToldByRows, type NodeWatch, overruled, watchesOf } from "./node-watches.ts";
import type { OwnershipChange } from "./ownership-change.ts";

export type { OwnershipInterval } from "./drawn-intervals.ts";

/** In time order, without holes but where nothing tells an owner. `changes` in order of time. */
export function intervalsOf(changes: readonly OwnershipChange[], silence: LogSilence): readonly OwnershipInterval[] {
  const drawn = new DrawnIntervals();
  const watches = watchesOf(changes, silence);
  let before: OwnershipChange | null = null;
  for (const [at, after] of changes.entries()) {
    const span = before === null ? beforeFirst(after) : between(before, after);
    // A departure that a log shows is taken as it stands there; what the log shows behind it is held against all else.
    const ahead = before === null || isToldByRows(after) ? (watches.before[at] ?? null) : null;
    for (const part of overruled(span, [watchBehind(before, span, watches.after[at - 1]), ahead])) drawn.add(part);
    before = after;
  }
  if (before !== null) {
    const span = afterLast(before);
    for (const part of overruled(span, [watchBehind(before, span, watches.after.at(-1))])) drawn.add(part);
  }
  return drawn.intervals();
}

function watchBehind(
  before: OwnershipChange | null,
  span: Span | null,
  watch: NodeWatch | null = null,
): NodeWatch | null {
  if (before === null || span === null) return null;
  return isToldByRows(before) || span.certainty === "assumed" ? watch : null;
}

function beforeFirst(first: OwnershipChange): Span | null {
  const { time, from: claims, isDisputed } = first;
  if (claims.length === 0 || (claims.length > 1 && !isDisputed)) return null;
  const certainty = claims.length > 1 ? "conflict" : "assumed";
  return { from: null, to: time, claims, certainty, start: first, end: first };
}

function afterLast(last: OwnershipChange): Span | null {
  const { time, to: claims, holds } = last;
  if (claims.length === 0) return null;
  const certainty = claims.length > 1 ? "conflict" : holds ? "certain" : "assumed";
  return { from: time, to: null, claims, certainty, start: last, end: last };
}

function between(before: OwnershipChange, after: OwnershipChange): Span {
  return { from: before.time, to: after.time, ...ownerBetween(before, after), start: before, end: after };
}

function ownerBetween(before: OwnershipChange, after: OwnershipChange): Pick<Span, "claims" | "certainty"> {
  if (after.isDisputed && after.from.length > 1) {
    return { claims: distinctTexts([...before.to, ...after.from]), certainty: "conflict" };
  }
  const [owner, anotherOwner] = before.to;
  if (anotherOwner !== undefined) return { claims: before.to, certainty: "conflict" };
  // What comes online where it was has only been restarted.
  const isBack = after.from.length === 0 && owner !== undefined && after.to.includes(owner);
  if (owner !== undefined) {
    if (after.from.includes(owner) || isBack) return { claims: [owner], certainty: "certain" };
    if (after.from.length > 0) return { claims: distinctTexts([owner, ...after.from]), certainty: "conflict" };
    return { claims: [owner], certainty: before.holds ? "certain" : "assumed" };
  }
  // It left, and nothing says where to.
  const former = before.from[0] ?? "";
  const later = after.from.length > 0 ? after.from : after.to;
  const next = later.find((node) => node !== former);
  if (next === undefined) return { claims: [former], certainty: "assumed" };
  if (after.from.length > 0) return { claims: [next], certainty: "assumed" };
  return { claims: distinctTexts([former, next]), certainty: "conflict" };
}
