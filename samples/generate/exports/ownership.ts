import type { ClusterPlan } from "../cluster/index.ts";
import { exportedRows } from "../powershell/index.ts";
import { roundTripTime } from "./exported-time.ts";

/** The history of the owners: each volume's when the logs begin, then every move. */
export function ownershipFile({ volumes, moves, firstMoment, ownerAt }: ClusterPlan): Uint8Array {
  const began = volumes.map((volume) => [roundTripTime(firstMoment), volume.name, ownerAt(volume, firstMoment)]);
  const moved = moves.map(({ time, volume, to }) => [roundTripTime(time), volume.name, to]);
  return exportedRows(["time", "volume", "node"], [...began, ...moved]);
}
