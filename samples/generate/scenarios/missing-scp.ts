import { HOUR_SECONDS } from "../cluster/calendar.ts";
import { type ClusterPlan, clusterPlan } from "../cluster/index.ts";
import { ASSUMED_LAYOUTS, type EventLayouts } from "../event-layouts.ts";
import { exportFiles, THOROUGH } from "../exports/index.ts";
import { clusterLogs, logPath } from "../host-logs/cluster-logs.ts";
import { hostAt, proxyHost } from "../host-logs/node-life.ts";
import { vendorReported } from "../host-logs/proxy-application.ts";
import { newMachine } from "../host-logs/vmms-admin.ts";
import { jittered, later } from "../moment.ts";
import { type LogEntry, proof } from "../sample-log.ts";
import { SeededRandom } from "../seeded-random.ts";
import { checkpointFailed, diskMergeFailed } from "../windows-events/hyper-v-vmms.ts";
import { expectedJson } from "./expected.ts";
import type { Scenario, ScenarioOptions } from "./scenario.ts";

const NAME = "missing-scp";
const BUSTLE = { services: 9, machines: 3, roles: 0.8, licensing: 4 } as const;
const OTHERS_SEED = 400;
const EXPORTS_SEED = 450;
/** Behind the first night's beginning: late in the morning of the second day, hours away from any import. */
const UNREACHABLE_AFTER_HOURS = 38.33;

/** The cluster whose off-host backups fail where a bad node owns the volume. */
export function missingScp(options: ScenarioOptions = {}): Scenario {
  const plan = options.plan ?? clusterPlan();
  const layouts = { ...ASSUMED_LAYOUTS, ...options.layouts };
  const logs = clusterLogs(plan, {
    bustle: BUSTLE,
    layouts,
    withClusterLogs: true,
    others: others(plan, layouts),
  });
  const exports = exportFiles(plan, new SeededRandom(EXPORTS_SEED), THOROUGH);
  return { name: NAME, plan, logs, files: [...exports, { path: "expected.json", content: expectedJson(plan, logs) }] };
}

/** Errors that have nothing to do with the bad nodes. */
function others(plan: ClusterPlan, layouts: EventLayouts): ReadonlyMap<string, readonly LogEntry[]> {
  const random = new SeededRandom(OTHERS_SEED);
  const unreachable = jittered(later(plan.firstBackup, UNREACHABLE_AFTER_HOURS * HOUR_SECONDS), random);
  const proxy = proxyHost(plan);
  const entries: [string, readonly LogEntry[]][] = [
    [
      logPath.application(proxy.name),
      [proof(vendorReported(proxy, unreachable, "array-unreachable", null, layouts), { kind: "vendor-error" })],
    ],
  ];
  const good = plan.nodes.filter(({ isBad }) => !isBad);
  for (const [node, what, event] of [
    [good[1], "a checkpoint that failed", checkpointFailed],
    [good[4], "a merge that failed", diskMergeFailed],
  ] as const) {
    if (node === undefined) continue;
    const time = jittered(later(unreachable, HOUR_SECONDS), random);
    const failed = event(hostAt(node, time), time, newMachine("app-17", random), random.between(1_800, 4_200));
    entries.push([logPath.vmms(node.name), [proof(failed, { kind: "noise", host: node.name, what })]]);
  }
  return new Map(entries);
}
