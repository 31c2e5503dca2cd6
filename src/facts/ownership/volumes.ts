import type { Proof } from "../../evidence/index.ts";

/** A name that events, ownership rows, sessions or placements use and nothing maps to a volume with an owner. */
export interface UnmappedName {
  readonly name: string;
  /** Uses. */
  readonly count: number;
  readonly evidence: Proof;
}

/** Which names mean the same volume. A volume's own name is its disk resource's where that is known: `Cluster Disk 3`. */
export interface Volumes {
  /** Sorted. */
  readonly names: readonly string[];
  /** The volume that a resource, group, path (`C:\ClusterStorage\Volume3` and all below it) or GUID stands for; null: not known. */
  nameOf(name: string): string | null;
  /** By name. */
  readonly unmapped: readonly UnmappedName[];
}
