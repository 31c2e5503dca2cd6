import type { ClusterPlan, PlannedNode } from "../cluster/index.ts";
import { jittered, later, type Moment } from "../moment.ts";
import { type LogEntry, ordinary, proof } from "../sample-log.ts";
import type { SeededRandom } from "../seeded-random.ts";
import {
  lastBootGood,
  operatingSystemStarted,
  operatingSystemStopping,
  powerTransition,
  renamedBy,
  RESTART_REASON,
  type RestartReason,
  restartInitiated,
  timeSourceReachable,
} from "../windows-events/boot.ts";
import {
  computerRenamed,
  eventLogStarted,
  eventLogStopped,
  operatingSystemVersion,
  systemUptime,
} from "../windows-events/event-log-service.ts";
import { hostAt, type Restart } from "./node-life.ts";

const ADMINISTRATOR_RID = 1106;

/** What System says of a planned restart: the reason, the way down, the way up. */
export function restartEntries(
  plan: ClusterPlan,
  node: PlannedNode,
  restart: Restart,
  random: SeededRandom,
): readonly LogEntry[] {
  return [...wayDown(plan, node, restart), ...wayUp(plan, node, restart, random)];
}

function wayDown({ domain }: ClusterPlan, node: PlannedNode, { why, down }: Restart): readonly LogEntry[] {
  const host = hostAt(node, down);
  const initiated = restartInitiated(host, later(down, 0.2), reasonFor(why, domain));
  return [
    why === "upgraded"
      ? proof(initiated, { kind: "upgraded", node: node.name, what: "restart for the upgrade" })
      : { event: initiated, proves: null },
    ...ordinary([
      eventLogStopped(host, later(down, 4.3)),
      powerTransition(host, later(down, 8.6)),
      operatingSystemStopping(host, later(down, 9.1)),
    ]),
  ];
}

function reasonFor(why: Restart["why"], { netbios, sid }: ClusterPlan["domain"]): RestartReason {
  return why === "renamed" ? renamedBy(`${netbios}\\clusteradmin`, `${sid}-${ADMINISTRATOR_RID}`) : RESTART_REASON[why];
}

/** The kernel starts some seconds before the log does; the log is up at the restart's `up`. */
function wayUp(
  { domain }: ClusterPlan,
  node: PlannedNode,
  { why, up }: Restart,
  random: SeededRandom,
): readonly LogEntry[] {
  const host = hostAt(node, up);
  const kernel = jittered(up, random);
  const log = later(kernel, 11);
  const controller = `${domain.controllers[0]}.${domain.dns} (ntp.d|0x0|10.20.0.11:123->10.20.0.2:123)`;
  return [
    upgradeProof(
      why,
      node,
      operatingSystemStarted(host, kernel, later(kernel, -0.174)),
      "the new system's first start",
    ),
    ...ordinary([lastBootGood(host, later(kernel, 0.0001))]),
    ...renamedEntries(why, node, log),
    upgradeProof(why, node, operatingSystemVersion(host, later(log, 0.00001)), "the new system's version"),
    ...ordinary([
      eventLogStarted(host, later(log, 0.00002)),
      systemUptime(host, later(log, 0.016), 12),
      timeSourceReachable(host, later(log, 38.2), controller, 304),
    ]),
  ];
}

function upgradeProof(why: Restart["why"], { name }: PlannedNode, event: LogEntry["event"], what: string): LogEntry {
  return why === "upgraded" ? proof(event, { kind: "upgraded", node: name, what }) : { event, proves: null };
}

function renamedEntries(why: Restart["why"], node: PlannedNode, log: Moment): readonly LogEntry[] {
  const { name, formerName } = node;
  if (why !== "renamed" || formerName === null) return [];
  return [proof(computerRenamed(hostAt(node, log), log, formerName, name), { kind: "renamed", node: name })];
}
