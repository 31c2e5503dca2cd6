import type { ExportEvidence } from "../evidence/index.ts";

/** As what an export names a host: a cluster's node, the host of virtual machines, or a backup proxy. */
export type ExportedRole = "node" | "machine-host" | "proxy";

/** Calls back for every name of a host in the exports. `time`: FILETIME ticks of the row; null where it tells none. */
export function forEachExportedHost(
  { ownership, groupMoves, nodes, placement, sessions }: ExportEvidence,
  see: (name: string, time: bigint | null, role: ExportedRole) => void,
): void {
  for (const { node, time } of ownership) see(node, time, "node");
  for (const { from, to, time } of groupMoves) {
    see(from, time, "node");
    see(to, time, "node");
  }
  for (const { node } of nodes) see(node, null, "node");
  for (const { host, time } of placement) if (host !== null) see(host, time, "machine-host");
  for (const { host, proxy, start } of sessions) {
    if (host !== null) see(host, start, "machine-host");
    if (proxy !== null) see(proxy, start, "proxy");
  }
}
