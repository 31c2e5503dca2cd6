import { distinctTexts } from "../../shared/distinct-texts.ts";
import type { Span } from "./drawn-intervals.ts";
import type { LogSilence } from "./log-silence.ts";
import type { OwnershipChange } from "./ownership-change.ts";

/** A node's own log has the volume there from one moment (FILETIME ticks) to the other, and nothing of its coming and going within. */
export interface NodeWatch {
  readonly node: string;
  readonly from: bigint;
  readonly to: bigint;
  /** That shows that it came or went. */
  readonly change: OwnershipChange;
}

/** For each change the watch that is known from it on, and the one until it. */
export interface NodeWatches {
  readonly after: readonly (NodeWatch | null)[];
  readonly before: readonly (NodeWatch | null)[];
}

/** Exports end no watch: the log would show what they say. */
export function watchesOf(changes: readonly OwnershipChange[], silence: LogSilence): NodeWatches {
  const after: (NodeWatch | null)[] = [];
  const before: (NodeWatch | null)[] = [];
  for (const change of changes) {
    after.push(isToldByRows(change) ? (after.at(-1) ?? null) : watchFrom(change, silence));
  }
  for (const change of [...changes].reverse()) {
    before.push(isToldByRows(change) ? (before.at(-1) ?? null) : watchUntil(change, silence));
  }
  return { after, before: before.reverse() };
}

/** By nothing but lists of owners: no log has it. */
export function isToldByRows({ sources }: OwnershipChange): boolean {
  return sources.every((source) => "volume" in source);
}

function watchFrom(change: OwnershipChange, silence: LogSilence): NodeWatch | null {
  const { arrivedInLog: node, to, time } = change;
  if (node === null || !to.includes(node)) return null;
  const until = silence.until(node, time);
  return until === null || until < time ? null : { node, from: time, to: until, change };
}

function watchUntil(change: OwnershipChange, silence: LogSilence): NodeWatch | null {
  const { leftInLog: node, time } = change;
  const since = node === null ? null : silence.since(node, time);
  return node === null || since === null ? null : { node, from: since, to: time, change };
}

/** Where a node's own log knows better than what stands at the span's ends, or contradicts it. */
export function overruled(span: Span | null, watches: readonly (NodeWatch | null)[]): readonly Span[] {
  return watches.reduce<readonly Span[]>(
    (parts, watch) => (watch === null ? parts : parts.flatMap((part) => overruledBy(part, watch))),
    span === null ? [] : [span],
  );
}

function overruledBy(span: Span, { node, from, to, change }: NodeWatch): readonly Span[] {
  const start = span.from === null || from > span.from ? from : span.from;
  const end = span.to === null || to < span.to ? to : span.to;
  if (start >= end) return [span];
  const claims = distinctTexts([...span.claims, node]);
  return [
    { ...span, to: start },
    {
      from: start,
      to: end,
      claims,
      certainty: claims.length > 1 ? "conflict" : "certain",
      start: span.start,
      end: change === span.start ? span.end : change,
    },
    { ...span, from: end },
  ];
}
