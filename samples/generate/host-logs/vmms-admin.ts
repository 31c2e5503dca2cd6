import { dayAt, isWorkingDay } from "../cluster/calendar.ts";
import type { ClusterPlan, PlannedNode } from "../cluster/index.ts";
import type { EventLayouts } from "../event-layouts.ts";
import { jittered, later } from "../moment.ts";
import { inTimeOrder, type LogEntry, ordinary, proof } from "../sample-log.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { machineCreated, storageProviderUnavailable, type VirtualMachine } from "../windows-events/hyper-v-vmms.ts";
import type { Bustle } from "./bustle.ts";
import { hostAt, isRunning, spread } from "./node-life.ts";

const WORKING_HOURS = { from: 8, to: 15.9 } as const;
const VISITS_A_DAY = { from: 0, to: 2 } as const;

/** One node's VMMS log in the order of time: a test pool that makes machines, and on a bad node the 12660s. */
export function vmmsAdminLog(
  plan: ClusterPlan,
  node: PlannedNode,
  { bustle, layouts }: { readonly bustle: Bustle; readonly layouts: EventLayouts },
  random: SeededRandom,
): readonly LogEntry[] {
  const processId = random.between(1_800, 4_200);
  const created = newMachines(plan, node, bustle, processId, random);
  const opened = node.isBad ? settingsOpened(plan, node, layouts, processId, random) : [];
  return inTimeOrder([...created.filter(({ event }) => isRunning(node, event.time)), ...opened]);
}

function newMachines(
  plan: ClusterPlan,
  node: PlannedNode,
  bustle: Bustle,
  processId: number,
  random: SeededRandom,
): readonly LogEntry[] {
  return spread(plan, bustle.machines, (start, index) => {
    const machine = newMachine(`pool-${node.name.toLowerCase()}-${(index + 1).toString().padStart(3, "0")}`, random);
    const time = jittered(later(start, random.between(0, 20_000)), random);
    const known = later(time, 0.25 + random.next());
    return ordinary([
      machineCreated(hostAt(node, time), time, 18304, machine, processId),
      machineCreated(hostAt(node, known), known, 13002, machine, processId),
    ]);
  });
}

/**
 * Somebody opens a machine's settings in Hyper-V Manager: on a working day, never at night when backups run. On the
 * second working day of the backups somebody looks at every bad node.
 */
function settingsOpened(
  plan: ClusterPlan,
  node: PlannedNode,
  layouts: EventLayouts,
  processId: number,
  random: SeededRandom,
): readonly LogEntry[] {
  const days = Array.from({ length: plan.days }, (_, day) => day).filter((day) => {
    const midnight = dayAt(plan.firstMoment, day, 0);
    return isWorkingDay(midnight) && midnight > (node.joinedAt ?? 0n);
  });
  return days.flatMap((day, position) => {
    const visits = random.between(VISITS_A_DAY.from, VISITS_A_DAY.to) + (position === 1 ? 2 : 0);
    return Array.from({ length: visits }, () => {
      const hour = WORKING_HOURS.from + random.next() * (WORKING_HOURS.to - WORKING_HOURS.from);
      const time = jittered(dayAt(plan.firstMoment, day, hour), random);
      const event = storageProviderUnavailable(
        hostAt(node, time),
        time,
        processId,
        layouts.storageProviderUnavailable(),
      );
      return proof(event, { kind: "storage-provider", node: node.name });
    });
  });
}

export function newMachine(name: string, random: SeededRandom): VirtualMachine {
  return { name, id: random.guid().slice(1, -1).toUpperCase() };
}
