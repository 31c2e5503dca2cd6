import { compareText } from "../../../src/shared/order.ts";
import { dayAt } from "../cluster/calendar.ts";
import { type ClusterPlan, clusterPlan, nodeNames, type PlannedNode } from "../cluster/index.ts";
import { ASSUMED_LAYOUTS } from "../event-layouts.ts";
import type { EventToWrite } from "../evtx/index.ts";
import { clusterLogs, logPath } from "../host-logs/cluster-logs.ts";
import { hostAt, proxyHost } from "../host-logs/node-life.ts";
import { type FailedAttempt, ordinaryApplicationEntries } from "../host-logs/proxy-application.ts";
import { jittered, later, type Moment } from "../moment.ts";
import { inTimeOrder, type LogEntry, proof, type SampleLog } from "../sample-log.ts";
import { SeededRandom } from "../seeded-random.ts";
import { applicationCrashed } from "../windows-events/application-error.ts";
import {
  operatingSystemStarted,
  operatingSystemStopping,
  RESTART_REASON,
  restartInitiated,
} from "../windows-events/boot.ts";
import { eventLogStarted, eventLogStopped, operatingSystemVersion } from "../windows-events/event-log-service.ts";
import {
  resourceDeadlocked,
  resourceHostTerminated,
  volumeLost,
  volumePaused,
} from "../windows-events/failover-clustering.ts";
import type { Host } from "../windows-events/host.ts";
import { principalNameNotRegistered } from "../windows-events/hyper-v-vmms.ts";
import { hostNameNotWritten, principalNamesNotWritten } from "../windows-events/netlogon.ts";
import { lunNotDetected } from "../windows-events/vss.ts";
import { expectedJson } from "./expected.ts";
import type { Scenario, ScenarioOptions } from "./scenario.ts";

const NAME = "storage-faults";
const BUSTLE = { services: 8, machines: 6, roles: 0, licensing: 3 } as const;
const FAULTS_SEED = 600;
const EVENT_LOG_STOPPED = 6006;
const EVENT_LOG_STARTED = 6005;

type Entries = readonly (readonly [path: string, entry: LogEntry])[];

function storageFaultsPlan(): ClusterPlan {
  return clusterPlan({
    clusterName: "FSCL01",
    nodes: nodeNames("FS", 3),
    badNodes: [],
    proxy: "FSPROXY",
    volumes: 3,
    firstDay: "2026-10-05",
    daysBefore: 0,
    nights: 5,
    stormNight: null,
    isolatedFailures: [
      { night: 0, volume: 2 },
      { night: 2, volume: 1 },
      { night: 3, volume: 2 },
    ],
  });
}

/** Three nodes, each with a fault of its own, and a proxy that some snapshots' LUNs never reach. */
export function storageFaults(options: ScenarioOptions = {}): Scenario {
  const plan = options.plan ?? storageFaultsPlan();
  const layouts = { ...ASSUMED_LAYOUTS, ...options.layouts };
  const random = new SeededRandom(FAULTS_SEED);
  const [first, second, third] = plan.nodes;
  if (first === undefined || second === undefined || third === undefined) {
    throw new RangeError("The scenario storage-faults takes a cluster of three nodes.");
  }
  const faults = [
    ...volumesLost(plan, first, random),
    ...volumePausedEverywhere(plan, random),
    ...resourceHostCrashes(plan, second, random),
    ...namesNotWritten(plan, third, random),
  ];
  const logs = clusterLogs(plan, {
    bustle: BUSTLE,
    layouts,
    withClusterLogs: false,
    failedAttempt: lunMissing(plan, random),
    others: new Map(
      faults.map(([path]) => [path, faults.filter(([other]) => other === path).map(([, entry]) => entry)]),
    ),
  });
  const restarted = logs.map((log) => quietWhileDown(log, third, faults));
  const crashes = faults.filter(([path]) => path === logPath.application(second.name)).map(([, entry]) => entry);
  const all = [hostApplicationLog(plan, second, crashes, random), ...restarted].toSorted((a, b) =>
    compareText(a.path, b.path),
  );
  return { name: NAME, plan, logs: all, files: [{ path: "expected.json", content: expectedJson(plan, all) }] };
}

function hostApplicationLog(
  plan: ClusterPlan,
  node: PlannedNode,
  crashes: readonly LogEntry[],
  random: SeededRandom,
): SampleLog {
  const everyday = ordinaryApplicationEntries(plan, hostAt(node, plan.firstMoment), BUSTLE, random);
  return {
    path: logPath.application(node.name),
    firstRecordId: 15_407n,
    entries: inTimeOrder([...everyday, ...crashes]),
  };
}

function fault(host: Host, fault: string, event: EventToWrite): LogEntry {
  return proof(event, { kind: "fault", host: host.name, fault });
}

/** The first node loses its way to two volumes, three times; the others keep it. */
function volumesLost(plan: ClusterPlan, node: PlannedNode, random: SeededRandom): Entries {
  const lost = [
    { day: 1, hour: 9.6, volume: 2, error: "STATUS_CONNECTION_DISCONNECTED(c000020c)" },
    { day: 1, hour: 15.1, volume: 3, error: "STATUS_IO_TIMEOUT(c00000b5)" },
    { day: 3, hour: 11.3, volume: 2, error: "STATUS_CONNECTION_DISCONNECTED(c000020c)" },
  ];
  return lost.map(({ day, hour, volume, error }) => {
    const time = jittered(dayAt(plan.firstMoment, day, hour), random);
    const host = hostAt(node, time);
    const event = volumeLost(host, time, `Volume${volume}`, `Cluster Disk ${volume}`, error);
    return [logPath.system(node.name), fault(host, "lost access to a Cluster Shared Volume", event)];
  });
}

/** One pause that all nodes log at once is the volume's, not a node's. */
function volumePausedEverywhere(plan: ClusterPlan, random: SeededRandom): Entries {
  const start = dayAt(plan.firstMoment, 2, 8.4);
  return plan.nodes.map((node) => {
    const time = jittered(start, random);
    const event = volumePaused(hostAt(node, time), time, "Volume1", "Cluster Disk 1", "STATUS_IO_TIMEOUT(c00000b5)");
    const what = "a volume that paused on all nodes at once";
    return [logPath.system(node.name), proof(event, { kind: "noise", host: node.name, what })];
  });
}

/** The second node's resource host hangs on one machine's resource and is terminated, again and again. */
function resourceHostCrashes(plan: ClusterPlan, node: PlannedNode, random: SeededRandom): Entries {
  const hung = [
    { day: 0, hour: 6.2 },
    { day: 1, hour: 14.8 },
    { day: 3, hour: 3.9 },
    { day: 4, hour: 10.4 },
  ];
  const resource = {
    name: "Virtual Machine app-04",
    type: "Virtual Machine",
    library: "vmclusres.dll",
    controlCode: "0",
  };
  return hung.flatMap(({ day, hour }) => {
    const time = jittered(dayAt(plan.firstMoment, day, hour), random);
    const host = hostAt(node, time);
    const process = {
      program: "C:\\Windows\\Cluster\\rhs.exe",
      module: "C:\\Windows\\SYSTEM32\\ntdll.dll",
      exceptionCode: 0xc000_0194,
      processId: random.between(2_000, 9_999),
      started: later(time, -86_400),
      reportId: random.guid().slice(1, -1),
    };
    const what = "a resource host that hangs and is terminated";
    return [
      [logPath.system(node.name), fault(host, what, resourceDeadlocked(host, time, resource))],
      [logPath.application(node.name), fault(host, what, applicationCrashed(host, later(time, 2.3), process))],
      [logPath.system(node.name), fault(host, what, resourceHostTerminated(host, later(time, 4.1)))],
    ] as const;
  });
}

/** The third node restarts twice and may not write its names to the directory. */
function namesNotWritten(plan: ClusterPlan, node: PlannedNode, random: SeededRandom): Entries {
  const what = "names that it may not write to the directory";
  const starts = [dayAt(plan.firstMoment, 1, 6.1), dayAt(plan.firstMoment, 4, 6.6)].map((time) =>
    jittered(time, random),
  );
  const later5789 = [dayAt(plan.firstMoment, 2, 13.2), dayAt(plan.firstMoment, 3, 17.5)];
  const system = logPath.system(node.name);
  const services = [
    "Hyper-V Replica Service",
    "Microsoft Virtual System Migration Service",
    "Microsoft Virtual Console Service",
  ];
  return [
    ...starts.flatMap((up) => {
      const host = hostAt(node, up);
      return [
        ...restarted(host, up).map((event) => [system, { event, proves: null }] as const),
        ...services.map((service, index) => {
          const event = principalNameNotRegistered(host, later(up, 41 + index * 0.3), service, 2_260);
          return [logPath.vmms(node.name), fault(host, what, event)] as const;
        }),
        [system, fault(host, what, principalNamesNotWritten(host, later(up, 47)))] as const,
        [system, fault(host, what, hostNameNotWritten(host, later(up, 47.4)))] as const,
      ];
    }),
    ...later5789.map((start) => {
      const time = jittered(start, random);
      const host = hostAt(node, time);
      return [system, fault(host, what, hostNameNotWritten(host, time))] as const;
    }),
  ];
}

/** Nothing ordinary happens on a node from the end of its log to the log's next start. */
function quietWhileDown(log: SampleLog, node: PlannedNode, faults: Entries): SampleLog {
  if (!log.path.startsWith(`${node.name}/`)) return log;
  const own = new Set(faults.map(([, entry]) => entry));
  const timesOf = (id: number): readonly Moment[] =>
    faults
      .map(([, { event }]) => event)
      .filter(({ eventId }) => eventId === id)
      .map(({ time }) => time);
  const stops = timesOf(EVENT_LOG_STOPPED);
  const starts = timesOf(EVENT_LOG_STARTED);
  const isDown = (time: Moment): boolean =>
    stops.some((stop, index) => time >= stop && time <= (starts[index] ?? stop));
  return { ...log, entries: log.entries.filter((entry) => own.has(entry) || !isDown(entry.event.time)) };
}

function restarted(host: Host, up: Moment): readonly EventToWrite[] {
  return [
    restartInitiated(host, later(up, -320), RESTART_REASON.patched),
    eventLogStopped(host, later(up, -316)),
    operatingSystemStopping(host, later(up, -311)),
    operatingSystemStarted(host, later(up, -11), later(up, -11.2)),
    operatingSystemVersion(host, up),
    eventLogStarted(host, later(up, 0.00001)),
  ];
}

/** VSS waits for the snapshot's LUN, its hidden volume and its volume, and none arrives. */
function lunMissing(plan: ClusterPlan, random: SeededRandom): FailedAttempt {
  const host = proxyHost(plan);
  return ({ volume }, _attempt, failedAt) => {
    const lun = {
      id: random.guid(),
      vendor: "EXAMPLE",
      product: "SAN LUN",
      serial: volume.serial,
      storageIdentifiers: `naa.6000ex00000000000000${volume.serial.slice(-4).toLowerCase()}`,
    };
    const processId = random.between(2_000, 9_999);
    return ([12362, 12363, 12364] as const).map((id, index) =>
      fault(
        host,
        "snapshot LUNs that did not arrive",
        lunNotDetected(host, later(failedAt, index * 0.02), id, lun, processId),
      ),
    );
  };
}
