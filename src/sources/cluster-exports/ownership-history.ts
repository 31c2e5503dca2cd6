import type { OwnershipRow } from "../../evidence/index.ts";
import { CLUSTER_NAMES, clusterIn, NO_ROWS, rowsOfKind } from "../row-tables/index.ts";
import { neededOwner } from "./owner-cell.ts";

export const OWNERSHIP_NAMES = {
  time: ["time", "timeutc", "timestamp", "timestamputc", "date", "datetime", "timecreated", "moved", "since"],
  volume: ["volume", "volumename", "csv", "clustersharedvolume", "clusterdisk", "disk", "resource", "resourcename"],
  node: ["ownernode", "node", "nodename", "owner", "newowner", "coordinator", "coordinatornode"],
  cluster: CLUSTER_NAMES,
};

/** Who owned what from when on: `time,volume,node`. */
export const OWNERSHIP_HISTORY = rowsOfKind({
  kind: "ownership",
  names: () => OWNERSHIP_NAMES,
  needed: ["time", "volume", "node"],
  open(table, columns, account) {
    const ownership: OwnershipRow[] = [];
    return {
      readRow() {
        const volume = account.needed(table, columns.volume);
        const node = volume === null ? null : neededOwner(table, columns.node, account);
        if (volume === null || node === null) return;
        const time = account.neededTime(table, columns.time);
        if (time === null) return;
        account.use(table.line, time);
        const row = { file: account.path, line: table.line, form: "history", time: time.ticks, volume, node } as const;
        ownership.push({ ...row, ...clusterIn(table, columns.cluster) });
      },
      rows: () => ({ ...NO_ROWS, ownership }),
    };
  },
});
