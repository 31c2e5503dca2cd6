import type { Facts } from "../facts/index.ts";
import type { Subject } from "../report/index.ts";

/** A host that imports snapshots and writes no Hyper-V log is a proxy; every other one may be a node. */
export function hostSubject(
  host: string,
  { hosts, snapshotImporters }: Pick<Facts, "hosts" | "snapshotImporters">,
): Subject {
  const isProxy = snapshotImporters.has(host) && !hosts.virtualizationHosts.has(host);
  return { kind: isProxy ? "proxy" : "node", name: host };
}
