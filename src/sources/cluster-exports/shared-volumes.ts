import type { NodeRow, OwnershipRow, VolumeName, VolumeNames } from "../../evidence/index.ts";
import {
  clusterIn,
  type ColumnIndex,
  columnKey,
  type Columns,
  type ExportAccount,
  hasColumn,
  NO_ROWS,
  type OwnedGroup,
  type RowOptions,
  type RowReading,
  type RowTime,
  type RowTable,
  rowsOfKind,
} from "../row-tables/index.ts";
import { neededOwner, ownerIn } from "./owner-cell.ts";
import { OWNERSHIP_NAMES } from "./ownership-history.ts";

/** Name is the disk resource, and OwnerNode by default called Node. */
const NAMES = { ...OWNERSHIP_NAMES, volume: ["name", ...OWNERSHIP_NAMES.volume], id: ["id", "resourceid"] };

/** Every cluster has these, and no volume bears their names. */
const CORE_GROUPS: ReadonlySet<string> = new Set(["cluster group", "available storage"]);

/**
 * Whether the columns are those of Get-ClusterGroup's default view, in its order: Get-ClusterSharedVolume shows the state before the node. Someone
 * may have chosen that order, so that a row may still be a volume's, where another export says so.
 */
function mayBeGroups({ columns }: RowTable): boolean {
  const keys = columns.map(columnKey);
  const own = keys.filter((key) => !OWNERSHIP_NAMES.time.includes(key) && !OWNERSHIP_NAMES.cluster.includes(key));
  return own.join() === "name,ownernode,state";
}

/**
 * What Get-ClusterSharedVolume showed: `Name,State,OwnerNode[,Time]`, and where the export went deep enough the paths and GUIDs of its volumes.
 * Properties Name, State, OwnerNode.Name, SharedVolumeInfo.FriendlyVolumeName and SharedVolumeInfo.Partition.Name were read in public scripts.
 */
export const SHARED_VOLUMES = rowsOfKind({
  kind: "volumes",
  names: () => NAMES,
  needed: ["volume", "node"],
  isCertain(table) {
    // Get-ClusterGroup and Get-ClusterResource show names and owner nodes too.
    if (hasColumn(table, ["grouptype", "iscoregroup", "resourcetype", "ownergroup"])) return false;
    return hasColumn(table, ["ownernode"]) || (hasColumn(table, ["node"]) && hasColumn(table, ["state"]));
  },
  open: (table, columns, account, options) => new SharedVolumesReading(table, columns, account, options),
});

class SharedVolumesReading implements RowReading {
  readonly #table: RowTable;
  readonly #account: ExportAccount;
  readonly #columns: Columns<keyof typeof NAMES>;
  readonly #names: readonly ColumnIndex[];
  readonly #ownershipTime: RowTime | null;
  readonly #ownership: Omit<OwnershipRow, "form">[] = [];
  readonly #volumeNames: VolumeNames[] = [];
  /** What was told last of each: an export that is repeated every hour names the same again and again. */
  readonly #told = new Map<string, string>();
  #isOfGroups: boolean;

  constructor(
    table: RowTable,
    columns: Columns<keyof typeof NAMES>,
    account: ExportAccount,
    { ownershipTime }: RowOptions,
  ) {
    this.#table = table;
    this.#account = account;
    this.#columns = columns;
    this.#isOfGroups = mayBeGroups(table);
    this.#ownershipTime = ownershipTime === null ? null : { ticks: ownershipTime, isAmbiguous: false };
    this.#names = [
      ["sharedvolumeinfo.friendlyvolumename", "friendlyvolumename"],
      ["sharedvolumeinfo"],
      ["sharedvolumeinfo.partition.name", "partition.name", "partitionname"],
      ["path", "volumepath", "mountpoint"],
      ["volumeguid"],
    ].map((names) => table.find(names));
  }

  readRow(): void {
    const table = this.#table;
    const account = this.#account;
    const columns = this.#columns;
    const volume = account.needed(table, columns.volume);
    if (volume === null) return;
    const cluster = clusterIn(table, columns.cluster);
    this.#addNames(volume, cluster);
    const node = neededOwner(table, columns.node, account);
    if (node === null) return;
    if (CORE_GROUPS.has(volume.toLowerCase())) this.#isOfGroups = true;
    const written = account.timeIfAny(table, columns.time);
    if (written === "left-out") return;
    if (written === null) account.tellUndated({ of: "volumes", isDated: this.#ownershipTime !== null });
    const time = written ?? this.#ownershipTime;
    const ticks = time?.ticks ?? null;
    account.use(table.line, time);
    this.#ownership.push({ file: account.path, line: table.line, time: ticks, volume, node, ...cluster });
  }

  rows() {
    if (this.#isOfGroups) return { ...NO_ROWS, ownedGroups: this.#groups(), nodes: this.#nodes() };
    // What was shown and written down again and again says nothing of the time between.
    const ownership = this.#ownership.map((row): OwnershipRow => ({ ...row, form: "snapshot" }));
    return { ...NO_ROWS, ownership, volumeNames: this.#volumeNames };
  }

  #groups(): readonly OwnedGroup[] {
    return this.#ownership.map(({ volume: group, ...row }) => ({ ...row, group }));
  }

  #nodes(): readonly NodeRow[] {
    const nodes = new Map<string, NodeRow>();
    for (const { node, file, line, cluster } of this.#ownership) {
      const key = `${node}\n${cluster ?? ""}`;
      if (!nodes.has(key)) nodes.set(key, { file, line, node, ...(cluster === undefined ? {} : { cluster }) });
    }
    return [...nodes.values()];
  }

  #addNames(volume: string, cluster: Pick<OwnershipRow, "cluster">): void {
    const names: VolumeName[] = [{ kind: "resource", text: volume }];
    const id = this.#table.text(this.#columns.id);
    if (id !== null) names.push({ kind: "resource-id", text: id });
    for (const column of this.#names) {
      for (const text of this.#table.texts(column)) {
        const name = volumeName(text);
        if (name !== null && !names.some(({ text: known }) => known === name.text)) names.push(name);
      }
    }
    const told = names.map(({ text }) => text).join("\n");
    const key = `${volume}\n${cluster.cluster ?? ""}`;
    if (this.#told.get(key) === told) return;
    this.#told.set(key, told);
    const node = ownerIn(this.#table, this.#columns.node);
    const of = { ...cluster, ...(node === null ? {} : { node }) };
    this.#volumeNames.push({ file: this.#account.path, line: this.#table.line, names, ...of });
  }
}

/** A path below C:\ClusterStorage, or `\\?\Volume{GUID}\`; null for anything else, such as the name of a type. */
export function volumeName(text: string): VolumeName | null {
  if (/^[a-z]:\\/i.test(text)) return { kind: "path", text };
  return /^(?:\\\\\?\\Volume)?\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\\?$/i.test(text)
    ? { kind: "volume-guid", text }
    : null;
}
