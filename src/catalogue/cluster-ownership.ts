import type { EventFields } from "../evidence/index.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { IN_OPERATIONAL, SYSTEM } from "./failover-clustering.ts";
import { isEvent } from "./is-event.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";

const GROUP = datum("group", "clustered role: a group's name, for a Cluster Shared Volume often a GUID");
const RESOURCE = datum("resource", "resource");
const FROM_NODE = datum("fromNode", "from this node");
const TO_NODE = datum("toNode", "to this node");

/** Announces a move; certain once the target shows the group or its disk online (1201, 1666, 1637). */
export const GROUP_MOVING = defineEvent({
  ...IN_OPERATIONAL,
  id: 1641,
  layouts: [
    layout("Clustered role '%1' is moving to cluster node '%2'.", GROUP, TO_NODE),
    layout("Clustered role '%1' is moving from cluster node '%2' to cluster node '%3'.", GROUP, FROM_NODE, TO_NODE),
  ],
  meaning: "A group changes its owner.",
});

/** Announces a move, as 1641 does. */
export const GROUP_FAILING_OVER = defineEvent({
  ...IN_OPERATIONAL,
  id: 1153,
  layouts: [
    layout(
      "The Cluster service is attempting to fail over the clustered role '%1' from node '%2' to node '%3'.",
      GROUP,
      FROM_NODE,
      TO_NODE,
    ),
  ],
  meaning: "A group changes its owner after a failure.",
});

/** Announces a move, as 1641 does. */
export const GROUP_FAILING_BACK = defineEvent({
  ...IN_OPERATIONAL,
  id: 1154,
  layouts: [
    layout(
      "The Cluster service is attempting to fail back the clustered role '%1' from node '%2' to node '%3'.",
      GROUP,
      FROM_NODE,
      TO_NODE,
    ),
  ],
  meaning: "A group goes back to its preferred owner.",
});

export const GROUP_ONLINE = defineEvent({
  ...IN_OPERATIONAL,
  id: 1201,
  certainty: { ...IN_OPERATIONAL.certainty, channel: "verified" },
  sources: [...IN_OPERATIONAL.sources, "a public script that reads 1201 from Operational"],
  layouts: [layout("The Cluster service successfully brought the clustered role '%1' online.", GROUP)],
  meaning: "The node that logs it owns the group.",
});

export const GROUP_OFFLINE = defineEvent({
  ...IN_OPERATIONAL,
  id: 1204,
  layouts: [layout("The Cluster service successfully brought the clustered role '%1' offline.", GROUP)],
  meaning: "The node that logs it owned the group.",
});

const OLD_STATE = datum("oldState", "state before");
const NEW_STATE = datum("newState", "state after");

export const RESOURCE_STATE_CHANGED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1637,
  layouts: [
    layout(
      "Cluster resource '%1' in clustered role '%2' has transitioned from state %3 to state %4.",
      RESOURCE,
      GROUP,
      OLD_STATE,
      NEW_STATE,
    ),
    layout(
      "Cluster resource '%1' in clustered role '%2' has transitioned from state %3 to state %4. Cluster resource '%1' is " +
        "waiting on the following resources: %5.",
      RESOURCE,
      GROUP,
      OLD_STATE,
      NEW_STATE,
      datum("waitingOn", "resources that it waits for"),
    ),
  ],
  meaning: "A resource changed its state on the node that logs it; once online there, that node owns it.",
});

const DISK_RESOURCE = datum("resource", "disk resource");
const STATUS = datum("status", "status");

export const DISK_ONLINE_STARTED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1665,
  layouts: [layout("Online operation for the Physical Disk resource '%1' is started.", DISK_RESOURCE)],
  meaning: "The node that logs it is about to own the disk.",
});

export const DISK_ONLINE_COMPLETED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1666,
  layouts: [
    layout(
      "Online operation for the Physical Disk resource '%1' is completed with status '%2'.",
      DISK_RESOURCE,
      STATUS,
    ),
  ],
  meaning: "The node that logs it owns the disk and coordinates its volumes.",
});

export const DISK_OFFLINE_COMPLETED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1668,
  layouts: [
    layout(
      "Offline operation for the Physical Disk resource '%1' is completed with status '%2'.",
      DISK_RESOURCE,
      STATUS,
    ),
  ],
  meaning: "The node that logs it no longer owns the disk.",
});

/** Two events share the id: a node that became isolated, which the System log's list has, and a resource that moved. */
export const RESOURCE_MOVED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1673,
  channel: [IN_OPERATIONAL.channel, SYSTEM],
  level: ["information", "warning"],
  layouts: [
    layout(
      "Resource '%1' moved from group '%2' on node '%3' to group '%4' on node '%5'.",
      RESOURCE,
      datum("fromGroup", "from this group"),
      FROM_NODE,
      datum("toGroup", "to this group"),
      TO_NODE,
    ),
    layout("Cluster node '%1' has entered the isolated state.", datum("isolatedNode", "isolated node")),
  ],
  meaning: "A resource changed its group and its owner; with one datum: a node was cut off from the others.",
});

/** null: not shown. The nodes stand as the event names them. */
export interface OwnershipMove {
  readonly group: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const MOVES = [GROUP_MOVING, GROUP_FAILING_OVER, GROUP_FAILING_BACK] as const;

/** What a 1641, 1153, 1154 or a resource's 1673 says; null for another event. */
export function readOwnershipMove(
  event: Pick<EventFields, "provider" | "providerGuid" | "eventId" | "data">,
): OwnershipMove | null {
  const move = MOVES.find((entry) => isEvent(entry, event));
  if (move !== undefined) {
    const { group, fromNode, toNode } = readFields(move, event).fields;
    return { group: shownText(group), from: shownText(fromNode), to: shownText(toNode) };
  }
  if (!isEvent(RESOURCE_MOVED, event)) return null;
  const { isolatedNode, toGroup, fromNode, toNode } = readFields(RESOURCE_MOVED, event).fields;
  return isolatedNode === null ? { group: shownText(toGroup), from: shownText(fromNode), to: shownText(toNode) } : null;
}

/** null: not shown. */
export interface ResourceStateChange {
  readonly resource: string | null;
  readonly group: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** The states of a 1637, as the event has them: how they are written is not published. */
export function readResourceStateChange(event: Pick<EventFields, "data">): ResourceStateChange {
  const { resource, group, oldState, newState } = readFields(RESOURCE_STATE_CHANGED, event).fields;
  return { resource: shownText(resource), group: shownText(group), from: shownText(oldState), to: shownText(newState) };
}
