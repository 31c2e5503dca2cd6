import { describe, expect, test } from "vitest";
import { exportContent } from "../../../src/sources/exports/export-content.ts";
import { readRowText, rowExportKind } from "../../../src/sources/row-exports/index.ts";
import { NO_ROW_OPTIONS } from "../../../src/sources/row-tables/index.ts";

function readIn(path: string, text: string) {
  const { rows, account } = readRowText(text, path, NO_ROW_OPTIONS);
  return { installed: rows.installed, account };
}

/** `HV01: KB5031362`; `(HV01)` where the folder tells, `-` where nothing does. */
function told(text: string, path = "export"): readonly string[] {
  return readIn(path, text).installed.map(
    ({ host, isHostInferred, item }) => `${isHostInferred ? `(${host})` : (host ?? "-")}: ${item}`,
  );
}

function objects(type: string, ...rows: readonly string[]): string {
  const types = `<TN RefId="0"><T>${type}</T><T>System.Object</T></TN>`;
  return `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${rows
    .map((row, at) => `\n<Obj RefId="${at}">${at === 0 ? types : '<TNRef RefId="0" />'}<Props>${row}</Props></Obj>`)
    .join("")}\n</Objs>`;
}

function property(name: string, value: string): string {
  return `<S N="${name}">${value}</S>`;
}

const HOT_FIX = "System.Management.ManagementObject#root\\cimv2\\Win32_QuickFixEngineering";
const ADAPTER = "Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetAdapter";
const DRIVER = "Microsoft.Management.Infrastructure.CimInstance#root/cimv2/Win32_PnPSignedDriver";

describe("what Get-HotFix showed", () => {
  test.each([
    [
      "CLIXML",
      objects(
        HOT_FIX,
        `${property("__SERVER", "HV01")}${property("CSName", "HV01")}${property("HotFixID", "KB5031362")}<DT N="InstalledOn">2026-08-12T00:00:00</DT>`,
        `${property("CSName", "HV01")}${property("HotFixID", "KB5032337")}`,
      ),
    ],
    ["delimited text", '"CSName","HotFixID","InstalledOn"\n"HV01","KB5031362","8/12/2026"\n"HV01","kb5032337",""\n'],
    ["JSON", '[{"CSName":"HV01","HotFixID":"KB5031362"},\n{"CSName":"HV01","HotFixID":"KB5032337"}]'],
    [
      "a printed table",
      "\r\nSource        Description      HotFixID      InstalledBy          InstalledOn\r\n------        -----------      --------      -----------          -----------\r\nHV01          Security Update  KB5031362     NT AUTHORITY\\SYSTEM  8/12/2026 12:00:00 AM\r\nHV01          Update           KB5032337     NT AUTHORITY\\SYSTEM  8/12/2026 12:00:00 AM\r\n",
    ],
  ])("names the updates of a host, whatever its day is: %s", (_, text) => {
    expect(rowExportKind(text)).toBe("updates");
    expect(told(text)).toEqual(["HV01: KB5031362", "HV01: KB5032337"]);
    expect(readIn("export", text).account).toMatchObject({ kind: "updates", status: "complete", rows: 2, leftOut: [] });
  });

  test("is used, and not compared, where it names no update: File 1 of old Windows", () => {
    const { installed, account } = readIn("export", "CSName,HotFixID\nHV01,File 1\nHV01,KB5031362\n");
    expect(installed.map(({ item, line }) => [item, line])).toEqual([["KB5031362", 3]]);
    expect(account).toMatchObject({ status: "complete", rows: 2 });
  });

  test.each([
    ["bundle/Node_HV01/GetHotFix.xml", "(HV01): KB5031362"],
    ["C:\\bundle.zip\\node_hv01.corp.example\\GetHotFix.xml", "(hv01.corp.example): KB5031362"],
    ["Node_HV01/SddcDiagnosticArchive/Node_HV02/GetHotFix.xml", "(HV02): KB5031362"],
    ["bundle/GetHotFix.xml", "-: KB5031362"],
    ["bundle/Node_HV01", "-: KB5031362"],
  ])("is of the host whose folder it lies in where no row names one: %s", (path, row) => {
    expect(told("HotFixID,PSComputerName\nKB5031362,\n", path)).toEqual([row]);
    expect(told("HotFixID,PSComputerName\nKB5031362,localhost\n", path)).toEqual([row]);
  });

  test("is of the host that the row names, whatever the folder is called", () => {
    expect(told("HotFixID,PSComputerName\nKB5031362,HV02\n", "Node_HV01/GetHotFix.csv")).toEqual(["HV02: KB5031362"]);
  });
});

describe("drivers", () => {
  test("of network adapters are told without the number that Windows gives to adapters of one model", () => {
    const adapter = (name: string, more: string): string =>
      [
        property("DeviceName", "\\Device\\{1}"),
        property("Name", name),
        property("InterfaceDescription", `Mellanox ConnectX-4 Lx Ethernet Adapter${more}`),
        property("DriverVersionString", "2.60.21096.0"),
        property("SystemName", "HV01.corp.example"),
      ].join("");
    const text = objects(ADAPTER, adapter("pNIC1", ""), adapter("pNIC2", " #2"));
    expect(rowExportKind(text)).toBe("adapters");
    expect(told(text)).toEqual([
      "HV01.corp.example: Mellanox ConnectX-4 Lx Ethernet Adapter 2.60.21096.0",
      "HV01.corp.example: Mellanox ConnectX-4 Lx Ethernet Adapter 2.60.21096.0",
    ]);
  });

  test("of all devices are told where they have a name and a version", () => {
    const text = objects(
      DRIVER,
      `${property("DeviceName", "PERC H730 Mini")}${property("DriverVersion", "6.604.06.0")}${property("PSComputerName", "HV01")}`,
      `<Nil N="DeviceName" />${property("DriverVersion", "10.0.17763.1")}${property("PSComputerName", "HV01")}`,
    );
    expect(rowExportKind(text)).toBe("drivers");
    expect(told(text)).toEqual(["HV01: PERC H730 Mini 6.604.06.0"]);
  });

  test("are told by the class where the first object is larger than what is looked at", () => {
    const start = (type: string): string =>
      `${objects(type).replace("\n</Objs>", "")}<Obj RefId="0"><TN RefId="0"><T>${type}</T></TN><Props>${property("Caption", "x".repeat(70_000))}`;
    expect(
      [HOT_FIX, ADAPTER, DRIVER, `Deserialized.${DRIVER}`, "root#x/Win32_Bios"].map(start).map(exportContent),
    ).toEqual(["updates", "adapters", "drivers", "drivers", null]);
  });

  test("are no export where a list of adapters shows no version, as Get-NetAdapter prints it", () => {
    expect(
      rowExportKind("Name,InterfaceDescription,ifIndex,Status,MacAddress,LinkSpeed\nx,y,1,Up,00,10 Gbps\n"),
    ).toBeNull();
  });
});

describe("a list that is too much", () => {
  test("is read to its twenty thousandth row, and said to be too long", () => {
    const rows = Array.from({ length: 20_002 }, (_, at) => `HV01,KB${1_000_000 + at}`);
    const { installed, account } = readIn("export", `CSName,HotFixID\n${rows.join("\n")}\n`);
    expect(installed).toHaveLength(20_000);
    expect(account).toMatchObject({ status: "damaged", rows: 20_000, problem: { code: "export-rows-too-many" } });
  });

  test("leaves out what has a name too long to be one", () => {
    const text = `PSComputerName,DeviceName,DriverVersion\nHV01,${"x".repeat(200)},1\nHV01,NIC,1.0\n`;
    const { installed, account } = readIn("export", text);
    expect(installed.map(({ item }) => item)).toEqual(["NIC 1.0"]);
    expect(account.leftOut.map(({ code, count, line }) => [code, count, line])).toEqual([["text-too-long", 1, 2]]);
  });
});
