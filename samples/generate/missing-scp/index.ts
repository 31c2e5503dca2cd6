import type { SampleLog } from "../sample-log.ts";
import { SeededRandom } from "../seeded-random.ts";
import { backupJobs } from "./backups.ts";
import { NODES, PROXY } from "./cluster.ts";
import { proxyApplicationLog } from "./proxy-application.ts";
import { systemLog } from "./system.ts";
import { vmmsAdminLog } from "./vmms-admin.ts";

export { expectedJson } from "./expected.ts";

/** Each log has a seed of its own: a change to one leaves the bytes of the others as they are. */
const SEED = { backups: 20_260_907, proxy: 1, vmms: 100, system: 200 } as const;

/** Every log of the scenario, in the order of their paths. */
export function missingScpLogs(): readonly SampleLog[] {
  const nodeLogs = NODES.flatMap((host, index): readonly SampleLog[] => [
    {
      path: `${host.name}/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx`,
      firstRecordId: BigInt(4_001 + index * 137),
      events: vmmsAdminLog(host, new SeededRandom(SEED.vmms + index)),
    },
    {
      path: `${host.name}/System.evtx`,
      firstRecordId: BigInt(21_001 + index * 411),
      events: systemLog(host, new SeededRandom(SEED.system + index)),
    },
  ]);
  const jobs = backupJobs(new SeededRandom(SEED.backups));
  const proxyLog: SampleLog = {
    path: `${PROXY.name}/Application.evtx`,
    firstRecordId: 61_234n,
    events: proxyApplicationLog(jobs, new SeededRandom(SEED.proxy)),
  };
  return [...nodeLogs, proxyLog];
}
