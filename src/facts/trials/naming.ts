import { compareText } from "../../shared/order.ts";
import type { Hosts } from "../hosts.ts";
import { volumesInCell } from "../ownership/volumes-in-cell.ts";
import type { Volumes } from "../ownership/volumes.ts";

/** The one name that trials use for whatever a source calls a volume or a host. */
export interface Naming {
  /**
   * A volume that nothing maps keeps the name that it was given, in one spelling. `hosts`: by their present names, those that
   * show of which cluster it is; asked for where there are several.
   */
  volume(text: string, hosts?: () => readonly string[]): string;
  /** Those that a cell names, which may be several. */
  volumes(cell: string, hosts?: () => readonly string[]): readonly string[];
  host(text: string, time: bigint): string;
}

/** `named`: the volumes that some source names, each as it is written there. */
export function namingOf(
  hosts: Pick<Hosts, "nameOf">,
  volumes: Pick<Volumes, "nameOf" | "clusters" | "clusterOf">,
  named: Iterable<string>,
): Naming {
  const spelling = new Map<string, string>();
  // A hundred thousand rows name a few.
  for (const text of severally(new Set(named), volumes)) {
    const known = spelling.get(keyOf(text));
    if (known === undefined || compareText(text.trim(), known) < 0) spelling.set(keyOf(text), text.trim());
  }
  const labels = new Map<string, string>();
  const volume: Naming["volume"] = (text, hostsOf) => {
    const node = volumes.clusters.length === 0 ? undefined : nodeOf(hostsOf?.() ?? [], volumes.clusterOf);
    const key = node === undefined ? text : JSON.stringify([volumes.clusterOf(node), text]);
    const known = labels.get(key);
    if (known !== undefined) return known;
    const label = volumes.nameOf(text, undefined, node) ?? spelling.get(keyOf(text)) ?? text.trim();
    labels.set(key, label);
    return label;
  };
  const cells = new Map<string, readonly string[]>();
  return {
    volume,
    volumes(cell, hostsOf) {
      const isOfOneCluster = volumes.clusters.length === 0;
      const known = isOfOneCluster ? cells.get(cell) : undefined;
      if (known !== undefined) return known;
      const names = volumesInCell(cell, volumes.nameOf).map((text) => volume(text, hostsOf));
      if (isOfOneCluster) cells.set(cell, names);
      return names;
    },
    host: (text, time) => hosts.nameOf(text, time),
  };
}

/** One host stands for all, if all whose cluster is known are of one. */
function nodeOf(hosts: readonly string[], clusterOf: Volumes["clusterOf"]): string | undefined {
  const known = hosts.filter((host) => clusterOf(host) !== null);
  return new Set(known.map(clusterOf)).size === 1 ? known[0] : undefined;
}

function* severally(texts: Iterable<string>, { nameOf }: Pick<Volumes, "nameOf">): Generator<string> {
  for (const text of texts) yield* volumesInCell(text, nameOf);
}

function keyOf(text: string): string {
  return text.trim().toLowerCase();
}
