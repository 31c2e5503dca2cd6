import type { EventToWrite } from "../evtx/index.ts";
import { jittered, later } from "../moment.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { Host } from "../windows-events/host.ts";
import {
  checkpointFailed,
  diskMergeFailed,
  machineCreated,
  storageProviderUnavailable,
  type VirtualMachine,
} from "../windows-events/hyper-v-vmms.ts";
import { BAD_NODES, DAY_SECONDS, DAYS, WEEK_START } from "./cluster.ts";
import { inTimeOrder } from "./proxy-application.ts";

const WORKING_HOURS = { from: 8 * 3_600, to: 16 * 3_600 } as const;
const WORKING_DAYS = 5;
const NEW_MACHINES_A_DAY = 24;

/** One host's VMMS log in time order: a test pool that makes machines all day, and on a bad host the 12660s. */
export function vmmsAdminLog(host: Host, random: SeededRandom): readonly EventToWrite[] {
  const processId = random.between(1_800, 4_200);
  const created = Array.from({ length: DAYS }, (_, day) => newMachines(host, day, processId, random)).flat();
  const opened = BAD_NODES.has(host.name) ? settingsOpened(host, processId, random) : [];
  return inTimeOrder([...created, ...opened, ...isolatedErrors(host, processId, random)]);
}

function newMachines(host: Host, day: number, processId: number, random: SeededRandom): readonly EventToWrite[] {
  return Array.from({ length: NEW_MACHINES_A_DAY }, (_, index) => {
    const machine = newMachine(
      `pool-${host.name.toLowerCase()}-${day + 1}${index.toString().padStart(2, "0")}`,
      random,
    );
    const time = jittered(later(WEEK_START, day * DAY_SECONDS + index * 3_600 + random.between(0, 3_000)), random);
    return [
      machineCreated(host, time, 18304, machine, processId),
      machineCreated(host, later(time, 0.25 + random.next()), 13002, machine, processId),
    ];
  }).flat();
}

/** Somebody opens a machine's settings in Hyper-V Manager: on a working day, never at night when backups run. */
function settingsOpened(host: Host, processId: number, random: SeededRandom): readonly EventToWrite[] {
  return Array.from({ length: WORKING_DAYS }, (_, day) => {
    const visits = Array.from({ length: random.between(0, 2) + (day === 1 ? 1 : 0) }, () =>
      jittered(later(WEEK_START, day * DAY_SECONDS + random.between(WORKING_HOURS.from, WORKING_HOURS.to)), random),
    );
    return visits.map((time) => storageProviderUnavailable(host, time, processId));
  }).flat();
}

/** Errors that have nothing to do with the bad hosts. */
function isolatedErrors(host: Host, processId: number, random: SeededRandom): readonly EventToWrite[] {
  const machine = newMachine("app-17", random);
  const time = jittered(later(WEEK_START, 2 * DAY_SECONDS + 43_000), random);
  if (host.name === "HV02") return [checkpointFailed(host, time, machine, processId)];
  if (host.name === "HV07") return [diskMergeFailed(host, time, machine, processId)];
  return [];
}

function newMachine(name: string, random: SeededRandom): VirtualMachine {
  return { name, id: random.guid().slice(1, -1).toUpperCase() };
}
