import type { EventToWrite, Payload } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { etwString, type Host, LEVEL, LOCAL_SYSTEM } from "./host.ts";

const OPERATIONAL = "Microsoft-Windows-FailoverClustering/Operational";

/**
 * Nobody has published the names of this provider's data, so none are invented here: every datum stands unnamed at its
 * position in the message's text, as a string.
 */
export function positionalData(values: readonly string[]): Payload {
  return { kind: "event-data", fields: values.map((value) => ({ value: etwString(value) })) };
}

interface ClusterEvent {
  readonly id: number;
  readonly channel: typeof OPERATIONAL | "System";
  readonly level: number;
  readonly version?: number;
  readonly payload: Payload;
}

function clusterEvent(host: Host, time: Moment, event: ClusterEvent): EventToWrite {
  const { id, channel, level, version = 0, payload } = event;
  return {
    layout: "shared",
    provider: { name: "Microsoft-Windows-FailoverClustering", guid: "{baf908ea-3421-4ca9-9b84-6689b8c6f85f}" },
    eventId: id,
    version,
    level,
    task: 0,
    opcode: 0,
    keywords: 0x8000_0000_0000_0000n,
    time,
    processId: 3_412,
    threadId: 5_208,
    channel,
    computer: host.computer,
    userId: LOCAL_SYSTEM,
    payload,
  };
}

function operational(host: Host, time: Moment, id: number, ...values: readonly string[]): EventToWrite {
  return clusterEvent(host, time, {
    id,
    channel: OPERATIONAL,
    level: LEVEL.information,
    payload: positionalData(values),
  });
}

/** 1641: a clustered role leaves this node for another. */
export function roleMoving(host: Host, time: Moment, payload: Payload): EventToWrite {
  return clusterEvent(host, time, { id: 1641, channel: OPERATIONAL, level: LEVEL.information, version: 1, payload });
}

/** 1200 and 1201: a role is to come online, is online. 1203 and 1204: it is to go offline, is offline. */
export function roleState(host: Host, time: Moment, id: 1200 | 1201 | 1203 | 1204, role: string): EventToWrite {
  return operational(host, time, id, role);
}

/** 1665 and 1667: a disk is to come online, to go offline. */
export function diskOperationStarted(host: Host, time: Moment, id: 1665 | 1667, disk: string): EventToWrite {
  return operational(host, time, id, disk);
}

/** 1666 and 1668: it is online, offline; status 0 is success. */
export function diskOperationCompleted(host: Host, time: Moment, id: 1666 | 1668, disk: string): EventToWrite {
  return operational(host, time, id, disk, "0");
}

/** 1637: a resource goes from one state to another. */
export function resourceState(
  host: Host,
  time: Moment,
  resource: string,
  role: string,
  from: string,
  to: string,
): EventToWrite {
  return operational(host, time, 1637, resource, role, from, to);
}

/** 1007: a node was added to the cluster. */
export function nodeAdded(host: Host, time: Moment, node: string): EventToWrite {
  return operational(host, time, 1007, node);
}

/** 1062: this node joined the cluster. */
export function clusterJoined(host: Host, time: Moment, cluster: string): EventToWrite {
  return operational(host, time, 1062, cluster);
}

/** 1548: this node met one with another version of Windows. */
export function otherVersionMet(host: Host, time: Moment, other: string): EventToWrite {
  return operational(host, time, 1548, host.name, other);
}

/** 1549: this node is back with other cluster software. */
export function clusterSoftwareUpdated(host: Host, time: Moment): EventToWrite {
  return operational(host, time, 1549, host.name);
}

/** 5120: a Cluster Shared Volume pauses. */
export function volumePaused(host: Host, time: Moment, volume: string, resource: string, reason: string): EventToWrite {
  const payload = positionalData([volume, resource, reason]);
  return clusterEvent(host, time, { id: 5120, channel: "System", level: LEVEL.warning, payload });
}

/** 5142: this node lost a Cluster Shared Volume. */
export function volumeLost(host: Host, time: Moment, volume: string, resource: string, error: string): EventToWrite {
  const payload = positionalData([volume, resource, error]);
  return clusterEvent(host, time, { id: 5142, channel: "System", level: LEVEL.error, payload });
}

/** 1230: a resource did not answer in time. */
export function resourceDeadlocked(
  host: Host,
  time: Moment,
  resource: { readonly name: string; readonly type: string; readonly library: string; readonly controlCode: string },
): EventToWrite {
  const payload = positionalData([resource.name, resource.type, resource.library, resource.controlCode]);
  return clusterEvent(host, time, { id: 1230, channel: "System", level: LEVEL.error, version: 1, payload });
}

/** 1146: the process that hosts resources was terminated. It carries no data. */
export function resourceHostTerminated(host: Host, time: Moment): EventToWrite {
  return clusterEvent(host, time, { id: 1146, channel: "System", level: LEVEL.critical, payload: positionalData([]) });
}
