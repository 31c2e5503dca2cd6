import {
  BOOTED_VERSION,
  CLUSTER_SOFTWARE_UPDATED,
  DIFFERENT_VERSION_MET,
  isEvent,
  readBootedVersion,
  readFields,
  readRestartRequest,
  readStartedVersion,
  RESTART_INITIATED,
  SYSTEM_STARTED,
} from "../catalogue/index.ts";
import {
  compareEvents,
  type EventEvidence,
  type EventFields,
  type EventNeed,
  type Evidence,
} from "../evidence/index.ts";
import { NO_LATEST_TIME, plausibleSpan } from "../shared/plausible-time.ts";
import { firstFrom } from "./events-between.ts";
import type { Hosts } from "./hosts.ts";
import { inOrderOfLives, placesByFile } from "./log-lives.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** A host booted another build of Windows than before: a monthly update only raises the revision of the same build. */
export interface BuildChange {
  readonly host: string;
  /** Below `to` for an upgrade; above it where an upgrade was taken back, or an older Windows installed. */
  readonly from: number;
  readonly to: number;
  readonly lastBefore: EventEvidence;
  readonly firstAfter: EventEvidence;
  /** A restart between the two whose reason code is an upgrade's; without it a reinstallation looks the same. */
  readonly restart: EventEvidence | null;
  /** What the cluster logged of it within a week: 1548 and 1549, the first of each. */
  readonly clusterEvents: readonly EventEvidence[];
}

/**
 * A host whose logs begin with the set-up of its Windows under a name with a domain, which a new machine does not have
 * yet. Inferred: an upgrade in place starts new logs and leaves the old ones in Windows.old.
 */
export interface BegunByUpgrade {
  readonly host: string;
  readonly build: number;
  readonly firstBoot: EventEvidence;
  /** The restart that ends the set-up. */
  readonly restart: EventEvidence;
  readonly clusterEvents: readonly EventEvidence[];
}

/**
 * A host whose System log was new at its first boot, and whose cluster then found its cluster software updated. Inferred,
 * where the log before is missing: its Windows was upgraded in place or installed again.
 */
export interface RejoinedAnew {
  readonly host: string;
  readonly build: number;
  readonly firstBoot: EventEvidence;
  /** The 1549 that names it. */
  readonly updated: EventEvidence;
  /** That one, and the first 1548. */
  readonly clusterEvents: readonly EventEvidence[];
}

export interface OperatingSystems {
  /** By host; those of one host in their order. */
  readonly changes: readonly BuildChange[];
  /** By host; no host is in both. */
  readonly begun: readonly BegunByUpgrade[];
  readonly rejoined: readonly RejoinedAnew[];
}

/** An upgrade counts in whatever window: what fails inside it may fail because of it. */
export const OPERATING_SYSTEM_NEEDS: readonly EventNeed[] = [
  BOOTED_VERSION.need,
  SYSTEM_STARTED.need,
  { ...RESTART_INITIATED.need, keepIf: isUpgrade },
  CLUSTER_SOFTWARE_UPDATED.need,
  DIFFERENT_VERSION_MET.need,
].map((need) => ({ ...need, anyTime: true }));

const CHANNEL = "System";

const DAY_TICKS = 24n * 3600n * 10_000_000n;

/** A set-up restarts the machine within minutes of its first boot; a slow one takes hours. */
const SET_UP_TICKS = DAY_TICKS;
/** A node is back in its cluster soon after its upgrade, and meets the others. */
const CLUSTER_TICKS = 7n * DAY_TICKS;

/** A new log holds a boot of its set-up among its first records; one that lost its beginning has higher numbers. */
const FIRST_RECORDS = 50n;

export function deriveOperatingSystems(
  { events, logs, latest }: Pick<Evidence, "events" | "logs" | "latest">,
  hosts: Hosts,
): OperatingSystems {
  const isPlausible = ({ time }: EventEvidence): boolean => plausibleSpan([time], latest).first !== null;
  const boots = events.filter(isPlausible).flatMap((event) => {
    const build = bootedBuild(event);
    return build === null ? [] : [{ host: hosts.nameOf(event.computer, event.time), event, build }];
  });
  const restarts = events.filter((event) => isEvent(RESTART_INITIATED, event) && isUpgrade(event));
  const restartsOf = new Map(sortedGroups(restarts, ({ computer, time }) => hosts.nameOf(computer, time)));
  const clusterEventsOf = byNamedNode(events, hosts);
  const placesIn = placesByFile({ logs, latest }, hosts);
  const changes: BuildChange[] = [];
  const begun: BegunByUpgrade[] = [];
  const rejoined: RejoinedAnew[] = [];
  for (const [host, group] of sortedGroups(boots, (boot) => boot.host)) {
    const upgrades = restartsOf.get(host) ?? [];
    const seenByCluster = clusterEventsOf.get(host) ?? NOT_SEEN;
    const [first, ...rest] = inOrderOfLives(group, (file) => placesIn(file, host, CHANNEL));
    if (first === undefined) continue;
    let before = first;
    let firstChange: BuildChange | null = null;
    const decisive = new Set<EventEvidence | null>();
    for (const boot of rest) {
      if (boot.build !== before.build) {
        const change = changeOf(host, before, boot, upgrades, seenByCluster);
        changes.push(change);
        firstChange ??= change;
        decisive.add(change.restart);
      }
      before = boot;
    }
    const { event: firstBoot, build } = first;
    const clusterEvents = clusterEventsAfter(firstBoot.time, seenByCluster);
    const restart = setUpEnd(firstBoot, upgrades);
    if (restart !== null && !decisive.has(restart)) begun.push({ host, build, firstBoot, restart, clusterEvents });
    else if (firstBoot.recordId <= FIRST_RECORDS) {
      const updated = clusterEvents.find(isSoftwareUpdate);
      // One behind a change of builds tells of that change.
      const isOfFirstBoot = updated !== undefined && updated.time < (firstChange?.firstAfter.time ?? NO_LATEST_TIME);
      if (isOfFirstBoot) rejoined.push({ host, build, firstBoot, updated, clusterEvents });
    }
  }
  return { changes, begun, rejoined };
}

/** null where the host had no domain yet: a new machine has none at its first boot. */
function setUpEnd(firstBoot: EventEvidence, upgrades: readonly EventEvidence[]): EventEvidence | null {
  const restart = firstFrom(upgrades, firstBoot.time);
  if (restart === undefined || restart.time > firstBoot.time + SET_UP_TICKS) return null;
  return [firstBoot, restart].every(({ computer }) => computer?.includes(".") === true) ? restart : null;
}

/** Ordinary restarts are many on some hosts. */
function isUpgrade(event: Pick<EventFields, "data">): boolean {
  return readRestartRequest(event).isUpgrade === true;
}

interface Boot {
  readonly event: EventEvidence;
  readonly build: number;
}

function bootedBuild(event: EventEvidence): number | null {
  if (isEvent(BOOTED_VERSION, event)) return readBootedVersion(event)?.build ?? null;
  return isEvent(SYSTEM_STARTED, event) ? (readStartedVersion(event)?.build ?? null) : null;
}

function changeOf(
  host: string,
  { build: from, event: lastBefore }: Boot,
  { build: to, event: firstAfter }: Boot,
  upgrades: readonly EventEvidence[],
  seenByCluster: SeenByCluster,
): BuildChange {
  const restart = firstFrom(upgrades, lastBefore.time);
  return {
    host,
    from,
    to,
    lastBefore,
    firstAfter,
    restart: restart !== undefined && restart.time <= firstAfter.time ? restart : null,
    clusterEvents: clusterEventsAfter(firstAfter.time, seenByCluster),
  };
}

/** 1549 and 1548, each in time order. */
interface SeenByCluster {
  readonly updated: readonly EventEvidence[];
  readonly met: readonly EventEvidence[];
}

const NOT_SEEN: SeenByCluster = { updated: [], met: [] };

/** By each node that they name, or without a readable name by who wrote them. */
function byNamedNode(events: readonly EventEvidence[], hosts: Hosts): ReadonlyMap<string, SeenByCluster> {
  const named = events.flatMap((event) =>
    nodesNamed(event).map((node) => ({ host: hosts.nameOf(node, event.time), event })),
  );
  const byHost = sortedGroups(named, ({ host }) => host).map(([host, group]) => {
    const seen = group.map(({ event }) => event);
    const met = seen.filter((event) => !isSoftwareUpdate(event));
    return [host, { updated: seen.filter(isSoftwareUpdate), met }] as const;
  });
  return new Map(byHost);
}

function isSoftwareUpdate(event: EventEvidence): boolean {
  return isEvent(CLUSTER_SOFTWARE_UPDATED, event);
}

function nodesNamed(event: EventEvidence): readonly string[] {
  const named = [];
  if (isSoftwareUpdate(event)) named.push(readFields(CLUSTER_SOFTWARE_UPDATED, event).fields.node);
  else if (isEvent(DIFFERENT_VERSION_MET, event)) {
    const { node, otherNode } = readFields(DIFFERENT_VERSION_MET, event).fields;
    named.push(node, otherNode);
  } else return [];
  const nodes = named.flatMap((name) => (name === null || name.trim() === "" ? [] : [name.trim()]));
  return nodes.length > 0 ? nodes : event.computer === null ? [] : [event.computer];
}

/** Within a week, in time order: the first of each kind. */
function clusterEventsAfter(start: bigint, { updated, met }: SeenByCluster): readonly EventEvidence[] {
  return [firstFrom(updated, start), firstFrom(met, start)]
    .flatMap((event) => (event !== undefined && event.time <= start + CLUSTER_TICKS ? [event] : []))
    .sort(compareEvents);
}
