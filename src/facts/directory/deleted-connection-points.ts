import type { DeletedConnectionPoint, DirectoryEvidence } from "../../evidence/index.ts";
import type { DirectoryHost, Seen } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";

/** A connection point that was deleted and whose last parent is a host's account. */
export interface HostDeletion {
  readonly host: DirectoryHost;
  /** The latest. */
  readonly seen: Seen<DeletedConnectionPoint>;
  /** The host has one again. */
  readonly isReplaced: boolean;
}

export interface DeletedConnectionPoints {
  /** By host. */
  readonly deletions: readonly HostDeletion[];
  /** Deleted ones whose last parent is no host by its present DN. */
  readonly unmatched: number;
  /** Some view shows deleted objects of any kind of connection point: the reader may see them. */
  readonly areShown: boolean;
  readonly wereAskedFor: boolean;
}

export function deriveDeletedConnectionPoints(
  directory: DirectoryEvidence,
  hosts: DirectoryHosts,
): DeletedConnectionPoints {
  if (directory.views.length === 0) return { deletions: [], unmatched: 0, areShown: false, wereAskedFor: false };
  throw new Error("not built yet", { cause: [directory, hosts] });
}
