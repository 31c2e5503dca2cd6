import { type Evidence, type ExportEvidence, NO_EXPORTS, type VolumeNameKind } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import type { Hosts } from "../hosts.ts";
import { clusterFolders } from "./cluster-folders.ts";
import { type Clusters, deriveClusters } from "./clusters.ts";
import { partByCluster } from "./parted-evidence.ts";
import { findUnmappedNames } from "./unmapped-names.ts";
import { deriveVolumes, type Volumes } from "./volumes.ts";

/** A name without its cluster is looked for in each. An estate has a few, and a column with more names something else. */
const MOST_CLUSTERS = 64;

/** Volumes of all clusters that inputs tell apart: `Cluster Disk 1` of one is not that of another. */
export function deriveClusterVolumes(evidence: Pick<Evidence, "events" | "exports">, hosts: Hosts): Volumes {
  const clusters = deriveClusters(evidence, hosts);
  // As one cluster, volumes that only share a name would be one, and nodes be blamed for others'.
  if (clusters.names.length > MOST_CLUSTERS) throw tooManyClusters(clusters.names.length);
  return clusters.names.length < 2 ? deriveVolumes(evidence) : volumesOf(evidence, hosts, clusters);
}

function tooManyClusters(count: number): BadnodeError {
  return new BadnodeError({
    code: "clusters-too-many",
    happened: `The inputs name ${count} clusters; more than ${MOST_CLUSTERS} are not told apart.`,
    likelyCause: "A column cluster or ClusterName holds something else, or the lists are those of a whole estate.",
    nextStep:
      "Take the column out where it names no clusters; else run once for each cluster, with its lists and logs.",
  });
}

/** One cluster's volumes, and what they are called beside those of others. */
interface ClusterVolumes {
  /** null: of nodes whose cluster is not told. */
  readonly cluster: string | null;
  readonly volumes: Volumes;
}

function volumesOf(evidence: Pick<Evidence, "events" | "exports">, hosts: Hosts, clusters: Clusters): Volumes {
  const parts = [...partByCluster(evidence, hosts, clusters)].map(
    ([cluster, part]): ClusterVolumes => ({ cluster, volumes: deriveVolumes(part) }),
  );
  const shared = sharedNames(parts);
  const labelOf = ({ cluster }: ClusterVolumes, volume: string): string =>
    shared.has(volume.toLowerCase()) ? `${volume} (${cluster ?? "of an unknown cluster"})` : volume;
  const labelIn = (part: ClusterVolumes, name: string, kind?: VolumeNameKind): readonly string[] => {
    const volume = part.volumes.nameOf(name, kind);
    return volume === null ? [] : [labelOf(part, volume)];
  };
  const partOf = new Map(parts.map((part) => [part.cluster, part]));
  // A hundred thousand rows name a few volumes.
  const ofAll = new Map<string, readonly string[]>();
  const find = (name: string, own: string | null, kind?: VolumeNameKind): readonly string[] => {
    if (own !== null) {
      const part = partOf.get(own);
      return part === undefined ? [] : labelIn(part, name, kind);
    }
    const key = `${kind ?? ""}:${name}`;
    const known = ofAll.get(key);
    if (known !== undefined) return known;
    const labelled = parts.flatMap((part) => labelIn(part, name, kind));
    ofAll.set(key, labelled);
    return labelled;
  };
  const labels = new Map(
    parts.flatMap((part) =>
      part.volumes.names.map((volume) => [labelOf(part, volume), { cluster: part.cluster, volume }] as const),
    ),
  );
  return {
    names: distinctTexts(labels.keys()),
    nameOf: (name, kind, node) => {
      // Whoever knows it from a report may name it as that does.
      if (labels.has(name) && shared.has(labels.get(name)?.volume.toLowerCase() ?? "")) return name;
      const [only, another] = find(name, node === undefined ? null : clusters.clusterOf(node), kind);
      return only === undefined || another !== undefined ? null : only;
    },
    unmapped: [
      ...parts.flatMap(({ volumes }) => volumes.unmapped),
      ...findUnmappedNames(usesOf(evidence.exports), (name, kind) => find(name, null, kind)[0] ?? null, new Set()),
    ].sort((a, b) => compareText(a.name, b.name)),
    isContradictory: (name) => parts.some(({ volumes }) => volumes.isContradictory(name)),
    contradictions: parts
      .flatMap((part) =>
        part.volumes.contradictions.map((one) => ({ ...one, volumes: one.volumes.map((name) => labelOf(part, name)) })),
      )
      .sort((a, b) => compareText(a.name, b.name)),
    clusters: clusters.names,
    clusterOf: clusters.clusterOf,
    clusterNamed: clusters.named,
    clusterOfFile: clusterFolders(evidence, hosts, clusters, (cluster, name) => find(name, cluster).length > 0),
    nameIn: (cluster, name) => find(name, cluster)[0] ?? null,
    isOfSeveralClusters: (name) => find(name, null).length > 1,
    inCluster: (label) => {
      const { cluster = null, volume = "" } = labels.get(label) ?? {};
      return cluster === null ? null : { cluster, volume };
    },
  };
}

/** In lower case: those of volumes in several clusters. */
function sharedNames(parts: readonly ClusterVolumes[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { volumes } of parts) {
    for (const name of new Set(volumes.names.map((one) => one.toLowerCase()))) {
      if (seen.has(name)) shared.add(name);
      seen.add(name);
    }
  }
  return shared;
}

/** What names volumes without telling of which cluster. */
function usesOf({ sessions, placement }: ExportEvidence): Pick<Evidence, "events" | "exports"> {
  return { events: [], exports: { ...NO_EXPORTS, sessions, placement } };
}
