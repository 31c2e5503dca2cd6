import { compareText } from "../../shared/order.ts";
import type { Hosts } from "../hosts.ts";
import { volumesInCell } from "../ownership/volumes-in-cell.ts";
import type { Volumes } from "../ownership/volumes.ts";

/** The one name that trials use for whatever a source calls a volume or a host. */
export interface Naming {
  /**
   * A volume that nothing maps keeps the name that it was given, in one spelling. `clues`: what shows of which cluster it is; asked for where
   * there are several.
   */
  volume(text: string, clues?: () => ClusterClues): string;
  /** Those that a cell names, which may be several. */
  volumes(cell: string, clues?: () => ClusterClues): readonly string[];
  host(text: string, time: bigint): string;
  /** No clues are asked for. */
  readonly isOfOneCluster: boolean;
}

/** A cluster that is named counts before those that hosts are of, and these before where the list lies. */
export interface ClusterClues {
  /** As rows name them. */
  readonly clusters: readonly string[];
  /** By their present names. */
  readonly hosts: readonly string[];
  /** The list of backups; absent: an event tells. */
  readonly file?: string;
}

/** `named`: the volumes that some source names, each as it is written there. */
export function namingOf(hosts: Pick<Hosts, "nameOf">, volumes: NamesOfVolumes, named: Iterable<string>): Naming {
  const spelling = new Map<string, string>();
  // A hundred thousand rows name a few.
  for (const text of severally(new Set(named), volumes)) {
    const known = spelling.get(keyOf(text));
    if (known === undefined || compareText(text.trim(), known) < 0) spelling.set(keyOf(text), text.trim());
  }
  const labels = new Map<string, string>();
  /** What only another cluster has is not to be taken for that. */
  const unmapped = (text: string, cluster: string | null): string => {
    const name = spelling.get(keyOf(text)) ?? text.trim();
    const isElsewhere = cluster !== null && volumes.clusters.some((other) => volumes.nameIn(other, text) !== null);
    return isElsewhere ? `${name} (${cluster})` : name;
  };
  const volume: Naming["volume"] = (text, cluesOf) => {
    const clues = volumes.clusters.length === 0 ? undefined : cluesOf?.();
    const cluster = clues === undefined ? null : clusterOf(clues, volumes);
    const key = cluster === null ? text : JSON.stringify([cluster, text]);
    const known = labels.get(key);
    if (known !== undefined) return known;
    const found = cluster === null ? volumes.nameOf(text) : volumes.nameIn(cluster, text);
    const label = found ?? unmapped(text, cluster);
    labels.set(key, label);
    return label;
  };
  const isOfOneCluster = volumes.clusters.length === 0;
  const cells = new Map<string, readonly string[]>();
  return {
    volume,
    volumes(cell, clues) {
      const known = isOfOneCluster ? cells.get(cell) : undefined;
      if (known !== undefined) return known;
      const names = volumesInCell(cell, volumes.nameOf).map((text) => volume(text, clues));
      if (isOfOneCluster) cells.set(cell, names);
      return names;
    },
    host: (text, time) => hosts.nameOf(text, time),
    isOfOneCluster,
  };
}

type NamesOfVolumes = Pick<Volumes, "nameOf" | "nameIn" | "clusters" | "clusterOf" | "clusterNamed" | "clusterOfFile">;

/** Where all whose cluster is known are of one. */
function clusterOf({ clusters, hosts, file }: ClusterClues, volumes: NamesOfVolumes): string | null {
  const named = new Set(clusters.flatMap((cluster) => volumes.clusterNamed(cluster) ?? []));
  const told = named.size > 0 ? named : new Set(hosts.flatMap((host) => volumes.clusterOf(host) ?? []));
  const [only, another] = told;
  if (only === undefined) return file === undefined ? null : volumes.clusterOfFile(file);
  return another === undefined ? only : null;
}

function* severally(texts: Iterable<string>, { nameOf }: Pick<Volumes, "nameOf">): Generator<string> {
  for (const text of texts) yield* volumesInCell(text, nameOf);
}

function keyOf(text: string): string {
  return text.trim().toLowerCase();
}
