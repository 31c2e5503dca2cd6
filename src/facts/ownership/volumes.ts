import type { Evidence, Proof, VolumeNameKind } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { compareText } from "../../shared/order.ts";
import { findUnmappedNames, type UnmappedName } from "./unmapped-names.ts";
import { type KeyConflict, type VolumeAssignment, assignVolumes } from "./volume-assignment.ts";
import { possibleKeys, type VolumeKey, volumeNameKey } from "./volume-key.ts";
import { collectVolumeTies } from "./volume-ties.ts";

export type { UnmappedName } from "./unmapped-names.ts";

/** A name that inputs give to several volumes, such as one path on two disks: it stands for none. */
export interface ContradictoryName {
  readonly name: string;
  /** Sorted. */
  readonly volumes: readonly string[];
  /** Where each is said. */
  readonly evidence: Proof;
}

/** Which names mean the same volume. A volume's own name is its disk resource's where that is known: `Cluster Disk 3`. */
export interface Volumes {
  /** Sorted. */
  readonly names: readonly string[];
  /**
   * The volume that a resource, group, path (`C:\ClusterStorage\Volume3` and all below it) or GUID stands for; null: not known.
   * `kind`: what the name is known to be a name of. `node`: a host (by its present name) of the volume's cluster, where there
   * are several; without one a name that volumes of several clusters bear stands for none.
   */
  readonly nameOf: (name: string, kind?: VolumeNameKind, node?: string) => string | null;
  /**
   * By name. Of groups only those that a GUID names, as it does a Cluster Shared Volume's, or that bear a known disk's name,
   * and that nothing shows to hold something else: the roles of virtual machines move too, and thousands of them would hide the rest.
   */
  readonly unmapped: readonly UnmappedName[];
  /** Whether a name, as `nameOf` takes it, stands for none because inputs give it to several. */
  readonly isContradictory: (name: string) => boolean;
  /** The clusters that inputs tell apart, sorted; none where they name fewer than two. */
  readonly clusters: readonly string[];
  /** Of a host by its present name; null: not told, or there are not several. */
  readonly clusterOf: (host: string) => string | null;
  /** What a row calls a cluster, as `clusters` has it; null: none of those. */
  readonly clusterNamed: (text: string) => string | null;
  /** Of a list of backups by the folder in which it lies; null: not told, or there are not several. */
  readonly clusterOfFile: (file: string) => string | null;
  /** The volume of one of the clusters, as `nameOf` finds it there; null: it has none of that name. */
  readonly nameIn: (cluster: string, name: string) => string | null;
  /** Whether a name stands for volumes of several clusters. */
  readonly isOfSeveralClusters: (name: string) => boolean;
  /** Of a volume by its own name: what its cluster calls it; null: there are not several clusters. */
  readonly inCluster: (volume: string) => { readonly cluster: string; readonly volume: string } | null;
  /** By name. */
  readonly contradictions: readonly ContradictoryName[];
}

export function deriveVolumes(evidence: Pick<Evidence, "events" | "exports">): Volumes {
  const { ties, otherGroups, spellings } = collectVolumeTies(evidence);
  const assignment = assignVolumes(ties);
  const labels = labelsOf(assignment, spellings);
  const conflicting = new Set(assignment.conflicts.map(({ key }) => key));
  const telling = (keys: readonly VolumeKey[]): VolumeKey | undefined =>
    keys.find((key) => conflicting.has(key) || assignment.volumeOf.has(key));
  const find = (keys: readonly VolumeKey[]): string | null => {
    const key = telling(keys);
    const volume = key === undefined || conflicting.has(key) ? undefined : assignment.volumeOf.get(key);
    return volume === undefined ? null : (labels.get(volume) ?? null);
  };
  const isContradictory = (name: string): boolean => {
    const key = conflicting.size === 0 ? undefined : telling(possibleKeys(name));
    return key !== undefined && conflicting.has(key);
  };
  // A history names few volumes in a hundred thousand rows.
  const found = new Map<string, string | null>();
  const nameOf = (name: string, kind?: VolumeNameKind): string | null => {
    // A role that bears a disk's name may be a virtual machine's, whose host owns nothing by that.
    if (kind !== undefined) return find([volumeNameKey(kind, name)].flatMap((key) => key ?? []));
    const known = found.get(name);
    if (known !== undefined) return known;
    const volume = find(possibleKeys(name));
    found.set(name, volume);
    return volume;
  };
  return {
    names: distinctTexts(labels.values()),
    nameOf,
    unmapped: findUnmappedNames(evidence, nameOf, otherGroups).filter(({ name }) => !isContradictory(name)),
    isContradictory,
    clusters: [],
    clusterOf: () => null,
    clusterNamed: () => null,
    clusterOfFile: () => null,
    nameIn: () => null,
    isOfSeveralClusters: () => false,
    inCluster: () => null,
    contradictions: assignment.conflicts.flatMap((conflict) => contradictoryName(conflict, labels, spellings)),
  };
}

/** By a volume's key. No two volumes have one name. */
function labelsOf({ volumeOf }: VolumeAssignment, spellings: ReadonlyMap<VolumeKey, string>): Map<VolumeKey, string> {
  const labels = new Map<VolumeKey, string>();
  const taken = new Set<string>();
  // Those of a resource first: it is what they are called.
  const keys = distinctTexts(volumeOf.values());
  const isResource = (key: VolumeKey): boolean => key.startsWith("resource:");
  for (const key of [...keys.filter(isResource), ...keys.filter((one) => !isResource(one))]) {
    const label = spelled(key, spellings);
    const own = taken.has(label) ? `${label} (${key})` : label;
    taken.add(own);
    labels.set(key, own);
  }
  return labels;
}

const MOUNT_POINT = /clusterstorage[\\/]([^\\/]+)/i;

function spelled(key: VolumeKey, spellings: ReadonlyMap<VolumeKey, string>): string {
  const text = spellings.get(key);
  const [kind = "", name = ""] = /^([a-z-]+):(.*)$/s.exec(key)?.slice(1) ?? [];
  if (kind === "path") return `C:\\ClusterStorage\\${MOUNT_POINT.exec(text ?? "")?.[1] ?? text ?? name}`;
  return kind === "guid" ? `{${name}}` : (text ?? name);
}

function contradictoryName(
  { key, volumes, evidence: [first, ...rest] }: KeyConflict,
  labels: ReadonlyMap<VolumeKey, string>,
  spellings: ReadonlyMap<VolumeKey, string>,
): readonly ContradictoryName[] {
  if (first === undefined) return [];
  const names = volumes.map((volume) => labels.get(volume) ?? spelled(volume, spellings)).sort(compareText);
  return [{ name: spelled(key, spellings), volumes: names, evidence: [first, ...rest] }];
}
