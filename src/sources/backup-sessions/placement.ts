import type { PlacementRow } from "../../evidence/index.ts";
import {
  type ColumnIndex,
  type ExportAccount,
  NO_COLUMN,
  NO_ROWS,
  type RowReading,
  type RowsOfKind,
  type RowTable,
} from "../row-tables/index.ts";

interface PlacementColumns {
  readonly vm: ColumnIndex;
  readonly volume: ColumnIndex;
  readonly time: ColumnIndex;
  readonly host: ColumnIndex;
}

function placementColumns(table: RowTable): PlacementColumns {
  return {
    // Get-VMHardDiskDrive has VMName, Path and ComputerName; Get-VM calls the machine Name.
    vm: table.find(["vm", "vmname", "virtualmachine", "machine", "machinename"]),
    volume: table.find([
      "volume",
      "volumename",
      "csv",
      "clustersharedvolume",
      "clusterdisk",
      "path",
      "vhdpath",
      "diskpath",
    ]),
    time: table.find(["time", "timeutc", "timestamp", "date"]),
    host: table.find(["host", "hostname", "vmhost", "computername"]),
  };
}

function missingPlacementColumns({ vm, volume }: PlacementColumns): readonly string[] {
  return Object.entries({ vm, volume })
    .filter(([, column]) => column === NO_COLUMN)
    .map(([name]) => name);
}

/** Which volume each machine's disks lie on: `vm,volume[,time][,host]`, or what Get-VMHardDiskDrive shows. */
export const PLACEMENT: RowsOfKind = {
  kind: "placement",
  isShownBy(table) {
    return missingPlacementColumns(placementColumns(table)).length === 0;
  },
  missing(table) {
    return missingPlacementColumns(placementColumns(table));
  },
  open(table, account) {
    return new PlacementReading(table, account);
  },
};

class PlacementReading implements RowReading {
  readonly #table: RowTable;
  readonly #account: ExportAccount;
  readonly #columns: PlacementColumns;
  readonly #placement: PlacementRow[] = [];

  constructor(table: RowTable, account: ExportAccount) {
    this.#table = table;
    this.#account = account;
    this.#columns = placementColumns(table);
  }

  readRows(most: number): void {
    while (this.#placement.length < most && this.#table.next()) this.#readRow();
  }

  rows() {
    return { ...NO_ROWS, placement: this.#placement };
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
    const vm = table.text(columns.vm);
    const volume = table.text(columns.volume);
    if (vm === null || volume === null) {
      account.leaveOut("cell-missing", table, vm === null ? columns.vm : columns.volume);
      return;
    }
    const time = table.time(columns.time);
    if (time?.kind === "problem") {
      account.leaveOut(time.code, table, columns.time);
      return;
    }
    if (time?.isAmbiguous === true) account.noteAmbiguousTime();
    const ticks = time?.ticks ?? null;
    account.use(ticks);
    const host = table.text(columns.host);
    this.#placement.push({ file: account.path, line: table.line, time: ticks, vm, volume, host });
  }
}
