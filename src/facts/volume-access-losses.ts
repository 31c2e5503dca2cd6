import { isEvent, readVolumeLoss, VOLUME_INACCESSIBLE, VOLUME_PAUSED } from "../catalogue/index.ts";
import { compareEvents, type EventEvidence, type EventNeed, type Evidence } from "../evidence/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { groupsWithin, runsWithin, STORM_GAP_TICKS } from "./runs.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";
import { distinctVolumes, volumeKey } from "./volume-key.ts";

/**
 * Records of one volume within this time of the first are one incident, whichever nodes wrote them: the cluster tries
 * again for minutes, and the clocks of its nodes may differ by as much.
 */
const INCIDENT_TICKS = 5n * 60n * 10_000_000n;

/** One incident: a volume that several nodes lost, or what one node alone lost at that time. */
export interface AccessLoss {
  /** FailoverClustering 5120 and 5142, in time order. */
  readonly events: Group<EventEvidence>;
  /** Some node lost access (5142), and did not only wait for the volume (5120). */
  readonly isLost: boolean;
  /** As the events name them, the disk resource first; sorted. They may name none. */
  readonly volumes: readonly string[];
  readonly nodes: readonly string[];
  /** Codes, named where their names are known, or what stands in their place; sorted. They may show none. */
  readonly reasons: readonly string[];
}

/** Incidents of one volume or one node, close together. */
export interface AccessLossStorm {
  /** The volume when several nodes lost it together, else the node that alone did. */
  readonly subject: { readonly kind: "volume" | "node"; readonly name: string };
  /** In time order. */
  readonly losses: Group<AccessLoss>;
  /** FILETIME ticks; null when no record has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

const ENTRIES = [VOLUME_PAUSED, VOLUME_INACCESSIBLE];

export const VOLUME_ACCESS_LOSS_NEEDS: readonly EventNeed[] = ENTRIES.map(({ need }) => need);

interface Seen {
  readonly event: EventEvidence;
  readonly node: string;
  readonly isLost: boolean;
  readonly volume: string | null;
  readonly reason: string | null;
}

/** By volume, then by node, each in time order. */
export function deriveVolumeAccessLosses(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
): readonly AccessLossStorm[] {
  const seen = events.flatMap((event) => see(event, hosts) ?? []);
  const named = seen.flatMap((one) => (one.volume === null ? [] : [{ ...one, volume: one.volume }]));
  // Which volume a record without its name is about is not known, so it is nobody's but its node's.
  const alone: Seen[] = seen.filter(({ volume }) => volume === null);
  const ofVolumes = sortedGroups(named, ({ volume }) => volumeKey(volume)).flatMap(([, group]) => {
    const shared: Group<Seen>[] = [];
    for (const run of groupsWithin(group, INCIDENT_TICKS, timeOf)) {
      if (run.some(({ node }) => node !== run[0].node)) shared.push(run);
      else for (const one of run) alone.push(one);
    }
    return stormsOf({ kind: "volume", name: group[0].volume }, shared, latest);
  });
  alone.sort((a, b) => compareEvents(a.event, b.event));
  const ofNodes = sortedGroups(alone, ({ node }) => node).flatMap(([node, group]) =>
    stormsOf({ kind: "node", name: node }, groupsWithin(group, INCIDENT_TICKS, timeOf), latest),
  );
  return [...ofVolumes, ...ofNodes];
}

function timeOf({ event: { time } }: Seen): bigint {
  return time;
}

function see(event: EventEvidence, hosts: Hosts): Seen | null {
  if (!ENTRIES.some((entry) => isEvent(entry, event))) return null;
  const { volume, resource, reason, error } = readVolumeLoss(event);
  return {
    event,
    node: hosts.nameOf(event.computer, event.time),
    isLost: isEvent(VOLUME_INACCESSIBLE, event),
    volume: resource ?? volume,
    reason: error ?? reason,
  };
}

function stormsOf(
  subject: AccessLossStorm["subject"],
  runs: readonly Group<Seen>[],
  latest: bigint,
): readonly AccessLossStorm[] {
  return runsWithin(runs.map(lossOf), STORM_GAP_TICKS, ({ events }) => ({
    start: events[0].time,
    end: (events.at(-1) ?? events[0]).time,
  })).map((losses) => {
    const times = losses.flatMap(({ events }) => events.map(({ time }) => time));
    return { subject, losses, ...plausibleSpan(times, latest) };
  });
}

function lossOf([first, ...rest]: Group<Seen>): AccessLoss {
  const all = [first, ...rest];
  return {
    events: [first.event, ...rest.map(({ event }) => event)],
    isLost: all.some(({ isLost }) => isLost),
    volumes: distinctVolumes(all.flatMap(({ volume }) => volume ?? [])),
    nodes: distinctTexts(all.map(({ node }) => node)),
    reasons: distinctTexts(all.flatMap(({ reason }) => reason ?? [])),
  };
}
