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
