import type { NodeRow } from "../../evidence/index.ts";
import { CLUSTER_NAMES, clusterIn, hasColumn, NO_ROWS, rowsOfKind } from "../row-tables/index.ts";

const NAMES = { Name: ["node", "nodename", "name"], cluster: CLUSTER_NAMES };
const ONLY_NODES_HAVE = ["nodeweight", "dynamicweight", "nodeinstanceid", "drainstatus", "nodehighestversion"];

/** What Get-ClusterNode showed. */
export const NODES = rowsOfKind({
  kind: "nodes",
  names: () => NAMES,
  needed: ["Name"],
  isCertain: (table) => hasColumn(table, ONLY_NODES_HAVE),
  open(table, { Name, cluster }, account) {
    const nodes: NodeRow[] = [];
    return {
      exampleColumn: Name,
      readRow() {
        const node = account.needed(table, Name);
        if (node === null) return;
        account.use(table.line, null);
        nodes.push({ file: account.path, line: table.line, node, ...clusterIn(table, cluster) });
      },
      rows: () => ({ ...NO_ROWS, nodes }),
    };
  },
});
