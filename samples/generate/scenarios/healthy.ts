import { dayAt } from "../cluster/calendar.ts";
import { type ClusterPlan, clusterPlan } from "../cluster/index.ts";
import { ASSUMED_LAYOUTS, type EventLayouts } from "../event-layouts.ts";
import type { EventToWrite } from "../evtx/index.ts";
import { BRIEF, exportFiles } from "../exports/index.ts";
import { clusterLogs, logPath } from "../host-logs/cluster-logs.ts";
import { hostAt } from "../host-logs/node-life.ts";
import { newMachine } from "../host-logs/vmms-admin.ts";
import { jittered, type Moment } from "../moment.ts";
import { type LogEntry, proof } from "../sample-log.ts";
import { SeededRandom } from "../seeded-random.ts";
import { identifiersNotUnique } from "../windows-events/disk-drivers.ts";
import { volumePaused } from "../windows-events/failover-clustering.ts";
import type { Host } from "../windows-events/host.ts";
import { checkpointFailed, storageProviderUnavailable } from "../windows-events/hyper-v-vmms.ts";
import { expectedJson } from "./expected.ts";
import type { Scenario, ScenarioOptions } from "./scenario.ts";

const NAME = "healthy";
const BUSTLE = { services: 3, machines: 0.8, roles: 0.5, licensing: 2 } as const;
const NOISE_SEED = 500;
const EXPORTS_SEED = 550;
const VMMS_PROCESS = 2_904;

/** The plan of missing-scp with nobody bad; one import fails once and passes when tried again. */
function healthyPlan(): ClusterPlan {
  return clusterPlan({ badNodes: [], stormNight: null, isolatedFailures: [{ night: 9, volume: 5 }] });
}

/** The same cluster with nothing wrong but one-off noise. */
export function healthy(options: ScenarioOptions = {}): Scenario {
  const plan = options.plan ?? healthyPlan();
  const layouts = { ...ASSUMED_LAYOUTS, ...options.layouts };
  const logs = clusterLogs(plan, {
    bustle: BUSTLE,
    layouts,
    withClusterLogs: true,
    others: noise(plan, layouts),
  });
  const exports = exportFiles(plan, new SeededRandom(EXPORTS_SEED), BRIEF);
  return { name: NAME, plan, logs, files: [...exports, { path: "expected.json", content: expectedJson(plan, logs) }] };
}

interface OneOff {
  /** Counts from 0. */
  readonly node: number;
  readonly day: number;
  readonly hour: number;
  readonly log: (host: string) => string;
  readonly what: string;
  readonly event: (host: Host, time: Moment) => EventToWrite;
}

/** Each on another node and another day. */
function oneOffs(plan: ClusterPlan, layouts: EventLayouts, random: SeededRandom): readonly OneOff[] {
  const disk = { number: plan.volumes.length + 2, device: 41 };
  return [
    {
      ...{ node: 4, day: 10, hour: 13.4, log: logPath.vmms, what: "a storage provider that did not open once" },
      event: (host, time) => storageProviderUnavailable(host, time, VMMS_PROCESS, layouts.storageProviderUnavailable()),
    },
    {
      ...{ node: 1, day: 13, hour: 3.7, log: logPath.system, what: "a volume that paused once" },
      event: (host, time) => volumePaused(host, time, "Volume2", "Cluster Disk 2", "STATUS_IO_TIMEOUT(c00000b5)"),
    },
    {
      ...{ node: 3, day: 18, hour: 10.2, log: logPath.system, what: "a disk shown twice once" },
      event: (host, time) => identifiersNotUnique(host, time, disk),
    },
    {
      ...{ node: 6, day: 21, hour: 12.1, log: logPath.vmms, what: "a checkpoint that failed" },
      event: (host, time) => checkpointFailed(host, time, newMachine("app-17", random), VMMS_PROCESS),
    },
  ];
}

function noise(plan: ClusterPlan, layouts: EventLayouts): ReadonlyMap<string, readonly LogEntry[]> {
  const random = new SeededRandom(NOISE_SEED);
  const entries = oneOffs(plan, layouts, random).flatMap(({ node: index, day, hour, log, what, event }) => {
    const node = plan.nodes[index % plan.nodes.length];
    if (node === undefined) return [];
    const time = jittered(dayAt(plan.firstMoment, day, hour), random);
    const once = proof(event(hostAt(node, time), time), { kind: "noise", host: node.name, what });
    return [[log(node.name), [once]] as const];
  });
  return new Map(entries);
}
