import type { DirectoryEvidence } from "../../evidence/index.ts";
import type { SeenComputer, SeenConnectionPoint } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";

/** A connection point, or an account of a host, that replication renamed beside another of its name (`\0ACNF:` in its RDN). */
export interface ConflictDuplicate {
  /** A host's name, or the object's DN where it belongs to none. */
  readonly name: string;
  readonly seen: SeenConnectionPoint | SeenComputer;
}

/** `lost-and-found`: its parent was deleted on another server. `foreign-parent`: it stands below no computer. */
export interface OrphanedConnectionPoint {
  readonly name: string;
  readonly reason: "lost-and-found" | "foreign-parent";
  readonly seen: SeenConnectionPoint;
  /** Of the parent; null where it did not come. */
  readonly parentClass: string | null;
}

export interface MisplacedConnectionPoints {
  readonly duplicates: readonly ConflictDuplicate[];
  readonly orphans: readonly OrphanedConnectionPoint[];
}

export function deriveMisplacedConnectionPoints(
  directory: DirectoryEvidence,
  hosts: DirectoryHosts,
): MisplacedConnectionPoints {
  if (directory.views.length === 0) return { duplicates: [], orphans: [] };
  throw new Error("not built yet", { cause: [directory, hosts] });
}
