import type { InstalledRow } from "../../evidence/index.ts";
import { type ColumnNames, NO_ROWS, type RowsOfKind, rowsOfKind } from "../row-tables/index.ts";
import { ListedItems } from "./listed-host.ts";

const HOSTS = [
  "pscomputername",
  "systemname",
  "cimsystemproperties.servername",
  "computername",
  "computer",
  "host",
  "node",
];

/** What Get-NetAdapter showed; DriverVersion is a property that PowerShell adds to it. */
export const ADAPTER_DRIVERS = driversOf("adapter-driver", {
  device: ["interfacedescription"],
  version: ["driverversionstring", "driverversion"],
});

/** What is a Win32_PnPSignedDriver: many devices of Windows itself have one without a version or a name. */
export const DRIVERS = driversOf("driver", { device: ["devicename"], version: ["driverversion"] });

function driversOf(kind: InstalledRow["kind"], names: ColumnNames<"device" | "version">): RowsOfKind {
  return rowsOfKind({
    kind: "drivers",
    names: () => names,
    needed: ["device", "version"],
    open(table, columns, account) {
      const items = new ListedItems(kind, table, HOSTS, account);
      return {
        exampleColumn: columns.device,
        readRow() {
          const device = table.text(columns.device);
          const version = table.text(columns.version);
          items.add(device === null || version === null ? null : `${modelOf(device)} ${version}`, columns.device);
        },
        rows: () => ({ ...NO_ROWS, installed: items.rows }),
      };
    },
  });
}

/** Windows numbers adapters of one model; in which order, hosts differ without any difference. */
function modelOf(device: string): string {
  return device.replace(/ #\d{1,4}$/, "");
}
