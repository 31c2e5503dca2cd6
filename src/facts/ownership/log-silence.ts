import { CLUSTER_JOINED, isEvent } from "../../catalogue/index.ts";
import { type Evidence, joinStretches, type RecordStretch } from "../../evidence/index.ts";
import { compareBigint } from "../../shared/order.ts";
import { EARLIEST_RECORD_TIME } from "../../shared/plausible-time.ts";
import { countWhile } from "../events-between.ts";
import type { Hosts } from "../hosts.ts";
import { sortedGroups } from "../sorted-groups.ts";
import { isClusterLog } from "./ownership-changes.ts";

/** Between which times (FILETIME ticks) a node's cluster log holds every record and nothing ended its membership. */
interface Watch {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * How far a node's own log reaches without a gap around a time: what comes and goes is logged there, so where nothing is,
 * nothing did. A node that joins its cluster again had left it, and lost what it owned.
 */
export interface LogSilence {
  /** FILETIME ticks, at or after `time`; null: the node's log does not hold that time. */
  until(node: string, time: bigint): bigint | null;
  /** At or before `time`. */
  since(node: string, time: bigint): bigint | null;
}

export function deriveLogSilence(
  { events, logs, latest }: Pick<Evidence, "events" | "logs" | "latest">,
  hosts: Hosts,
): LogSilence {
  const stretches = logs
    .flatMap((log) => log.origins)
    .filter(({ channel }) => isClusterLog(channel))
    .flatMap(({ computer, stretches: ofOrigin = [] }) => ofOrigin.map((stretch) => ({ computer, stretch })));
  const joins = new Map(
    sortedGroups(
      events.filter((event) => isEvent(CLUSTER_JOINED, event)),
      ({ computer, time }) => hosts.nameOf(computer, time),
    ),
  );
  const watches = new Map<string, readonly Watch[]>();
  for (const [node, group] of sortedGroups(stretches, (one) => hosts.nameOf(one.computer, one.stretch.lastTime))) {
    const whole = joinStretches(group.map(({ stretch }) => stretch)).filter((stretch) => isWhole(stretch, latest));
    const ends = (joins.get(node) ?? []).map(({ time }) => time);
    const ofNode = whole.flatMap(({ firstTime, lastTime }) => cut({ from: firstTime, to: lastTime }, ends));
    watches.set(
      node,
      ofNode.sort((a, b) => compareBigint(a.from, b.from) || compareBigint(a.to, b.to)),
    );
  }
  const around = (node: string, time: bigint): Watch | null => {
    const ofNode = watches.get(node) ?? [];
    const last = ofNode[countWhile(ofNode, ({ from }) => from <= time) - 1];
    return last !== undefined && time <= last.to ? last : null;
  };
  return {
    until: (node, time) => around(node, time)?.to ?? null,
    since: (node, time) => around(node, time)?.from ?? null,
  };
}

function isWhole({ firstId, lastId, records, firstTime, lastTime }: RecordStretch, latest: bigint): boolean {
  const isPlausible = firstTime >= EARLIEST_RECORD_TIME && firstTime <= lastTime && lastTime <= latest;
  return isPlausible && records === lastId - firstId + 1n;
}

/** At each end (in time order) that lies within. */
function cut({ from, to }: Watch, ends: readonly bigint[]): readonly Watch[] {
  const inside = ends.slice(
    countWhile(ends, (end) => end <= from),
    countWhile(ends, (end) => end < to),
  );
  const starts = [from, ...inside];
  return starts.map((start, index) => ({ from: start, to: (inside[index] ?? to + 1n) - 1n }));
}
