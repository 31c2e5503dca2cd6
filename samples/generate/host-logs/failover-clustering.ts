import type { ClusterPlan, Move, PlannedNode } from "../cluster/index.ts";
import type { EventLayouts } from "../event-layouts.ts";
import { later, type Moment } from "../moment.ts";
import { inTimeOrder, type LogEntry, ordinary, proof } from "../sample-log.ts";
import type { SeededRandom } from "../seeded-random.ts";
import {
  clusterJoined,
  clusterSoftwareUpdated,
  diskOperationCompleted,
  diskOperationStarted,
  nodeAdded,
  otherVersionMet,
  resourceState,
  roleMoving,
  roleState,
} from "../windows-events/failover-clustering.ts";
import type { Bustle } from "./bustle.ts";
import { hostAt, isMember, restartsOf } from "./node-life.ts";
import { poolRoles } from "./pool-roles.ts";

const SECONDS_UNTIL_JOINED = 45;

/** One node's FailoverClustering log in the order of time. */
export function failoverClusteringLog(
  plan: ClusterPlan,
  node: PlannedNode,
  { bustle, layouts }: { readonly bustle: Bustle; readonly layouts: EventLayouts },
  random: SeededRandom,
): readonly LogEntry[] {
  return inTimeOrder([
    ...poolRoles(plan, node, { bustle, layouts }, random),
    ...membership(plan, node),
    ...plan.moves.flatMap((move) => [
      ...(move.from === node.name ? volumeLeaves(node, move, layouts) : []),
      ...(move.to === node.name ? volumeArrives(node, move) : []),
    ]),
  ]);
}

function volumeLeaves(node: PlannedNode, move: Move, layouts: EventLayouts): readonly LogEntry[] {
  const { time, from, to } = move;
  const { name, groupId } = move.volume;
  const host = hostAt(node, time);
  const at = (seconds: number): Moment => later(time, seconds);
  const events = [
    roleMoving(host, time, layouts.roleMoving({ role: groupId, from, to })),
    roleState(host, at(0.02), 1203, groupId),
    resourceState(host, at(0.03), name, groupId, "Online", "OfflinePending"),
    diskOperationStarted(host, at(0.05), 1667, name),
    diskOperationCompleted(host, at(0.6), 1668, name),
    resourceState(host, at(0.65), name, groupId, "OfflinePending", "Offline"),
    roleState(host, at(0.7), 1204, groupId),
  ];
  return events.map((event) => proof(event, { kind: "move", move }));
}

function volumeArrives(node: PlannedNode, move: Move): readonly LogEntry[] {
  const { name, groupId } = move.volume;
  const host = hostAt(node, move.time);
  const at = (seconds: number): Moment => later(move.time, seconds);
  const events = [
    roleState(host, at(0.9), 1200, groupId),
    resourceState(host, at(0.95), name, groupId, "Offline", "OnlinePending"),
    diskOperationStarted(host, at(1), 1665, name),
    diskOperationCompleted(host, at(1.8), 1666, name),
    resourceState(host, at(1.85), name, groupId, "OnlinePending", "Online"),
    roleState(host, at(1.9), 1201, groupId),
  ];
  return events.map((event) => proof(event, { kind: "move", move }));
}

/** Who joined, was added, or met a node with another version of Windows. */
function membership(plan: ClusterPlan, node: PlannedNode): readonly LogEntry[] {
  const { joinedAt, upgradedAt } = node;
  const restarts = restartsOf(node).filter(({ why }) => why === "patched");
  const joins = restarts.map(({ up }) =>
    clusterJoined(hostAt(node, up), later(up, SECONDS_UNTIL_JOINED), plan.clusterName),
  );
  const joined = joinedAt === null ? [] : [clusterJoined(hostAt(node, joinedAt), joinedAt, plan.clusterName)];
  const updated =
    joinedAt === null || upgradedAt === null
      ? []
      : [clusterSoftwareUpdated(hostAt(node, joinedAt), later(joinedAt, 0.4))];
  const newcomers = plan.nodes.flatMap((other) => {
    const time = other.cause === "renamed" && other.name !== node.name ? other.joinedAt : null;
    return time === null || !isMember(node, time) ? [] : [nodeAdded(hostAt(node, time), later(time, -8), other.name)];
  });
  return [
    ...ordinary([...joins, ...joined, ...newcomers, ...otherVersions(plan, node)]),
    ...updated.map((event) => proof(event, { kind: "upgraded", node: node.name, what: "updated cluster software" })),
  ];
}

/** Before its upgrade a node runs another version than the others: each says so when either of the two joins. */
function otherVersions(plan: ClusterPlan, node: PlannedNode): readonly ReturnType<typeof otherVersionMet>[] {
  return plan.nodes.flatMap((other) => {
    const meetings = [...restartsOf(node), ...restartsOf(other)].filter(({ why }) => why === "patched");
    return meetings
      .map(({ up }) => later(up, SECONDS_UNTIL_JOINED + 2))
      .filter((time) => isMetAt(node, other, time))
      .map((time) => otherVersionMet(hostAt(node, time), time, hostAt(other, time).name));
  });
}

function isMetAt(node: PlannedNode, other: PlannedNode, time: Moment): boolean {
  if (node.name === other.name || hostAt(node, time).version === hostAt(other, time).version) return false;
  return [node, other].every(({ joinedAt, cause }) => joinedAt === null || cause === "upgraded" || time > joinedAt);
}
