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
import type { EventEvidence, EventFields, EventNeed, Evidence } from "../evidence/index.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import { eventsBetween, firstFrom } from "./events-between.ts";
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

export interface OperatingSystems {
  /** By host; those of one host in their order. */
  readonly changes: readonly BuildChange[];
  /** By host. */
  readonly begun: readonly BegunByUpgrade[];
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
  for (const [host, group] of sortedGroups(boots, (boot) => boot.host)) {
    const upgrades = restartsOf.get(host) ?? [];
    const clusterEvents = clusterEventsOf.get(host) ?? [];
    const [first, ...rest] = inOrderOfLives(group, (file) => placesIn(file, host, CHANNEL));
    if (first === undefined) continue;
    let before = first;
    const decisive = new Set<EventEvidence | null>();
    for (const boot of rest) {
      if (boot.build !== before.build) {
        const change = changeOf(host, before, boot, upgrades, clusterEvents);
        changes.push(change);
        decisive.add(change.restart);
      }
      before = boot;
    }
    const { event: firstBoot, build } = first;
    const restart = firstFrom(upgrades, firstBoot.time);
    if (restart === undefined || restart.time > firstBoot.time + SET_UP_TICKS || decisive.has(restart)) continue;
    // A new machine has no domain at its first boot.
    if (![firstBoot, restart].every(({ computer }) => computer?.includes(".") === true)) continue;
    begun.push({ host, build, firstBoot, restart, clusterEvents: firstWithin(clusterEvents, firstBoot.time) });
  }
  return { changes, begun };
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
  clusterEvents: readonly EventEvidence[],
): BuildChange {
  const restart = firstFrom(upgrades, lastBefore.time);
  return {
    host,
    from,
    to,
    lastBefore,
    firstAfter,
    restart: restart !== undefined && restart.time <= firstAfter.time ? restart : null,
    clusterEvents: firstWithin(clusterEvents, firstAfter.time),
  };
}

/** 1548 and 1549 by each node that they name, or without a readable name by who wrote them. */
function byNamedNode(events: readonly EventEvidence[], hosts: Hosts): ReadonlyMap<string, readonly EventEvidence[]> {
  const named = events.flatMap((event) =>
    nodesNamed(event).map((node) => ({ host: hosts.nameOf(node, event.time), event })),
  );
  return new Map(
    sortedGroups(named, ({ host }) => host).map(([host, group]) => [host, group.map(({ event }) => event)]),
  );
}

function nodesNamed(event: EventEvidence): readonly string[] {
  const named = [];
  if (isEvent(CLUSTER_SOFTWARE_UPDATED, event)) named.push(readFields(CLUSTER_SOFTWARE_UPDATED, event).fields.node);
  else if (isEvent(DIFFERENT_VERSION_MET, event)) {
    const { node, otherNode } = readFields(DIFFERENT_VERSION_MET, event).fields;
    named.push(node, otherNode);
  } else return [];
  const nodes = named.flatMap((name) => (name === null || name.trim() === "" ? [] : [name.trim()]));
  return nodes.length > 0 ? nodes : event.computer === null ? [] : [event.computer];
}

/** The first of each kind. */
function firstWithin(events: readonly EventEvidence[], start: bigint): readonly EventEvidence[] {
  const near = eventsBetween(events, start, start + CLUSTER_TICKS);
  return near.filter(({ eventId }, index) => near.findIndex((event) => event.eventId === eventId) === index);
}
