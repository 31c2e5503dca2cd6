import type { SeededRandom } from "../seeded-random.ts";
import type { PlannedMachine, PlannedNode, Volume } from "./plan.ts";

const FIRST_SERIAL = 0x51a0;
const WORKLOADS = ["app", "sql", "web"] as const;

export function planVolumes(count: number, random: SeededRandom): readonly Volume[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `Cluster Disk ${index + 1}`,
    path: `C:\\ClusterStorage\\Volume${index + 1}`,
    serial: `6000EX${(FIRST_SERIAL + index).toString(16).toUpperCase()}`,
    guid: bareGuid(random),
    resourceId: bareGuid(random),
    groupId: bareGuid(random),
  }));
}

/** Three machines for each volume, each on some node. */
export function planMachines(
  volumes: readonly Volume[],
  nodes: readonly PlannedNode[],
  random: SeededRandom,
): readonly PlannedMachine[] {
  return volumes.flatMap((volume, index) =>
    WORKLOADS.map((workload) => ({
      name: `${workload}-${(index + 1).toString().padStart(2, "0")}`,
      id: bareGuid(random).toUpperCase(),
      volume,
      host: nodes[random.between(0, nodes.length - 1)]?.name ?? "",
    })),
  );
}

function bareGuid(random: SeededRandom): string {
  return random.guid().slice(1, -1);
}
