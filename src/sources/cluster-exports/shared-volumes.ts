import type { OwnershipRow, VolumeName, VolumeNames } from "../../evidence/index.ts";
import {
  type ColumnIndex,
  type ExportAccount,
  NO_COLUMN,
  NO_ROWS,
  type RowReading,
  type RowsOfKind,
  type RowTable,
} from "../row-tables/index.ts";
import { missingOf, type OwnershipColumns, sharedVolumeColumns } from "./ownership-columns.ts";

const NEEDED = ["volume", "node"] as const;

/**
 * What Get-ClusterSharedVolume showed: `Name,State,OwnerNode[,Time]`, and where the export went deep enough the paths and GUIDs of its volumes.
 * Properties Name, State, OwnerNode.Name, SharedVolumeInfo.FriendlyVolumeName and SharedVolumeInfo.Partition.Name were read in public scripts.
 */
export const SHARED_VOLUMES: RowsOfKind = {
  kind: "volumes",
  isShownBy(table) {
    // Get-ClusterGroup and Get-ClusterResource show names and owner nodes too.
    if (has(table, ["grouptype", "iscoregroup", "resourcetype", "ownergroup"])) return false;
    const isCertain = has(table, ["ownernode"]) || (has(table, ["node"]) && has(table, ["state"]));
    return isCertain && missingOf(sharedVolumeColumns(table), NEEDED).length === 0;
  },
  missing(table) {
    return missingOf(sharedVolumeColumns(table), NEEDED);
  },
  open(table, account, { ownershipTime }) {
    return new SharedVolumesReading(table, account, ownershipTime);
  },
};

class SharedVolumesReading implements RowReading {
  readonly #table: RowTable;
  readonly #account: ExportAccount;
  readonly #columns: OwnershipColumns;
  readonly #names: readonly ColumnIndex[];
  readonly #id: ColumnIndex;
  readonly #ownershipTime: bigint | null;
  readonly #ownership: Omit<OwnershipRow, "form">[] = [];
  readonly #volumeNames: VolumeNames[] = [];
  /** What was told last of each: an export that is repeated every hour names the same again and again. */
  readonly #told = new Map<string, string>();
  readonly #times = new Map<string, bigint>();
  #isHistory = false;

  constructor(table: RowTable, account: ExportAccount, ownershipTime: bigint | null) {
    this.#table = table;
    this.#account = account;
    this.#ownershipTime = ownershipTime;
    this.#columns = sharedVolumeColumns(table);
    this.#id = table.find(["id", "resourceid"]);
    this.#names = [
      ["sharedvolumeinfo.friendlyvolumename", "friendlyvolumename"],
      ["sharedvolumeinfo"],
      ["sharedvolumeinfo.partition.name", "partition.name", "partitionname"],
      ["path", "volumepath", "mountpoint"],
      ["volumeguid"],
    ].map((names) => table.find(names));
  }

  readRows(most: number): void {
    while (this.#ownership.length < most && this.#table.next()) this.#readRow();
  }

  rows() {
    const form = this.#isHistory ? "history" : "snapshot";
    const ownership = this.#ownership.map((row): OwnershipRow => ({ ...row, form }));
    return { ...NO_ROWS, ownership, volumeNames: this.#volumeNames };
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
    if (volume === null) {
      account.leaveOut("cell-missing", table, columns.volume);
      return;
    }
    this.#addNames(volume);
    const node = table.text(columns.node);
    if (node === null) {
      account.leaveOut("cell-missing", table, columns.node);
      return;
    }
    const time = table.time(columns.time);
    if (time?.kind === "problem") {
      account.leaveOut(time.code, table, columns.time);
      return;
    }
    if (time?.isAmbiguous === true) account.noteAmbiguousTime();
    const ticks = time?.ticks ?? this.#ownershipTime;
    this.#noteTime(volume, ticks);
    account.use(ticks);
    this.#ownership.push({ file: account.path, line: table.line, time: ticks, volume, node });
  }

  /** A volume at two times: what was shown was written down again and again. */
  #noteTime(volume: string, time: bigint | null): void {
    if (time === null || this.#isHistory) return;
    const first = this.#times.get(volume);
    if (first === undefined) this.#times.set(volume, time);
    else if (first !== time) this.#isHistory = true;
  }

  #addNames(volume: string): void {
    const names: VolumeName[] = [{ kind: "resource", text: volume }];
    const id = this.#table.text(this.#id);
    if (id !== null) names.push({ kind: "resource-id", text: id });
    for (const column of this.#names) {
      for (const text of this.#table.texts(column)) {
        const name = volumeName(text);
        if (name !== null && !names.some(({ text: known }) => known === name.text)) names.push(name);
      }
    }
    const told = names.map(({ text }) => text).join("\n");
    if (this.#told.get(volume) === told) return;
    this.#told.set(volume, told);
    this.#volumeNames.push({ file: this.#account.path, line: this.#table.line, names });
  }
}

/** A path below C:\ClusterStorage, or `\\?\Volume{GUID}\`; null for anything else, such as the name of a type. */
function volumeName(text: string): VolumeName | null {
  if (/^[a-z]:\\/i.test(text)) return { kind: "path", text };
  return /^(?:\\\\\?\\Volume)?\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\\?$/i.test(text)
    ? { kind: "volume-guid", text }
    : null;
}

function has(table: RowTable, names: readonly string[]): boolean {
  return table.find(names) !== NO_COLUMN;
}
