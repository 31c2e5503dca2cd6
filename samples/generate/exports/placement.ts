import type { ClusterPlan } from "../cluster/index.ts";
import { exportedRows } from "../powershell/index.ts";
import { wholeSeconds } from "./exported-time.ts";

/** Which volume each machine's disk lies on when the logs end, and which host it runs on. */
export function placementFile({ machines, lastMoment }: ClusterPlan): Uint8Array {
  const rows = machines.map(({ name, volume, host }) => [
    name,
    volume.name,
    wholeSeconds(lastMoment),
    host,
    `${volume.path}\\${name}\\${name}.vhdx`,
  ]);
  return exportedRows(["vm", "volume", "time", "host", "path"], rows);
}
