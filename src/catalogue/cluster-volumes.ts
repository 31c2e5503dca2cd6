import type { EventFields } from "../evidence/index.ts";
import { describeError } from "./codes.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { IN_OPERATIONAL, IN_SYSTEM } from "./failover-clustering.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";

const VOLUME = datum("volume", "volume");
const RESOURCE = datum("resource", "disk resource");
const REASON = datum("reason", "error");

export const VOLUME_PAUSED = defineEvent({
  ...IN_SYSTEM,
  id: 5120,
  level: "warning",
  layouts: [
    layout(
      "Cluster Shared Volume '%1' ('%2') has entered a paused state because of '%3'. All I/O will temporarily be queued " +
        "until a path to the volume is reestablished.",
      VOLUME,
      RESOURCE,
      REASON,
    ),
  ],
  meaning: "A Cluster Shared Volume was paused on this node.",
});

export const VOLUME_INACCESSIBLE = defineEvent({
  ...IN_SYSTEM,
  id: 5142,
  level: "error",
  layouts: [
    layout(
      "Cluster Shared Volume '%1' ('%2') is no longer accessible from this cluster node because of error '%3'. Please " +
        "troubleshoot this node's connectivity to the storage device and network connectivity.",
      VOLUME,
      RESOURCE,
      REASON,
    ),
  ],
  meaning: "This node lost a Cluster Shared Volume: its way to the storage is at fault.",
});

/** Marks a backup in the manner of Windows Server 2008 R2, on the volume's coordinator. */
export const VOLUME_BACKUP_STARTED = defineEvent({
  ...IN_OPERATIONAL,
  id: 5140,
  layouts: [
    layout(
      "Cluster Shared Volume '%1' ('%2') backup was turned on. Once the backup application completes the backup process, " +
        "the Cluster Shared Volume backup mode will be turned off. If the backup application has not initiated a snapshot " +
        "using the Volume Shadow Copy Service within %3 minutes, Cluster Shared Volume backup will be turned off.",
      VOLUME,
      RESOURCE,
      datum("minutes", "how long it is waited for a snapshot"),
    ),
  ],
  meaning: "A backup of a volume started.",
});

export const VOLUME_BACKUP_ENDED = defineEvent({
  ...IN_OPERATIONAL,
  id: 5141,
  layouts: [layout("Cluster Shared Volume '%1' ('%2') backup was turned off.", VOLUME, RESOURCE)],
  meaning: "A backup of a volume ended.",
});

export const MOVE_VETOED_BY_SNAPSHOT = defineEvent({
  ...IN_SYSTEM,
  id: 5147,
  level: "error",
  layouts: [
    layout(
      "Move of the Cluster Shared Volume resource '%1' is vetoed because a snapshot is being created on one of the volumes " +
        "belonging to the resource. Please retry the action after the snapshot creation is completed.",
      RESOURCE,
    ),
  ],
  meaning: "A volume could not change its owner during a backup.",
});

export const VOLUME_STATE_CHANGED = defineEvent({
  ...IN_OPERATIONAL,
  id: 5151,
  layouts: [
    layout(
      "Cluster Shared Volume '%1' (resource '%2') transitioned to state '%3' as part of processing '%4' initiated by node " +
        "'%5' with sequence number '%6'.",
      VOLUME,
      RESOURCE,
      datum("newState", "state after"),
      datum("processing", "in the course of what"),
      datum("initiator", "node that initiated it"),
      datum("sequenceNumber", "number of the change, the same on all nodes"),
    ),
  ],
  meaning: "A volume changed its state, and which node made it so.",
});

/** null: not shown. */
export interface VolumeLoss {
  readonly volume: string | null;
  readonly resource: string | null;
  /** As the event has it: a symbol with its code, a code, or words. */
  readonly reason: string | null;
  /** The reason's code and symbol: `0xC00000B5 STATUS_IO_TIMEOUT`, `1460 ERROR_TIMEOUT`. */
  readonly error: string | null;
}

/** The volume of a 5120 or 5142, which share one layout. */
export function readVolumeLoss(event: Pick<EventFields, "data">): VolumeLoss {
  const { volume, resource, reason } = readFields(VOLUME_PAUSED, event).fields;
  return {
    volume: shownText(volume),
    resource: shownText(resource),
    reason: shownText(reason),
    error: reason === null ? null : describeError(reason),
  };
}
