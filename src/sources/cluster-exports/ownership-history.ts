import type { OwnershipRow } from "../../evidence/index.ts";
import { type ExportAccount, NO_ROWS, type RowReading, type RowsOfKind, type RowTable } from "../row-tables/index.ts";
import { historyColumns, missingOf, type OwnershipColumns } from "./ownership-columns.ts";

const NEEDED = ["time", "volume", "node"] as const;

/** Who owned what from when on: `time,volume,node`. */
export const OWNERSHIP_HISTORY: RowsOfKind = {
  kind: "ownership",
  isShownBy(table) {
    return missingOf(historyColumns(table), NEEDED).length === 0;
  },
  missing(table) {
    return missingOf(historyColumns(table), NEEDED);
  },
  open(table, account) {
    return new HistoryReading(table, account);
  },
};

class HistoryReading implements RowReading {
  readonly #table: RowTable;
  readonly #account: ExportAccount;
  readonly #columns: OwnershipColumns;
  readonly #ownership: OwnershipRow[] = [];

  constructor(table: RowTable, account: ExportAccount) {
    this.#table = table;
    this.#account = account;
    this.#columns = historyColumns(table);
  }

  readRows(most: number): void {
    while (this.#ownership.length < most && this.#table.next()) this.#readRow();
  }

  rows() {
    return { ...NO_ROWS, ownership: this.#ownership };
  }

  #readRow(): void {
    const table = this.#table;
    const account = this.#account;
    const columns = this.#columns;
    const { defect } = table;
    if (defect !== null) {
      account.leaveOut(defect, table, 0);
      return;
    }
    const volume = table.text(columns.volume);
    const node = table.text(columns.node);
    if (volume === null || node === null) {
      account.leaveOut("cell-missing", table, volume === null ? columns.volume : columns.node);
      return;
    }
    const time = account.ticks(table, columns.time);
    if (time === null) return;
    if (time.isAmbiguous) account.noteAmbiguousTime();
    account.use(time.ticks);
    this.#ownership.push({ file: account.path, line: table.line, form: "history", time: time.ticks, volume, node });
  }
}
