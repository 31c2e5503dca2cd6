import {
  CLUSTER_JOINED,
  DISK_OFFLINE_COMPLETED,
  DISK_ONLINE_COMPLETED,
  DISK_ONLINE_STARTED,
  GROUP_FAILING_BACK,
  GROUP_FAILING_OVER,
  GROUP_MOVING,
  GROUP_OFFLINE,
  GROUP_ONLINE,
  isEvent,
  readFields,
  readOwnershipMove,
  readResourceStateChange,
  readVolumeId,
  RESOURCE_MOVED,
  RESOURCE_STATE_CHANGED,
  VOLUME_BACKUP_ENDED,
  VOLUME_BACKUP_STARTED,
  VOLUME_INACCESSIBLE,
  VOLUME_PAUSED,
  VOLUME_SET_DOWNLEVEL,
  VOLUME_STATE_CHANGED,
} from "../../catalogue/index.ts";
import type { EventEvidence, EventFields, EventNeed, ExportEvidence } from "../../evidence/index.ts";
import { normalGuid } from "../../shared/guid.ts";

/**
 * What an event says of who owns a disk. `moving`: announced, by node names as they stand there. `arrived`, `left`: done on
 * the node that wrote it, or failed, `null` of `what`: neither.
 */
export interface OwnershipSaid {
  readonly event: EventEvidence;
  readonly what: "moving" | "arrived" | "left" | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly group: string | null;
  readonly resource: string | null;
  /** A Cluster Shared Volume's name, mount point or GUID. */
  readonly volume: string | null;
  /** Where this node's file system has it. */
  readonly target: string | null;
  /** The resource is a disk, and not any. */
  readonly isDisk: boolean;
}

const DISK_EVENTS = [DISK_ONLINE_STARTED, DISK_ONLINE_COMPLETED, DISK_OFFLINE_COMPLETED] as const;
const NAMING_EVENTS = [
  VOLUME_BACKUP_STARTED,
  VOLUME_BACKUP_ENDED,
  VOLUME_STATE_CHANGED,
  VOLUME_PAUSED,
  VOLUME_INACCESSIBLE,
] as const;
const MOVES = [GROUP_MOVING, GROUP_FAILING_OVER, GROUP_FAILING_BACK, RESOURCE_MOVED] as const;

/**
 * The move before a window decides the owner inside it, so all are for any time. What large clusters write by the hundred
 * thousand is of virtual machines and is left behind once its data were seen: their resources' 1637 by their names, which
 * end with the role's (`Virtual Machine web-01` of the role `web-01`), and the 1201 and 1204 of roles that no
 * GUID names and no export ties to a volume; a disk in a role with another name is confirmed by its own 1666, 1668 and 1637. Of 8704, which every node
 * writes, the coordinator's is kept. 1062 ends what a node's silence tells. Announcements are kept whole: a role's name alone does not say that it is no volume.
 */
export const OWNERSHIP_NEEDS: readonly EventNeed[] = [
  ...[...MOVES, ...DISK_EVENTS, CLUSTER_JOINED].map(({ need }) => atAnyTime(need)),
  ...[GROUP_ONLINE, GROUP_OFFLINE].map(({ need }) => ({ ...atAnyTime(need), keepIf: isOfGuidGroup })),
  { ...atAnyTime(RESOURCE_STATE_CHANGED.need), keepIf: mayBeOfDisk },
  { ...atAnyTime(VOLUME_SET_DOWNLEVEL.need), keepIf: isCoordinators },
  // They only tell names that belong together.
  ...[VOLUME_BACKUP_STARTED, VOLUME_BACKUP_ENDED, VOLUME_PAUSED, VOLUME_INACCESSIBLE].map(({ need }) => ({
    ...need,
    incidental: true,
  })),
  { ...VOLUME_STATE_CHANGED.need, incidental: true },
];

/** Beside those: 1201 and 1204 of roles that exports tie to a volume, or that bear one's name, whatever they are called. */
export function namedGroupNeeds({
  volumeNames,
  ownership,
}: Pick<ExportEvidence, "volumeNames" | "ownership">): readonly EventNeed[] {
  const names = new Set<string>();
  for (const row of volumeNames) {
    for (const { kind, text } of row.names) {
      if (kind === "group" || kind === "resource") names.add(text.trim().toLowerCase());
    }
  }
  for (const { volume } of ownership) names.add(volume.trim().toLowerCase());
  if (names.size === 0) return [];
  const isNamed = (event: Pick<EventFields, "data">): boolean =>
    names.has(readFields(GROUP_ONLINE, event).fields.group?.trim().toLowerCase() ?? "");
  return [GROUP_ONLINE, GROUP_OFFLINE].map(({ need }) => ({ ...atAnyTime(need), keepIf: isNamed }));
}

function atAnyTime(need: EventNeed): EventNeed {
  return { ...need, anyTime: true };
}

function isOfGuidGroup(event: Pick<EventFields, "data">): boolean {
  return normalGuid(readFields(GROUP_ONLINE, event).fields.group ?? "") !== null;
}

function mayBeOfDisk(event: Pick<EventFields, "data">): boolean {
  const { resource, group } = readResourceStateChange(event);
  if (resource === null || group === null) return false;
  return !resource.toLowerCase().endsWith(` ${group.toLowerCase()}`);
}

function isCoordinators(event: Pick<EventFields, "data">): boolean {
  // How a Boolean is written here is not published.
  return /^\s*(?:true|yes|1|0x0*1)\s*$/i.test(readFields(VOLUME_SET_DOWNLEVEL, event).fields.local ?? "");
}

/** null for an event that says nothing of volumes. */
export function readOwnership(event: EventEvidence): OwnershipSaid | null {
  const said = { ...NOTHING, event };
  const move = readOwnershipMove(event);
  if (move !== null) {
    // A resource that changes its role has its owner changed; of a role, all that is in it.
    const resource = isEvent(RESOURCE_MOVED, event) ? readFields(RESOURCE_MOVED, event).fields.resource : null;
    return { ...said, ...move, what: "moving", resource };
  }
  if (isEvent(GROUP_ONLINE, event)) {
    return { ...said, what: "arrived", group: readFields(GROUP_ONLINE, event).fields.group };
  }
  if (isEvent(GROUP_OFFLINE, event)) {
    return { ...said, what: "left", group: readFields(GROUP_OFFLINE, event).fields.group };
  }
  if (isEvent(RESOURCE_STATE_CHANGED, event)) {
    const { resource, group, to } = readResourceStateChange(event);
    return { ...said, what: stateReached(to), group, resource };
  }
  if (isEvent(DISK_ONLINE_STARTED, event)) {
    return { ...said, resource: readFields(DISK_ONLINE_STARTED, event).fields.resource, isDisk: true };
  }
  if (isEvent(DISK_ONLINE_COMPLETED, event)) return { ...said, ...diskDone(event, "arrived") };
  if (isEvent(DISK_OFFLINE_COMPLETED, event)) return { ...said, ...diskDone(event, "left") };
  if (isEvent(VOLUME_SET_DOWNLEVEL, event)) {
    const target = readFields(VOLUME_SET_DOWNLEVEL, event).fields.volumeTarget;
    return { ...said, what: isCoordinators(event) ? "arrived" : null, volume: readVolumeId(event), target };
  }
  const naming = NAMING_EVENTS.find((entry) => isEvent(entry, event));
  if (naming === undefined) return null;
  const { volume, resource } = readFields(naming, event).fields;
  return { ...said, volume, resource, isDisk: true };
}

const NOTHING = {
  what: null,
  from: null,
  to: null,
  group: null,
  resource: null,
  volume: null,
  target: null,
  isDisk: false,
} as const;

/** 1666 and 1668 share their layout. A status that is a number other than 0 is a failure. */
function diskDone(event: EventEvidence, what: "arrived" | "left"): Pick<OwnershipSaid, "what" | "resource" | "isDisk"> {
  const { resource, status } = readFields(DISK_ONLINE_COMPLETED, event).fields;
  const isFailure = /^\s*(?:0x[0-9a-f]+|-?\d+)\s*$/i.test(status ?? "") && !/^\s*(?:0x)?0+\s*$/i.test(status ?? "");
  return { what: isFailure ? null : what, resource, isDisk: true };
}

/** By the words or the numbers of CLUSTER_RESOURCE_STATE; how the event writes them is not published. */
function stateReached(state: string | null): OwnershipSaid["what"] {
  if (/^\s*(?:cluster ?resource ?)?online\s*$/i.test(state ?? "") || state === "2") return "arrived";
  if (/^\s*(?:cluster ?resource ?)?offline\s*$/i.test(state ?? "") || state === "3") return "left";
  return null;
}
