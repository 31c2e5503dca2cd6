import type { EventFields } from "../evidence/index.ts";
import { type CatalogueEntry, datum, defineEvent, layout } from "./entry.ts";
import { IN_SYSTEM } from "./failover-clustering.ts";
import { readFields } from "./read-fields.ts";

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

/** null: not shown. */
export interface VolumeLoss {
  readonly volume: string | null;
  readonly resource: string | null;
  /** As the event has it: a symbol with its code, a code, or words. */
  readonly reason: string | null;
}

/** The volume of a 5120 or 5142, which share one layout. */
export function readVolumeLoss(event: Pick<EventFields, "data">): VolumeLoss {
  const { volume, resource, reason } = readFields(VOLUME_PAUSED, event).fields;
  return { volume, resource, reason };
}

export const CLUSTER_VOLUME_EVENTS: readonly CatalogueEntry[] = [VOLUME_PAUSED, VOLUME_INACCESSIBLE];
