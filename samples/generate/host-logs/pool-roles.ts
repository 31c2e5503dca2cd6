import type { ClusterPlan, PlannedNode } from "../cluster/index.ts";
import type { EventLayouts } from "../event-layouts.ts";
import { jittered, later, type Moment } from "../moment.ts";
import { type LogEntry, ordinary } from "../sample-log.ts";
import { SeededRandom } from "../seeded-random.ts";
import { resourceState, roleMoving, roleState } from "../windows-events/failover-clustering.ts";
import type { Bustle } from "./bustle.ts";
import { hostAt, isMember, spread } from "./node-life.ts";

/** Both nodes of a visit write of it: its times and names must not depend on whose log is made. */
const VISITS_SEED = 350;
const VISITS_A_DAY = 0.5;
const SECONDS_TO_MOVE = 9;
/** Roles up to here stop and start where they are, those behind it visit another node. */
const RESIDENTS = 20;

/** A node's test pool: each of its virtual machines is a clustered role. None of them is a volume's group. */
export function poolRoles(
  plan: ClusterPlan,
  node: PlannedNode,
  { bustle, layouts }: { readonly bustle: Bustle; readonly layouts: EventLayouts },
  random: SeededRandom,
): readonly LogEntry[] {
  const entries = [...rolesRestarted(plan, node, bustle, random), ...visits(plan, node, layouts)];
  return entries.filter(({ event }) => isMember(node, event.time));
}

function rolesRestarted(
  plan: ClusterPlan,
  node: PlannedNode,
  bustle: Bustle,
  random: SeededRandom,
): readonly LogEntry[] {
  return spread(plan, bustle.roles, (start) => {
    const role = roleName(node, random.between(1, RESIDENTS));
    const resource = resourceOf(role);
    const time = jittered(later(start, random.between(0, 9_000)), random);
    const again = later(time, random.between(60, 1_800));
    const host = hostAt(node, time);
    return ordinary([
      roleState(host, time, 1203, role),
      resourceState(host, later(time, 0.1), resource, role, "Online", "OfflinePending"),
      resourceState(host, later(time, 4), resource, role, "OfflinePending", "Offline"),
      roleState(host, later(time, 4.1), 1204, role),
      roleState(host, again, 1200, role),
      resourceState(host, later(again, 0.1), resource, role, "Offline", "OnlinePending"),
      resourceState(host, later(again, 3), resource, role, "OnlinePending", "Online"),
      roleState(host, later(again, 3.1), 1201, role),
    ]);
  });
}

/** What this node's log says of roles that go to the next node and come back some hours later. */
function visits(plan: ClusterPlan, node: PlannedNode, layouts: EventLayouts): readonly LogEntry[] {
  return plan.nodes.flatMap((home, index) => {
    const away = plan.nodes[(index + 1) % plan.nodes.length];
    if (away === undefined || away === home || ![home, away].includes(node)) return [];
    const random = new SeededRandom(VISITS_SEED + index);
    return spread(plan, VISITS_A_DAY, (start, turn) => {
      const there = jittered(later(start, random.between(0, 9_000)), random);
      const back = later(there, random.between(3_600, 12_000));
      const role = roleName(home, RESIDENTS + 1 + turn);
      if (![home, away].every((one) => isMember(one, there) && isMember(one, back))) return [];
      return [
        ...roleMoved({ role, time: there, from: home, to: away }, node, layouts),
        ...roleMoved({ role, time: back, from: away, to: home }, node, layouts),
      ];
    });
  });
}

interface RoleMove {
  readonly role: string;
  readonly time: Moment;
  readonly from: PlannedNode;
  readonly to: PlannedNode;
}

function roleMoved({ role, time, from, to }: RoleMove, node: PlannedNode, layouts: EventLayouts): readonly LogEntry[] {
  if (node === from) {
    return ordinary([roleMoving(hostAt(from, time), time, layouts.roleMoving({ role, from: from.name, to: to.name }))]);
  }
  const arrived = later(time, SECONDS_TO_MOVE);
  return ordinary([
    resourceState(hostAt(to, arrived), arrived, resourceOf(role), role, "OnlinePending", "Online"),
    roleState(hostAt(to, arrived), later(arrived, 0.1), 1201, role),
  ]);
}

function roleName({ name }: PlannedNode, number: number): string {
  return `pool-${name.toLowerCase()}-${number.toString().padStart(3, "0")}`;
}

function resourceOf(role: string): string {
  return `Virtual Machine ${role}`;
}
