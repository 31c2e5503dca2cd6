import { type ColumnIndex, NO_COLUMN, type RowTable } from "../row-tables/index.ts";

export interface OwnershipColumns {
  readonly time: ColumnIndex;
  readonly volume: ColumnIndex;
  readonly node: ColumnIndex;
}

const TIMES = ["time", "timeutc", "timestamp", "timestamputc", "date", "datetime", "timecreated", "moved", "since"];
const VOLUMES = [
  "volume",
  "volumename",
  "csv",
  "clustersharedvolume",
  "clusterdisk",
  "disk",
  "resource",
  "resourcename",
];
const NODES = ["ownernode", "node", "nodename", "owner", "newowner", "coordinator", "coordinatornode"];

/** Of a history: `time,volume,node`. */
export function historyColumns(table: RowTable): OwnershipColumns {
  return { time: table.find(TIMES), volume: table.find(VOLUMES), node: table.find(NODES) };
}

/** Of what Get-ClusterSharedVolume shows, where Name is the disk resource: `Name,State,OwnerNode`, by default called Node. */
export function sharedVolumeColumns(table: RowTable): OwnershipColumns {
  return { time: table.find(TIMES), volume: table.find(["name", ...VOLUMES]), node: table.find(NODES) };
}

/** Names of columns that are not there. */
export function missingOf(columns: OwnershipColumns, needed: readonly (keyof OwnershipColumns)[]): readonly string[] {
  return needed.filter((name) => columns[name] === NO_COLUMN);
}
