import type { Facts } from "../facts/index.ts";
import type { Subject } from "../report/index.ts";

type Known = Pick<Facts, "hosts" | "snapshotImporters">;

/** A host on which an import may have failed and that writes no Hyper-V log is a proxy; every other one may be a node. */
export function hostSubject(host: string, { hosts, snapshotImporters }: Known): Subject {
  const isProxy = snapshotImporters.possible.has(host) && !hosts.virtualizationHosts.has(host);
  return { kind: isProxy ? "proxy" : "node", name: host };
}

/** What the logs show a computer to be; a virtualization host that imports snapshots too is still one. */
export type HostKind = "virtualization-host" | "importer" | "unplaced";

export function hostKind(host: string, { hosts, snapshotImporters }: Known): HostKind {
  if (hosts.virtualizationHosts.has(host)) return "virtualization-host";
  return snapshotImporters.seen.has(host) ? "importer" : "unplaced";
}

/**
 * As `hostKind`, for what only a cluster's node is blamed for. An off-host proxy may be a Hyper-V host too: one that is
 * seen to import, or is no node where nodes are known, is not placed.
 */
export function nodeKind(host: string, known: Known): HostKind {
  const kind = hostKind(host, known);
  if (kind !== "virtualization-host") return kind;
  const { clusterNodes } = known.hosts;
  const isNode = clusterNodes.size === 0 || clusterNodes.has(host);
  return isNode && !known.snapshotImporters.seen.has(host) ? kind : "unplaced";
}
