import type { NodeRow } from "../../evidence/index.ts";
import {
  type ColumnIndex,
  type ExportAccount,
  NO_COLUMN,
  NO_ROWS,
  type RowReading,
  type RowsOfKind,
  type RowTable,
} from "../row-tables/index.ts";

/** What Get-ClusterNode showed. */
export const NODES: RowsOfKind = {
  kind: "nodes",
  isShownBy(table) {
    const onlyNodesHave = ["nodeweight", "dynamicweight", "nodeinstanceid", "drainstatus", "nodehighestversion"];
    return nameColumn(table) !== NO_COLUMN && table.find(onlyNodesHave) !== NO_COLUMN;
  },
  missing(table) {
    return nameColumn(table) === NO_COLUMN ? ["Name"] : [];
  },
  open(table, account) {
    return new NodesReading(table, account);
  },
};

function nameColumn(table: RowTable): ColumnIndex {
  return table.find(["node", "nodename", "name"]);
}

class NodesReading implements RowReading {
  readonly #table: RowTable;
  readonly #account: ExportAccount;
  readonly #column: ColumnIndex;
  readonly #nodes: NodeRow[] = [];

  constructor(table: RowTable, account: ExportAccount) {
    this.#table = table;
    this.#account = account;
    this.#column = nameColumn(table);
  }

  readRows(most: number): void {
    while (this.#nodes.length < most && this.#table.next()) this.#readRow();
  }

  rows() {
    return { ...NO_ROWS, nodes: this.#nodes };
  }

  #readRow(): void {
    const { defect, line } = this.#table;
    const node = this.#table.text(this.#column);
    if (defect !== null || node === null) {
      this.#account.leaveOut(defect ?? "cell-missing", this.#table, this.#column);
      return;
    }
    this.#account.use(null);
    this.#nodes.push({ file: this.#account.path, line, node });
  }
}
