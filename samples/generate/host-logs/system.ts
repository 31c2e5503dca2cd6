import { dayAt } from "../cluster/calendar.ts";
import type { ClusterPlan, PlannedNode } from "../cluster/index.ts";
import { jittered, later, type Moment, secondsBetween } from "../moment.ts";
import { inTimeOrder, type LogEntry, ordinary, proof } from "../sample-log.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { hiveSaved, timeSourceChosen } from "../windows-events/boot.ts";
import { identifiersNotUnique, signatureNotUnique } from "../windows-events/disk-drivers.ts";
import { systemUptime } from "../windows-events/event-log-service.ts";
import { type Service, serviceStateChanged } from "../windows-events/service-control.ts";
import type { Bustle } from "./bustle.ts";
import { hostAt, isRunning, restartsOf, spread } from "./node-life.ts";
import { restartEntries } from "./restart.ts";

/** Services that start and stop by themselves all day. */
const SERVICES: readonly [Service, ...Service[]] = [
  { displayName: "Windows Modules Installer", name: "TrustedInstaller" },
  { displayName: "WMI Performance Adapter", name: "wmiApSrv" },
  { displayName: "Virtual Disk", name: "vds" },
  { displayName: "Windows Error Reporting Service", name: "WerSvc" },
  { displayName: "Software Protection", name: "sppsvc" },
  { displayName: "Background Intelligent Transfer Service", name: "BITS" },
];
const SERVICE_CONTROL_PROCESS = 560;
const TIME_SERVICE_PROCESS = 304;
/** A node's own disks; those of the cluster and of snapshots follow. */
const LOCAL_DISKS = 2;
/** Before the first day, for the uptime of what had been running. */
const SECONDS_UP_BEFORE = 31 * 86_400;

/** One node's System log in the order of time. */
export function systemLog(
  plan: ClusterPlan,
  node: PlannedNode,
  bustle: Bustle,
  random: SeededRandom,
): readonly LogEntry[] {
  const everyday = [
    ...uptimes(plan, node, random),
    ...services(plan, node, bustle, random),
    ...hives(plan, node, random),
    ...timeSources(plan, node, random),
  ];
  return inTimeOrder([
    ...everyday.filter(({ event }) => isRunning(node, event.time)),
    ...restartsOf(node).flatMap((restart) => restartEntries(plan, node, restart, random)),
    ...shownLuns(plan, node, random),
  ]);
}

/** 6013 comes at noon. */
function uptimes(plan: ClusterPlan, node: PlannedNode, random: SeededRandom): readonly LogEntry[] {
  const before = later(plan.firstMoment, -SECONDS_UP_BEFORE);
  return ordinary(
    Array.from({ length: plan.days }, (_, day) => {
      const noon = jittered(dayAt(plan.firstMoment, day, 12), random);
      const up = restartsOf(node).findLast((restart) => restart.up < noon)?.up ?? before;
      return systemUptime(hostAt(node, noon), noon, Math.floor(secondsBetween(up, noon)));
    }),
  );
}

function services(plan: ClusterPlan, node: PlannedNode, bustle: Bustle, random: SeededRandom): readonly LogEntry[] {
  return spread(plan, bustle.services, (start) => {
    const service = random.pick(...SERVICES);
    const running = jittered(later(start, random.between(0, 3_000)), random);
    const stopped = later(running, random.between(30, 900));
    return ordinary([
      serviceStateChanged(hostAt(node, running), running, service, "running", SERVICE_CONTROL_PROCESS),
      serviceStateChanged(hostAt(node, stopped), stopped, service, "stopped", SERVICE_CONTROL_PROCESS),
    ]);
  });
}

function hives(plan: ClusterPlan, node: PlannedNode, random: SeededRandom): readonly LogEntry[] {
  return spread(plan, 1, (start) => {
    const time = jittered(later(start, random.between(3_600, 80_000)), random);
    const hive = `\\SystemRoot\\System32\\Config\\${random.pick("SOFTWARE", "SYSTEM", "DEFAULT")}`;
    return ordinary([hiveSaved(hostAt(node, time), time, hive, random.between(200, 9_000))]);
  });
}

/** The clock follows one domain controller for two days, then the other. */
function timeSources(plan: ClusterPlan, node: PlannedNode, random: SeededRandom): readonly LogEntry[] {
  const { controllers, dns } = plan.domain;
  return spread(plan, 0.5, (start, turn) => {
    const time = jittered(later(start, random.between(600, 7_000)), random);
    const position = turn % 2;
    const source = `${controllers[position === 0 ? 0 : 1]}.${dns} (ntp.d|0x0|10.20.0.11:123->10.20.0.${2 + position}:123)`;
    return ordinary([timeSourceChosen(hostAt(node, time), time, source, TIME_SERVICE_PROCESS)]);
  });
}

/** A snapshot's LUN that the node saw beside the volume's own. */
function shownLuns(plan: ClusterPlan, node: PlannedNode, random: SeededRandom): readonly LogEntry[] {
  return plan.jobs
    .filter(({ owner }) => owner === node.name)
    .flatMap(({ volume, attempts }) =>
      attempts.flatMap(({ shownAt, snapshotSetId }) => {
        if (shownAt === null) return [];
        const original = LOCAL_DISKS + plan.volumes.indexOf(volume);
        const disk = { number: LOCAL_DISKS + plan.volumes.length, device: random.between(30, 90) };
        const host = hostAt(node, shownAt);
        return [
          proof(signatureNotUnique(host, shownAt, disk, original), {
            kind: "shown-lun",
            snapshotSetId,
            part: "partmgr",
          }),
          proof(identifiersNotUnique(host, shortlyAfter(shownAt), disk), {
            kind: "shown-lun",
            snapshotSetId,
            part: "disk",
          }),
        ];
      }),
    );
}

function shortlyAfter(time: Moment): Moment {
  return later(time, 0.14);
}
