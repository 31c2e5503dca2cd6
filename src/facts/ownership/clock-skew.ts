import {
  isEvent,
  readFields,
  SNAPSHOT_CREATED,
  SNAPSHOT_IMPORTED,
  VOLUME_STATE_CHANGED,
} from "../../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../../evidence/index.ts";
import { compareBigint } from "../../shared/order.ts";
import { EARLIEST_RECORD_TIME } from "../../shared/plausible-time.ts";
import { distance, larger, smaller } from "../../shared/ticks.ts";
import type { Hosts } from "../hosts.ts";
import { sortedGroups } from "../sorted-groups.ts";
import { OWNERSHIP_NEEDS, readOwnership } from "./ownership-events.ts";
import { deriveProxyClocks, type ProxyClock } from "./proxy-clocks.ts";
import type { Volumes } from "./volumes.ts";

/** Ticks by which clocks are taken to differ where nothing tells: two minutes. Kerberos lets domain members differ by five. */
const DEFAULT_TOLERANCE_TICKS = 120n * 10_000_000n;
/** Fewer shared facts are no estimate. */
const FEWEST_FACTS = 3;
/** Records further apart are not of one fact: nodes are members of one domain, and could not log on with such clocks. */
const FARTHEST_TICKS = 10n * 60n * 10_000_000n;

/** How far a host's clock is ahead of the others'. */
export interface HostClock {
  readonly host: string;
  /** Ticks ahead (behind where negative), by the median of all facts that it shares with others; null: of too few. */
  readonly offset: bigint | null;
  /** Ticks: half of the facts differ from the offset by no more. */
  readonly spread: bigint | null;
  /** Shared facts. */
  readonly count: number;
}

export const CLOCK_NEEDS: readonly EventNeed[] = [
  ...OWNERSHIP_NEEDS,
  ...[SNAPSHOT_CREATED, SNAPSHOT_IMPORTED].map(({ need }) => need),
];

export interface ClockSkew {
  /** By host; those that share any fact with another. */
  readonly hosts: readonly HostClock[];
  /** By proxy; those that imported a snapshot set of which its host tells the creation. */
  readonly proxies: readonly ProxyClock[];
  /**
   * Ticks by which times of two hosts may differ: the default, or more where clocks are known to differ by more. It is never
   * less, for most exports share nothing with the nodes. A proxy's may differ by more (`proxyTolerance`).
   */
  readonly tolerance: bigint;
  /** false: nothing tells, so that it is the default. */
  readonly isEstimated: boolean;
}

/**
 * From facts that several hosts log within moments: a move of a role to a node, as announced (1641, 1153, 1154, 1673) and as
 * that node confirms it, and one change of a volume's state (5151 with one sequence number). Each record is held against the
 * median of its fact's records. A confirmation comes seconds late, which makes a host that is the target more often than
 * not seem ahead by as much: little beside the tolerance.
 */
export function deriveClockSkew(
  evidence: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
  volumes: Volumes,
): ClockSkew {
  const { events, latest } = evidence;
  const shared = events.flatMap((event) => {
    const key = event.time >= EARLIEST_RECORD_TIME && event.time <= latest ? factKey(event, hosts, volumes) : null;
    return key === null ? [] : [{ key, host: hosts.nameOf(event.computer, event.time), time: event.time }];
  });
  const differences = sortedGroups(shared, ({ key }) => key).flatMap(([, records]) => differencesOf(records));
  const clocks = sortedGroups(differences, ({ host }) => host).map(([host, group]): HostClock => {
    const ahead = group.map(({ by }) => by);
    if (ahead.length < FEWEST_FACTS) return { host, offset: null, spread: null, count: ahead.length };
    const offset = median(ahead);
    return { host, offset, spread: median(ahead.map((by) => distance(by, offset))), count: ahead.length };
  });
  const known = clocks.flatMap(({ host, offset, spread }) =>
    offset === null || spread === null ? [] : [{ host, offset, spread }],
  );
  const highest = known.reduce((most, { offset, spread }) => larger(most, offset + spread), 0n);
  const lowest = known.reduce((least, { offset, spread }) => smaller(least, offset - spread), 0n);
  const proxies = deriveProxyClocks(evidence, hosts, new Map(known.map(({ host, offset }) => [host, offset])));
  return {
    hosts: clocks,
    proxies,
    tolerance: larger(DEFAULT_TOLERANCE_TICKS, highest - lowest),
    isEstimated: known.length > 0 || proxies.some(({ aheadAtMost }) => aheadAtMost !== null),
  };
}

/** What all hosts say of one fact alike; null for what they do not share. */
function factKey(event: EventEvidence, hosts: Hosts, { nameOf }: Volumes): string | null {
  if (isEvent(VOLUME_STATE_CHANGED, event)) {
    const { volume, resource, newState, sequenceNumber } = readFields(VOLUME_STATE_CHANGED, event).fields;
    if (sequenceNumber === null || sequenceNumber === "") return null;
    return JSON.stringify(["state", (resource ?? volume)?.toLowerCase(), newState, sequenceNumber]);
  }
  const said = readOwnership(event);
  if (said === null) return null;
  const { what, group, resource, to } = said;
  const target = what === "arrived" ? event.computer : what === "moving" ? to : null;
  const moved = resource ?? group;
  if (target === null || moved === null) return null;
  const volume = nameOf(moved, resource === null ? "group" : "resource") ?? moved.toLowerCase();
  return JSON.stringify(["move", volume, hosts.nameOf(target, event.time)]);
}

interface SharedRecord {
  readonly host: string;
  readonly time: bigint;
}

interface Difference {
  readonly host: string;
  readonly by: bigint;
}

/** Records in time order that may be of one fact, or of one that happens again. A host's first record of each counts. */
function differencesOf(records: readonly SharedRecord[]): readonly Difference[] {
  const differences: Difference[] = [];
  let fact = new Map<string, bigint>();
  let start = 0n;
  const close = (): void => {
    if (fact.size > 1) {
      const middle = median([...fact.values()]);
      for (const [host, time] of fact) differences.push({ host, by: time - middle });
    }
    fact = new Map();
  };
  for (const { host, time } of records) {
    if (time - start > FARTHEST_TICKS) close();
    if (fact.size === 0) start = time;
    if (!fact.has(host)) fact.set(host, time);
  }
  close();
  return differences;
}

/** The middle one, or the mean of the two in the middle. */
function median(values: readonly bigint[]): bigint {
  const sorted = [...values].sort(compareBigint);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0n, sorted[sorted.length >> 1] ?? 0n];
  return (low + high) / 2n;
}
