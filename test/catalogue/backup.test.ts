import { describe, expect, test } from "vitest";
import {
  CHECKPOINT_FAILED,
  readAccountUpdateFailure,
  readAuditedSnapshot,
  readBackupOutcome,
  readClusterSpnFailure,
  readFields,
  readMissingLun,
  readUnregisteredService,
} from "../../src/catalogue/index.ts";
import { eventOf, named, values } from "./event-data.ts";

describe("a LUN that did not arrive (12362, 12363, 12364)", () => {
  const texts = [
    ...["{1}", "2", "0", "0", "1", "6", "EXAMPLE ", "SAN LUN         ", "0100", " 600A0B80-0042 "],
    ...["\r\n  Id 1: naa.600a0b80\r\n  Id 2: t10.EXAMPLE\r\n", "\n\nOperation:\n   Import"],
  ];

  test.each([12362, 12363, 12364])("is told by serial number, vendor and product: %i", (id) => {
    expect(readMissingLun(eventOf("VSS", id, values(...texts)))).toEqual({
      serialNumber: "600A0B80-0042",
      vendor: "EXAMPLE",
      product: "SAN LUN",
      storageIdentifiers: ["Id 1: naa.600a0b80", "Id 2: t10.EXAMPLE"],
    });
  });

  test("is told as far as the data go, and not at all from one string", () => {
    expect(readMissingLun(eventOf("VSS", 12362, values(...texts.slice(0, 10))))).toMatchObject({
      serialNumber: "600A0B80-0042",
      storageIdentifiers: [],
    });
    const whole = values("Eine Schattenkopie-LUN wurde nicht erkannt. Seriennummer 600A0B80-0042");
    for (const data of [whole, []]) {
      expect(readMissingLun(eventOf("VSS", 12362, data))).toEqual({
        serialNumber: null,
        vendor: null,
        product: null,
        storageIdentifiers: [],
      });
    }
  });
});

describe("an audited snapshot (8222, 8223)", () => {
  const caller = ["S-1-5-18", "NT AUTHORITY\\SYSTEM", "0x00000abc"];
  const set = "{8C4B0C5E-5D1F-4A6B-9F5E-2F2D6F3A9B10}";
  const snapshot = [set, set, set, "HV06.corp.example", "\\\\?\\Volume{x}\\", "\\\\?\\GLOBALROOT\\Device\\1"];
  const read = {
    snapshotSetId: set.toLowerCase(),
    snapshotId: set.toLowerCase(),
    originalMachine: "HV06.corp.example",
    originalVolume: "\\\\?\\Volume{x}\\",
  };

  test.each([
    ["ten data", 8222, values(...caller, "C:\\Windows\\system32\\vssvc.exe", ...snapshot), read],
    ["nine, as older versions have it", 8223, values(...caller, ...snapshot), read],
    [
      "another number, of which only the caller is sure",
      8223,
      values(...caller, "x", "y", ...snapshot),
      { snapshotSetId: null, snapshotId: null, originalMachine: null, originalVolume: null },
    ],
  ])("is read from %s", (_, id, data, expected) => {
    expect(readAuditedSnapshot(eventOf("VSSAudit", id, data))).toEqual(expected);
  });
});

describe("what a host could not write to its computer account", () => {
  test.each([
    ["%%5", "5 ERROR_ACCESS_DENIED"],
    ["%%1722", "1722 RPC_S_SERVER_UNAVAILABLE"],
    ["%%2147942405", "0x80070005 E_ACCESSDENIED"],
    ["Zugriff verweigert", null],
  ])("NETLOGON 5788 names two service principal names, and %j", (text, error) => {
    const data = values("HOST/HV06.corp.example", "HOST/HV06", text);
    expect(readAccountUpdateFailure(eventOf("NETLOGON", 5788, data))).toEqual({
      values: ["HOST/HV06.corp.example", "HOST/HV06"],
      error,
    });
  });

  test("NETLOGON 5789 names the DNS host name; another event is none of it", () => {
    expect(readAccountUpdateFailure(eventOf("NETLOGON", 5789, values("HV06.corp.example", "%%5")))).toEqual({
      values: ["HV06.corp.example"],
      error: "5 ERROR_ACCESS_DENIED",
    });
    expect(readAccountUpdateFailure(eventOf("NETLOGON", 5789, []))).toEqual({ values: [], error: null });
    expect(readAccountUpdateFailure(eventOf("NETLOGON", 5719, values("CORP", "%%1311")))).toBeNull();
  });

  test("VMMS 14050 names a class of service principal names", () => {
    const vmms = "Microsoft-Windows-Hyper-V-VMMS";
    const service = "Microsoft Virtual Console Service";
    expect(readUnregisteredService(eventOf(vmms, 14050, named({ Parameter0: service })))).toBe(service);
    expect(readUnregisteredService(eventOf(vmms, 14050, values(service)))).toBe(service);
    expect(readUnregisteredService(eventOf(vmms, 14050, named({ Parameter0: "" })))).toBeNull();
    expect(readUnregisteredService(eventOf(vmms, 14050, []))).toBeNull();
  });

  test("Hyper-V-High-Availability 21140 names the resource", () => {
    const provider = "Microsoft-Windows-Hyper-V-High-Availability";
    const data = values("Replica Broker", "Zugriff verweigert", "0x80070005");
    expect(readClusterSpnFailure(eventOf(provider, 21140, data))).toEqual({
      resource: "Replica Broker",
      error: "0x80070005 E_ACCESSDENIED",
    });
    expect(readClusterSpnFailure(eventOf(provider, 21140, []))).toEqual({ resource: null, error: null });
  });
});

describe("a backup's outcome", () => {
  const task = (status: string): ReturnType<typeof values> =>
    values(
      "s",
      "j",
      "0",
      "t",
      "o",
      "o",
      "2025-06-02",
      status,
      "",
      "HV06",
      "ref",
      "SQL01",
      "1",
      "1",
      "0",
      "1",
      "V",
      "12",
    );

  test.each([
    ["0", "success"],
    ["2", "failed"],
    ["3", "warning"],
    ["5", null],
    ["", null],
    ["Failed", null],
  ])("of one machine (150) is told by its number: %j is %j", (status, outcome) => {
    expect(readBackupOutcome(eventOf("Veeam MP", 150, task(status)))).toBe(outcome);
    expect(readBackupOutcome(eventOf("Veeam MP", 150, named({ VmName: "SQL01", Status: status })))).toBe(outcome);
  });

  test.each([
    ["0", "success"],
    ["1", "warning"],
    ["2", "failed"],
    ["3", null],
  ])("of a job (190) has other numbers: %j is %j", (result, outcome) => {
    expect(readBackupOutcome(eventOf("Veeam MP", 190, named({ JobName: "Nightly", JobResult: result })))).toBe(outcome);
  });

  test("of another event is none, whatever its data", () => {
    expect(readBackupOutcome(eventOf("Veeam MP", 151, task("0")))).toBeNull();
    expect(readBackupOutcome(eventOf("Another", 150, task("0")))).toBeNull();
    expect(readBackupOutcome(eventOf("Veeam MP", 150, []))).toBeNull();
  });
});

test("a failed checkpoint names its virtual machine", () => {
  const data = named({ VmName: "SQL01", VmId: "8C4B0C5E-5D1F-4A6B-9F5E-2F2D6F3A9B10" });
  expect(readFields(CHECKPOINT_FAILED, eventOf("Microsoft-Windows-Hyper-V-VMMS", 18012, data)).fields).toEqual({
    virtualMachine: "SQL01",
    virtualMachineId: "8C4B0C5E-5D1F-4A6B-9F5E-2F2D6F3A9B10",
  });
});
