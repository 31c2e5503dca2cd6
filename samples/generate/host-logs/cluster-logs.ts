import type { ClusterPlan, PlannedNode } from "../cluster/index.ts";
import type { EventLayouts } from "../event-layouts.ts";
import { inTimeOrder, type LogEntry, type SampleLog } from "../sample-log.ts";
import { SeededRandom } from "../seeded-random.ts";
import type { Bustle } from "./bustle.ts";
import { failoverClusteringLog } from "./failover-clustering.ts";
import { type FailedAttempt, proxyApplicationLog } from "./proxy-application.ts";
import { systemLog } from "./system.ts";
import { vmmsAdminLog } from "./vmms-admin.ts";

/** Each log has a seed of its own: a change to one leaves the bytes of the others as they are. */
const SEED = { proxy: 1, vmms: 100, system: 200, cluster: 300 } as const;

export interface ClusterLogOptions {
  readonly bustle: Bustle;
  readonly layouts: EventLayouts;
  /** Whether the nodes' FailoverClustering logs are among the exports. */
  readonly withClusterLogs: boolean;
  readonly failedAttempt?: FailedAttempt;
  /** What else stands in the logs, by their paths. */
  readonly others: ReadonlyMap<string, readonly LogEntry[]>;
}

export const logPath = {
  system: (host: string) => `${host}/System.evtx`,
  vmms: (host: string) => `${host}/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx`,
  cluster: (host: string) => `${host}/Microsoft-Windows-FailoverClustering-Operational.evtx`,
  application: (host: string) => `${host}/Application.evtx`,
} as const;

/** Every log of a cluster's nodes and of its proxy, in the order of their paths. */
export function clusterLogs(plan: ClusterPlan, options: ClusterLogOptions): readonly SampleLog[] {
  const { bustle, layouts, withClusterLogs, failedAttempt, others } = options;
  const nodeLogs = plan.nodes.flatMap((node, index) => {
    const random = (seed: number): SeededRandom => new SeededRandom(seed + index);
    return [
      ...(withClusterLogs
        ? sinceUpgrade(node, {
            path: logPath.cluster(node.name),
            firstRecordId: BigInt(9_001 + index * 213),
            entries: failoverClusteringLog(plan, node, { bustle, layouts }, random(SEED.cluster)),
          })
        : []),
      ...sinceUpgrade(node, {
        path: logPath.vmms(node.name),
        firstRecordId: BigInt(4_001 + index * 137),
        entries: vmmsAdminLog(plan, node, { bustle, layouts }, random(SEED.vmms)),
      }),
      ...splitAtUpgrade(node, {
        path: logPath.system(node.name),
        firstRecordId: BigInt(21_001 + index * 411),
        entries: systemLog(plan, node, bustle, random(SEED.system)),
      }),
    ];
  });
  const proxyLog: SampleLog = {
    path: logPath.application(plan.proxy.name),
    firstRecordId: 61_234n,
    entries: proxyApplicationLog(
      plan,
      { bustle, layouts, ...(failedAttempt === undefined ? {} : { failedAttempt }) },
      new SeededRandom(SEED.proxy),
    ),
  };
  return [...nodeLogs, proxyLog].map((log) => ({
    ...log,
    entries: inTimeOrder([...log.entries, ...(others.get(log.path) ?? [])]).filter(
      ({ event }) => event.time < plan.lastMoment,
    ),
  }));
}

/** An upgrade in place starts the log anew; what was before it is gone. */
function sinceUpgrade({ upgradedAt }: PlannedNode, log: SampleLog): readonly SampleLog[] {
  if (upgradedAt === null) return [log];
  return [{ ...log, firstRecordId: 1n, entries: log.entries.filter(({ event }) => event.time >= upgradedAt) }];
}

/** An upgrade in place starts the log anew and leaves the old one in Windows.old. */
function splitAtUpgrade(node: PlannedNode, log: SampleLog): readonly SampleLog[] {
  const { upgradedAt } = node;
  if (upgradedAt === null) return [log];
  const old = log.entries.filter(({ event }) => event.time < upgradedAt);
  return [...sinceUpgrade(node, log), { ...log, path: `${node.name}/Windows.old/System.evtx`, entries: old }];
}
