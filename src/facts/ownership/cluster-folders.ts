import type { Evidence } from "../../evidence/index.ts";
import type { Hosts } from "../hosts.ts";
import type { Clusters } from "./clusters.ts";
import { volumesInCell } from "./volumes-in-cell.ts";

/** Which cluster a list is of by where it lies; null: nothing tells. */
export type ClusterOfFile = (file: string) => string | null;

/**
 * A list of backups that names neither cluster nor host is of the cluster whose logs and lists, and no other's, lie in the nearest
 * folder around it that holds any; but of none where it names a volume that this cluster has not, or a host of another.
 */
export function clusterFolders(
  { events, exports }: Pick<Evidence, "events" | "exports">,
  hosts: Hosts,
  clusters: Clusters,
  isVolumeOf: (cluster: string, name: string) => boolean,
): ClusterOfFile {
  const folders = new Map<string, Set<string>>();
  const told = new Set<string>();
  const tell = (file: string, cluster: string | null): void => {
    if (cluster === null) return;
    // A log has a hundred thousand records of one host.
    const key = `${cluster}\n${file}`;
    if (told.has(key)) return;
    told.add(key);
    for (const folder of foldersOf(file)) {
      const known = folders.get(folder);
      if (known === undefined) folders.set(folder, new Set([cluster]));
      else known.add(cluster);
    }
  };
  for (const { ref, computer, time } of events) tell(ref.file, clusters.clusterOf(hosts.nameOf(computer, time)));
  for (const { file, node, time } of exports.ownership) tell(file, clusters.clusterOf(hosts.nameOf(node, time)));
  for (const { file, node } of exports.nodes) tell(file, clusters.clusterOf(hosts.nameOf(node, null)));
  for (const { file, node, cluster } of exports.volumeNames) {
    if (cluster !== undefined) tell(file, clusters.named(cluster));
    else if (node !== undefined) tell(file, clusters.clusterOf(hosts.nameOf(node, null)));
  }
  const around = (file: string): string | null => {
    const nearest = foldersOf(file).find((folder) => folders.has(folder));
    const [only = null, another] = nearest === undefined ? [] : (folders.get(nearest) ?? []);
    return another === undefined ? only : null;
  };
  const ofLists = new Map<string, string | null>();
  for (const { file, volume, host, cluster, start } of exports.sessions) {
    const own = ofLists.get(file) ?? (ofLists.has(file) ? null : around(file));
    ofLists.set(file, own);
    if (own === null) continue;
    const named = cluster === undefined ? null : clusters.named(cluster);
    const ofHost = host === null ? null : clusters.clusterOf(hosts.nameOf(host, start));
    const isOther = [named, ofHost].some((one) => one !== null && one !== own);
    const isNamed = (name: string): boolean => isVolumeOf(own, name);
    const names = volume === null ? [] : volumesInCell(volume, (name) => (isNamed(name) ? name : null));
    if (isOther || !names.every(isNamed)) ofLists.set(file, null);
  }
  return (file) => ofLists.get(file) ?? null;
}

/** The nearest first. */
function foldersOf(file: string): readonly string[] {
  const parts = file.split(/[\\/]/);
  return parts.slice(0, -1).map((_, up) => parts.slice(0, parts.length - 1 - up).join("/"));
}
