import { describe, expect, test } from "vitest";
import {
  CATALOGUE,
  DIRECTORY_OBJECT_DELETED,
  DISK_MERGE_FAILED,
  DUPLICATE_DISK_IDENTIFIERS,
  describeCode,
  describeError,
  EVENT_LOG_STARTED,
  GROUP_MOVING,
  RESOURCE_FAILED,
  RESOURCE_TIMED_OUT,
  renderMessage,
  resolveReferences,
  VMMS_STORAGE_PROVIDER_FAILED,
  WMI_OPERATION_FAILED,
} from "../../src/catalogue/index.ts";
import { named, values } from "./event-data.ts";

describe("the message of an event", () => {
  test("has the data in their places, in the text of the layout that they chose", () => {
    expect(renderMessage(GROUP_MOVING, { data: values("G", "HV06") })).toBe(
      "Clustered role 'G' is moving to cluster node 'HV06'.",
    );
    expect(renderMessage(GROUP_MOVING, { data: values("G", "HV01", "HV06") })).toBe(
      "Clustered role 'G' is moving from cluster node 'HV01' to cluster node 'HV06'.",
    );
    expect(renderMessage(RESOURCE_TIMED_OUT, { data: values("R", "T", "D", "ISALIVE") })).toMatch(
      /^A component .* resource 'R' \(resource type 'T', DLL 'D'\) .* processing control code 'ISALIVE;'\. /,
    );
  });

  test("is English, whatever the data are, and has no data where it needs none", () => {
    expect(renderMessage(EVENT_LOG_STARTED, { data: [] })).toBe("The Event log service was started.");
    expect(renderMessage(VMMS_STORAGE_PROVIDER_FAILED, { data: [] })).toBe(
      "Cannot open handle to Hyper-V storage provider.",
    );
  });

  test("keeps an insertion that has no datum as it is written", () => {
    expect(renderMessage(WMI_OPERATION_FAILED, { data: named({ ResultCode: "0x80041032", Id: "{1}" }) })).toBe(
      "Id = {1}; ClientMachine = %2; User = %3; ClientProcessId = %4; Component = %5; Operation = %6; " +
        "ResultCode = 0x80041032; PossibleCause = %8",
    );
  });

  test.each([
    ["without data", []],
    ["with a number of data that no layout has", values("a", "b", "c", "d")],
    ["with one string", values("Die Rolle wird verschoben.")],
  ])("is not made up %s", (_, data) => {
    expect(renderMessage(GROUP_MOVING, { data })).toBeNull();
  });

  test("is not chosen between two versions that cannot be told apart", () => {
    expect(renderMessage(RESOURCE_FAILED, { data: values("R", "G", "T") })).toBeNull();
  });

  test("names the errors that the data refer to", () => {
    const data = named({ VmName: "SQL01", VmId: "1", ErrorMessage: "%%2147942432", ErrorCode: "0x80070020" });
    expect(renderMessage(DISK_MERGE_FAILED, { data })).toBe(
      "'SQL01' background disk merge failed to complete: 0x80070020 ERROR_SHARING_VIOLATION (0x80070020). " +
        "(Virtual machine ID 1)",
    );
  });

  test("leaves the references of audits alone, which are to words and not to errors", () => {
    const data = named({ ObjectDN: "CN=Microsoft Hyper-V,CN=HV06", TreeDelete: "%%5" });
    expect(renderMessage(DIRECTORY_OBJECT_DELETED, { data })).toContain("Tree Delete:\t%%5\n");
  });

  test("puts nothing into what was put in: %1 in a datum stays what it is", () => {
    expect(renderMessage(GROUP_MOVING, { data: values("%2 $& %1", "HV06") })).toBe(
      "Clustered role '%2 $& %1' is moving to cluster node 'HV06'.",
    );
  });

  test("is whole with other data than the only layout has, as long as they reach as far as the text does", () => {
    const expected = renderMessage(DUPLICATE_DISK_IDENTIFIERS, { data: values("\\Device\\Harddisk14", "14", "", "") });
    expect(expected).toContain("Disk 14 ");
    expect(renderMessage(DUPLICATE_DISK_IDENTIFIERS, { data: values("\\Device\\Harddisk14", "14") })).toBe(expected);
    expect(renderMessage(DUPLICATE_DISK_IDENTIFIERS, { data: values("\\Device\\Harddisk14") })).toBeNull();
    expect(renderMessage(GROUP_MOVING, { data: values("G", "HV01", "HV06", "x") })).toBeNull();
  });

  test("is bounded, and cut between characters", () => {
    const long = renderMessage(GROUP_MOVING, { data: values("😀".repeat(50_000), "HV06") }) ?? "";
    expect(long.length).toBeLessThan(1100);
    expect(long).toMatch(/^Clustered role '(?:😀)+…' is moving to cluster node 'HV06'\.$/u);
    for (const entry of CATALOGUE) {
      for (const { fields } of entry.layouts) {
        const data = fields.map(() => ({ value: "x".repeat(100_000) }));
        expect((renderMessage(entry, { data }) ?? "").length).toBeLessThanOrEqual(4000);
      }
    }
  });
});

describe("a code", () => {
  test.each([
    [5, "5 ERROR_ACCESS_DENIED"],
    [1726, "1726 RPC_S_CALL_FAILED"],
    [8453, "8453 ERROR_DS_DRA_ACCESS_DENIED"],
    [999_999, "999999"],
    [0x80070005, "0x80070005 E_ACCESSDENIED"],
    [0x800706ba, "0x800706BA RPC_S_SERVER_UNAVAILABLE"],
    [0x8007ffff, "0x8007FFFF"],
    [0xc00000b5, "0xC00000B5 STATUS_IO_TIMEOUT"],
    [0xc0130024, "0xC0130024 STATUS_CLUSTER_CSV_VOLUME_DRAINING"],
  ])("%i is described as %j", (code, text) => {
    expect(describeCode(code)).toBe(text);
  });

  test.each([
    ["%%5", "5 ERROR_ACCESS_DENIED"],
    ["-2147024891", "0x80070005 E_ACCESSDENIED"],
    ["c00000be", "0xC00000BE STATUS_BAD_NETWORK_PATH"],
    ["Fehler 0x35", "53 ERROR_BAD_NETPATH"],
    ["0x0", "0"],
    ["53 Personen", null],
    ["9".repeat(40), null],
    ["", null],
  ])("in %j is %j", (text, error) => {
    expect(describeError(text)).toBe(error);
  });

  test("stands for a reference to it, where that is known to be one", () => {
    expect(resolveReferences("%%1722, then %%2147942405.")).toBe(
      "1722 RPC_S_SERVER_UNAVAILABLE, then 0x80070005 E_ACCESSDENIED.",
    );
    expect(resolveReferences("%%14674 %%4294967296 %%99999999999 100%% %1")).toBe(
      "%%14674 %%4294967296 %%99999999999 100%% %1",
    );
  });
});
