import { describe, expect, test } from "vitest";
import {
  isEvent,
  MANAGER_CANNOT_CONTACT_NODE,
  NODE_NOT_FOUND,
  RESOURCE_FAILED,
  RESOURCE_TIMED_OUT,
  readFields,
  readOwnershipMove,
  readResourceStateChange,
  readVolumeId,
  readVolumeLoss,
  VOLUME_PAUSED,
} from "../../src/catalogue/index.ts";
import { eventOf, named, values } from "./event-data.ts";

const CLUSTERING = "Microsoft-Windows-FailoverClustering";
const CSV_FILE_SYSTEM = "Microsoft-Windows-FailoverClustering-CsvFs-Diagnostic";
const GROUP = "5d1f3a52-7c1e-4b8e-9a55-0c4f1de0a111";

describe("an ownership move", () => {
  test.each([
    ["1641 of the newer version", 1641, values(GROUP, "HV01", "HV06"), { group: GROUP, from: "HV01", to: "HV06" }],
    ["1641 of the older version", 1641, values(GROUP, "HV06"), { group: GROUP, from: null, to: "HV06" }],
    [
      "1641 with other names",
      1641,
      named({ Role: GROUP, Quelle: "HV01", Ziel: "HV06" }),
      { group: GROUP, from: "HV01", to: "HV06" },
    ],
    ["1641 in one string array", 1641, values(`${GROUP}\0HV01\0HV06\0`), { group: GROUP, from: "HV01", to: "HV06" }],
    [
      "1641 with more data than are known",
      1641,
      values(GROUP, "HV01", "HV06", "1"),
      { group: GROUP, from: null, to: null },
    ],
    [
      "1641 as one German sentence",
      1641,
      values("Die Clusterrolle wird nach HV06 verschoben."),
      { group: null, from: null, to: null },
    ],
    ["1641 without data", 1641, [], { group: null, from: null, to: null }],
    ["1641 with an empty source", 1641, values(GROUP, "", "HV06"), { group: GROUP, from: null, to: "HV06" }],
    ["1153, on failover", 1153, values(GROUP, "HV01", "HV06"), { group: GROUP, from: "HV01", to: "HV06" }],
    ["1154, on failback", 1154, values(GROUP, "HV06", "HV01"), { group: GROUP, from: "HV06", to: "HV01" }],
    [
      "1673, of a resource",
      1673,
      values("Cluster Disk 3", "Available Storage", "HV01", GROUP, "HV06"),
      { group: GROUP, from: "HV01", to: "HV06" },
    ],
  ])("is read from %s", (_, id, data, move) => {
    expect(readOwnershipMove(eventOf(CLUSTERING, id, data))).toEqual(move);
  });

  test("is no node's isolation, which has the id 1673 too, and no other event", () => {
    expect(readOwnershipMove(eventOf(CLUSTERING, 1673, values("HV06")))).toBeNull();
    expect(readOwnershipMove(eventOf(CLUSTERING, 1201, values(GROUP)))).toBeNull();
    expect(readOwnershipMove(eventOf("Another", 1641, values(GROUP, "HV01", "HV06")))).toBeNull();
  });
});

describe("a resource's change of state (1637)", () => {
  const change = { resource: "Cluster Disk 3", group: GROUP, from: "Online", to: "Offline" };

  test.each([
    ["with four data", values("Cluster Disk 3", GROUP, "Online", "Offline"), change],
    ["with five", values("Cluster Disk 3", GROUP, "Online", "Offline", "Cluster Disk 4"), change],
    ["with six, of a version unknown here", values("Cluster Disk 3", GROUP, "Online", "Offline", "", "x"), change],
    ["with two", values("Cluster Disk 3", GROUP), { ...change, from: null, to: null }],
    ["with none", [], { resource: null, group: null, from: null, to: null }],
  ])("is read %s", (_, data, expected) => {
    expect(readResourceStateChange(eventOf(CLUSTERING, 1637, data))).toEqual(expected);
  });
});

describe("a resource's failure", () => {
  test.each([
    [2, values("R", "G"), { resource: "R", group: "G", resourceType: null, errorText: null, errorCode: null }],
    [3, values("R", "G", "T"), { resource: "R", group: "G", resourceType: "T", errorText: null, errorCode: null }],
    [4, values("R", "G", "T", "5"), { resource: "R", group: "G", resourceType: "T", errorText: null, errorCode: "5" }],
    [
      5,
      values("R", "G", "T", "Zugriff verweigert", "5"),
      { resource: "R", group: "G", resourceType: "T", errorText: "Zugriff verweigert", errorCode: "5" },
    ],
    [
      6,
      values("R", "G", "T", "a", "b", "c"),
      { resource: "R", group: "G", resourceType: "T", errorText: null, errorCode: null },
    ],
  ])("1069 is read by its %i data", (_, data, fields) => {
    expect(readFields(RESOURCE_FAILED, eventOf(CLUSTERING, 1069, data)).fields).toEqual(fields);
  });

  test("1230 names its control code only in the newer version", () => {
    const read = (...data: readonly string[]): unknown =>
      readFields(RESOURCE_TIMED_OUT, eventOf(CLUSTERING, 1230, values(...data))).fields;
    const fields = { resource: "SQL", resourceType: "Virtual Machine", dll: "vmclusres.dll" };
    expect(read("SQL", "Virtual Machine", "vmclusres.dll")).toEqual({ ...fields, controlCode: null });
    expect(read("SQL", "Virtual Machine", "vmclusres.dll", "ISALIVE")).toEqual({ ...fields, controlCode: "ISALIVE" });
  });
});

describe("a lost volume (5120, 5142)", () => {
  test.each([
    ["symbol and code", "STATUS_IO_TIMEOUT(c00000b5)", "0xC00000B5 STATUS_IO_TIMEOUT"],
    ["code alone", "(1460)", "1460 ERROR_TIMEOUT"],
    ["hexadecimal", "0xc000026e", "0xC000026E STATUS_VOLUME_DISMOUNTED"],
    ["a code without a name here", "STATUS_SOMETHING_NEW(c0131234)", "0xC0131234 STATUS_SOMETHING_NEW"],
    ["a symbol alone", "STATUS_BAD_NETWORK_PATH", "STATUS_BAD_NETWORK_PATH"],
    ["words", "Das Zeitlimit wurde überschritten", null],
  ])("says why, as %s", (_, reason, error) => {
    const event = eventOf(CLUSTERING, 5120, values("Volume3", "Cluster Disk 3", reason));
    expect(isEvent(VOLUME_PAUSED, event)).toBe(true);
    expect(readVolumeLoss(event)).toEqual({ volume: "Volume3", resource: "Cluster Disk 3", reason, error });
  });

  test("says what it can where data are missing", () => {
    expect(readVolumeLoss(eventOf(CLUSTERING, 5142, values("Volume3", "Cluster Disk 3")))).toEqual({
      volume: "Volume3",
      resource: "Cluster Disk 3",
      reason: null,
      error: null,
    });
  });
});

describe("a volume's id (CsvFs 8704, 8960, 9296)", () => {
  const id = "{8c4b0c5e-5d1f-4a6b-9f5e-2f2d6f3a9b10}";

  test.each([
    ["by position", 8960, values("0xffffa4e1", id.toUpperCase(), "Active", "Draining")],
    ["by position, in another layout", 8704, values("0x1", id, "Paused", "true", "0", "x", "y", "z")],
    ["by name", 9296, named({ Status: "0xc00000b5", VolumeId: id.slice(1, -1) })],
    ["by position, in a layout that is not known", 8960, values("0x1", id, "Active")],
  ])("is read %s", (_, eventId, data) => {
    expect(readVolumeId(eventOf(CSV_FILE_SYSTEM, eventId, data))).toBe(id);
  });

  test("is not made up", () => {
    expect(readVolumeId(eventOf(CSV_FILE_SYSTEM, 8960, values("0x1", "Volume3", "Active", "Draining")))).toBeNull();
    expect(readVolumeId(eventOf(CSV_FILE_SYSTEM, 8960, []))).toBeNull();
  });
});

test("a tool's event names the node, with a second datum or without", () => {
  const manager = eventOf("Microsoft-Windows-FailoverClustering-Manager", 4681, values("HV06", "RPC"));
  expect(readFields(MANAGER_CANNOT_CONTACT_NODE, manager).fields).toEqual({ node: "HV06", error: "RPC" });
  for (const data of [values("HV06"), values("HV06", "x")]) {
    const wmi = eventOf("Microsoft-Windows-FailoverClustering-WMIProvider", 6239, data);
    expect(readFields(NODE_NOT_FOUND, wmi).fields).toEqual({ node: "HV06" });
  }
});
