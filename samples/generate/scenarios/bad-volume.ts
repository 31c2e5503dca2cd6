import { type ClusterPlan, clusterPlan, nodeNames } from "../cluster/index.ts";
import { ASSUMED_LAYOUTS } from "../event-layouts.ts";
import { BRIEF, exportFiles } from "../exports/index.ts";
import { clusterLogs } from "../host-logs/cluster-logs.ts";
import { proxyHost } from "../host-logs/node-life.ts";
import { failedImport } from "../host-logs/proxy-application.ts";
import { SeededRandom } from "../seeded-random.ts";
import { expectedJson } from "./expected.ts";
import type { Scenario, ScenarioOptions } from "./scenario.ts";

const NAME = "bad-volume";
const BUSTLE = { services: 3, machines: 1, roles: 0.3, licensing: 1 } as const;
const IMPORTS_SEED = 700;
const EXPORTS_SEED = 750;

function badVolumePlan(): ClusterPlan {
  return clusterPlan({
    clusterName: "LNCL01",
    nodes: nodeNames("LN", 5),
    badNodes: [],
    proxy: "LNPROXY",
    volumes: 6,
    firstDay: "2026-09-28",
    daysBefore: 0,
    nights: 12,
    stormNight: null,
    sickVolume: 4,
    seed: 20_260_922,
  });
}

/** Sound nodes, and one volume whose snapshots cannot be imported whichever of them owns it. */
export function badVolume(options: ScenarioOptions = {}): Scenario {
  const plan = options.plan ?? badVolumePlan();
  const layouts = { ...ASSUMED_LAYOUTS, ...options.layouts };
  const logs = clusterLogs(plan, {
    bustle: BUSTLE,
    layouts,
    withClusterLogs: true,
    failedAttempt: failedImport(proxyHost(plan), "unreadable", layouts, new SeededRandom(IMPORTS_SEED)),
    others: new Map(),
  });
  const exports = exportFiles(plan, new SeededRandom(EXPORTS_SEED), BRIEF);
  return { name: NAME, plan, logs, files: [...exports, { path: "expected.json", content: expectedJson(plan, logs) }] };
}
