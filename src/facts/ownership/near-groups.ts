import type { EventEvidence } from "../../evidence/index.ts";
import { distance } from "../../shared/ticks.ts";
import { type Group, sortedGroups } from "../sorted-groups.ts";
import type { OwnershipSaid } from "./ownership-events.ts";
import { type VolumeKey, volumeNameKey } from "./volume-key.ts";

/** A role and its disk come online, and go offline, within seconds of each other on the same node. */
const NEAR_TICKS = 10n * 10_000_000n;
/** So many records on either side are looked at: a node that drains writes of many roles at once, which tells nothing. */
const NEIGHBOURS = 8;
/** How often a role that no GUID names must be seen with the disk: a virtual machine's may be near it by chance. */
const SIGHTINGS = 2;

/** A role and the disk that it is taken to hold, with the first record of the disk that says so. */
export interface NearGroup {
  readonly group: VolumeKey;
  readonly resource: VolumeKey;
  readonly event: EventEvidence;
}

interface Step {
  readonly event: EventEvidence;
  readonly what: "arrived" | "left";
  readonly group: VolumeKey | null;
  readonly disk: VolumeKey | null;
}

/**
 * Which disk a role holds where no 1637 says it: the only one that comes and goes with it, wherever a disk and a role come
 * or go alone. `known` roles have theirs, `others` have none.
 */
export function learnNearGroups(
  said: readonly OwnershipSaid[],
  { known, others }: { readonly known: ReadonlySet<VolumeKey>; readonly others: ReadonlySet<VolumeKey> },
): readonly NearGroup[] {
  const byNode = sortedGroups(said.flatMap(stepOf), ({ event }) => event.computer?.toLowerCase() ?? "");
  const sightings = byNode
    .flatMap(([, steps]) =>
      steps.flatMap((step, index) => (step.disk === null ? [] : aloneTogether(steps, index, step.disk))),
    )
    .filter(({ group }) => !known.has(group) && !others.has(group));
  const groupsOf = new Map<VolumeKey, Set<VolumeKey>>();
  for (const { group, resource } of sightings) groupsOf.set(resource, (groupsOf.get(resource) ?? new Set()).add(group));
  return sortedGroups(sightings, ({ group }) => group).flatMap(([group, seen]) => {
    const [{ resource, event }] = seen;
    if (seen.some((one) => one.resource !== resource) || groupsOf.get(resource)?.size !== 1) return [];
    return group.startsWith("guid:") || seen.length >= SIGHTINGS ? [{ group, resource, event }] : [];
  });
}

function stepOf({ event, what, group, resource, isDisk }: OwnershipSaid): readonly Step[] {
  if (what === null) return [];
  const step = { event, what: what === "arrived" ? what : ("left" as const) };
  if (isDisk) return [{ ...step, group: null, disk: volumeNameKey("resource", resource ?? "") }];
  // With the resource there is nothing to learn.
  return resource === null ? [{ ...step, group: volumeNameKey("group", group ?? ""), disk: null }] : [];
}

/** Where around a disk's record one role alone does the same, and no other disk. */
function aloneTogether(steps: Group<Step>, index: number, disk: VolumeKey): readonly NearGroup[] {
  const [first] = steps;
  const { event, what } = steps[index] ?? first;
  const near = steps
    .slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1)
    .filter((step) => step.what === what && distance(step.event.time, event.time) <= NEAR_TICKS);
  if (near.some((step) => step.disk !== null && step.disk !== disk)) return [];
  const [group, another] = new Set(near.flatMap((step) => step.group ?? []));
  return group === undefined || another !== undefined ? [] : [{ group, resource: disk, event }];
}
