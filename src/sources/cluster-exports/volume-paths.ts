import type { VolumeName, VolumeNames } from "../../evidence/index.ts";
import { clusterIn, hasColumn, NO_ROWS, rowsOfKind } from "../row-tables/index.ts";
import { OWNERSHIP_NAMES } from "./ownership-history.ts";
import { volumeName } from "./shared-volumes.ts";

const FRIENDLY = ["sharedvolumeinfo.friendlyvolumename", "friendlyvolumename"];
const NAMES = {
  Name: ["name", ...OWNERSHIP_NAMES.volume],
  FriendlyVolumeName: [...FRIENDLY, "path", "volumepath", "mountpoint"],
  cluster: OWNERSHIP_NAMES.cluster,
};

/** Which path is which volume, and no owner: `Name,FriendlyVolumeName`, or `Name,Path` and nothing else. */
export const VOLUME_PATHS = rowsOfKind({
  kind: "volumes",
  names: () => NAMES,
  needed: ["Name", "FriendlyVolumeName"],
  // Shares, machines and folders have a name and a path among much else.
  isCertain: (table) => hasColumn(table, FRIENDLY) || table.columns.length === 2,
  open(table, columns, account) {
    const volumeNames: VolumeNames[] = [];
    return {
      readRow() {
        const volume = account.needed(table, columns.Name);
        if (volume === null || account.needed(table, columns.FriendlyVolumeName) === null) return;
        const paths = table.texts(columns.FriendlyVolumeName).flatMap((text) => volumeName(text) ?? []);
        if (paths.length === 0) {
          account.leaveOut("path-unknown", table, columns.FriendlyVolumeName);
          return;
        }
        account.use(table.line, null);
        const names: readonly VolumeName[] = [{ kind: "resource", text: volume }, ...paths];
        volumeNames.push({ file: account.path, line: table.line, names, ...clusterIn(table, columns.cluster) });
      },
      rows: () => ({ ...NO_ROWS, volumeNames }),
    };
  },
});
