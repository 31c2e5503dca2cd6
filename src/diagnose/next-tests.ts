import type { NextTest, Volumes } from "../facts/index.ts";
import type { NextTestRow } from "../report/index.ts";
import { EXPORT_OWNERS } from "../shared/export-commands.ts";
import { powershellNameLiteral } from "../shared/powershell-literal.ts";

export const NO_NAMES = { volume: null, from: null, to: null, proxy: null, command: null };

/** A volume cannot be moved to another cluster: such tests are left out. `missing`: what has to be given first, and stands for what of owners. */
export function nextTestRows(
  tests: readonly NextTest[],
  volumes: ClustersOfVolumes,
  missing: readonly NextTestRow[] = [],
): readonly NextTestRow[] {
  const isTold = ({ code }: NextTest): boolean => code === "give-ownership" && missing.some(isOfOwners);
  return [
    ...missing,
    ...tests.filter((test) => isInOneCluster(test, volumes) && !isTold(test)).map((test) => nextTestRow(test, volumes)),
  ];
}

function isOfOwners({ code }: NextTestRow): boolean {
  return code === "give-ownership" || code === "give-mapping" || code === "give-roles";
}

type ClustersOfVolumes = Pick<Volumes, "inCluster" | "clusterOf">;

function isInOneCluster(test: NextTest, { inCluster, clusterOf }: ClustersOfVolumes): boolean {
  const [volume, node] =
    test.code === "move-volume"
      ? [test.volume, test.to]
      : test.code === "back-up-under"
        ? [test.volume, test.node]
        : [];
  const cluster = volume === undefined || volume === null ? undefined : inCluster(volume)?.cluster;
  return cluster === undefined || node === undefined || clusterOf(node) === cluster;
}

function nextTestRow(test: NextTest, { inCluster }: ClustersOfVolumes): NextTestRow {
  switch (test.code) {
    case "move-volume":
      return { ...NO_NAMES, ...test, command: moveCommand(test.volume, test.to, inCluster) };
    case "back-up-under": {
      const command = test.volume === null ? null : moveCommand(test.volume, test.node, inCluster);
      return { ...NO_NAMES, code: test.code, volume: test.volume, to: test.node, command };
    }
    case "other-proxy":
    case "tell-apart":
    case "give-successes":
      return { ...NO_NAMES, ...test };
    case "give-ownership":
      return { ...NO_NAMES, ...test, command: EXPORT_OWNERS };
  }
}

function moveCommand(volume: string, node: string, inCluster: Volumes["inCluster"]): string | null {
  const own = inCluster(volume);
  const [name, target] = [powershellNameLiteral(own?.volume ?? volume), powershellNameLiteral(node)];
  const cluster = own === null ? "" : powershellNameLiteral(own.cluster);
  if (name === null || target === null || cluster === null) return null;
  return `Move-ClusterSharedVolume${cluster === "" ? "" : ` -Cluster ${cluster}`} -Name ${name} -Node ${target}`;
}
