import type { PlacementRow } from "../../evidence/index.ts";
import { CLUSTER_NAMES, clusterIn, NO_ROWS, rowsOfKind } from "../row-tables/index.ts";
import { tellsAttempts } from "./session-columns.ts";

const NAMES = {
  // Get-VMHardDiskDrive has VMName, Path and ComputerName; Get-VM calls the machine Name.
  vm: ["vm", "vmname", "virtualmachine", "machine", "machinename"],
  volume: ["volume", "volumename", "csv", "clustersharedvolume", "clusterdisk", "path", "vhdpath", "diskpath"],
  time: ["time", "timeutc", "timestamp", "date"],
  host: ["host", "hostname", "vmhost", "computername"],
  cluster: CLUSTER_NAMES,
};

/** Which volume each machine's disks lie on: `vm,volume[,time][,host][,cluster]`, or what Get-VMHardDiskDrive shows. */
export const PLACEMENT = rowsOfKind({
  kind: "placement",
  names: () => NAMES,
  needed: ["vm", "volume"],
  isCertain: (table) => !tellsAttempts(table),
  open(table, columns, account) {
    const placement: PlacementRow[] = [];
    return {
      readRow() {
        const vm = account.needed(table, columns.vm);
        const volume = vm === null ? null : account.needed(table, columns.volume);
        if (vm === null || volume === null) return;
        const time = account.timeIfAny(table, columns.time);
        if (time === "left-out") return;
        account.use(table.line, time);
        const host = table.text(columns.host);
        const row = { file: account.path, line: table.line, time: time?.ticks ?? null, vm, volume, host };
        placement.push({ ...row, ...clusterIn(table, columns.cluster) });
      },
      rows: () => ({ ...NO_ROWS, placement }),
    };
  },
});
