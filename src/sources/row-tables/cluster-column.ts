import type { ColumnIndex, RowTable } from "./row-table.ts";

/** Objects of Get-Cluster* name their cluster, some only within their node or group; default views do not show it. */
export const CLUSTER_NAMES = [
  ...["cluster", "clustername", "cluster.name"],
  ...["ownernode.cluster", "ownernode.cluster.name", "ownergroup.cluster", "ownergroup.cluster.name"],
];

/** A row of a table without such a column has nothing more to hold. */
export function clusterIn(table: RowTable, column: ColumnIndex): { readonly cluster?: string } {
  const cluster = table.text(column);
  return cluster === null ? {} : { cluster };
}
