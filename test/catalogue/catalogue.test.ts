import { describe, expect, test } from "vitest";
import {
  describeHresult,
  findHresult,
  isVmmsStorageProviderFailed,
  isVssProviderCallFailed,
  maybeHardwareProviderEvent,
  readVssProviderCall,
} from "../../src/catalogue/index.ts";
import { event, vendorEvent, vmms12660, vssImportFailed } from "../evidence/build-evidence.ts";

const at = "2025-06-02T22:00:00Z";
const PROVIDER = "{9f3ab7c4-1d26-4e8a-8a51-6b0c2f9d7e10}";

describe("VSS 12293", () => {
  test("is known by provider and id together: the same id of another provider is another event", () => {
    expect(isVssProviderCallFailed(vssImportFailed({ time: at }))).toBe(true);
    expect(isVssProviderCallFailed(event({ time: at, provider: "vss" }))).toBe(true);
    expect(isVssProviderCallFailed(event({ time: at, provider: "Microsoft-Windows-Directory-Services-SAM" }))).toBe(
      false,
    );
    expect(isVssProviderCallFailed(event({ time: at, eventId: 12292 }))).toBe(false);
    expect(isVssProviderCallFailed(event({ time: at, provider: null }))).toBe(false);
  });

  test.each([
    [
      "unnamed data in message order",
      [{ value: PROVIDER }, { value: "ImportSnapshots" }, { value: "0x8004230f, text" }],
    ],
    [
      "named data",
      [
        { name: "param1", value: PROVIDER },
        { name: "param3", value: "0x8004230F" },
      ],
    ],
    ["another order and count", [{ value: "hr = 0x8004230f" }, { value: "x" }, { value: "y" }, { value: PROVIDER }]],
    ["one string with everything", [{ value: `Fehler bei ${PROVIDER.toUpperCase()} [hr = 0x8004230F, Unerwartet]` }]],
    ["a message reference", [{ value: PROVIDER }, { value: "" }, { value: "%%2147754767" }]],
    ["a signed decimal code", [{ value: PROVIDER }, { value: "" }, { value: "-2147212529" }]],
  ])("tells provider and HRESULT from %s", (_, data) => {
    expect(readVssProviderCall(vssImportFailed({ time: at, data }))).toMatchObject({
      shadowCopyProvider: PROVIDER,
      hresult: 0x8004230f,
    });
  });

  test("without data it is still the event, and says nothing more", () => {
    const bare = vssImportFailed({ time: at, data: [] });
    expect(isVssProviderCallFailed(bare)).toBe(true);
    expect(readVssProviderCall(bare)).toEqual({ shadowCopyProvider: null, routine: null, hresult: null });
  });

  const inOrder = (routine: string): readonly { readonly value: string }[] => [
    { value: PROVIDER },
    { value: routine },
    { value: "0x8004230f, text" },
    { value: "\n\nOperation:\n   Import" },
  ];
  test.each([
    ["an import's, with arguments", inOrder("LocateLuns(1)"), "LocateLuns", "only"],
    [
      "an import's and not only that, with its interface",
      inOrder("IVssHardwareSnapshotProvider::GetTargetLuns"),
      "GetTargetLuns",
      "also",
    ],
    ["an import's, in a sentence", inOrder("Fehler beim Aufruf von FillInLunInfo()."), "FillInLunInfo", "only"],
    ["an import's, however it goes on", inOrder("ImportSnapshotsEx({0})"), "ImportSnapshotsEx", "only"],
    [
      "an import's, in the only string",
      [{ value: `${PROVIDER} LocateLuns(2) [hr = 0x8004230f]` }],
      "LocateLuns",
      "only",
    ],
    ["another known one", inOrder("EndPrepareSnapshots({0})"), "EndPrepareSnapshots", "no"],
    ["another known one, by its name alone", inOrder("DeleteSnapshots"), "DeleteSnapshots", "no"],
    ["another one of an interface", inOrder("IVssSnapshotProvider::Query() failed"), "Query", "no"],
    ["a method unknown here", inOrder("GetSomethingElse(1, 2)"), "GetSomethingElse", "no"],
    ["another one, in the only string", [{ value: "Anbieter: PostCommitSnapshots({0})" }], "PostCommitSnapshots", "no"],
  ])("tells the routine: %s", (_, data, name, ofImport) => {
    expect(readVssProviderCall(vssImportFailed({ time: at, data })).routine).toEqual({ name, ofImport });
  });

  test.each([
    ["an empty string", inOrder("")],
    ["words", inOrder("Der Anbieter wurde nicht gefunden")],
    ["one word, perhaps of a language", inOrder("Fehler(1)")],
    ["a number", inOrder("17")],
    ["no string but one without names", [{ value: "Import fehlgeschlagen [hr = 0x8004230f]" }]],
    [
      "a method of no provider in another place than the routine's",
      [{ value: "x" }, { value: "y" }, { value: "DoSnapshotSet(1)" }],
    ],
    ["a name without end", inOrder(`${"Ab".repeat(5000)}(1)`)],
  ])("tells no routine from %s", (_, data) => {
    expect(readVssProviderCall(vssImportFailed({ time: at, data })).routine).toBeNull();
  });
});

describe("a hardware provider's event", () => {
  test("may be any id 0 of level error or warning in Application", () => {
    expect(maybeHardwareProviderEvent(vendorEvent({ time: at, provider: "Any Vendor", level: 3 }))).toBe(true);
    expect(maybeHardwareProviderEvent(vendorEvent({ time: at, level: 4 }))).toBe(false);
    expect(maybeHardwareProviderEvent(vendorEvent({ time: at, level: null }))).toBe(false);
    expect(maybeHardwareProviderEvent(vendorEvent({ time: at, channel: "System" }))).toBe(false);
    expect(maybeHardwareProviderEvent(vendorEvent({ time: at, eventId: 1 }))).toBe(false);
  });

  test.each(["gupdate", "GUPDATEM", "edgeupdate", "edgeupdatem"])("is none of the source %s", (provider) => {
    expect(maybeHardwareProviderEvent(vendorEvent({ time: at, provider }))).toBe(false);
  });
});

describe("VMMS 12660", () => {
  test("is known by provider name or GUID, in any channel and with any payload", () => {
    expect(isVmmsStorageProviderFailed(vmms12660({ time: at }))).toBe(true);
    expect(isVmmsStorageProviderFailed(vmms12660({ time: at, channel: "Elsewhere", data: [{ value: "x" }] }))).toBe(
      true,
    );
    const byGuid = {
      ...vmms12660({ time: at, provider: null }),
      providerGuid: "{6066F867-7ca1-4418-85fd-36e3f9c0600c}",
    };
    expect(isVmmsStorageProviderFailed(byGuid)).toBe(true);
    expect(isVmmsStorageProviderFailed(vmms12660({ time: at, eventId: 12661 }))).toBe(false);
    expect(isVmmsStorageProviderFailed(vmms12660({ time: at, provider: "VSS" }))).toBe(false);
  });
});

describe("failure codes", () => {
  test.each([
    ["hr = 0x80070005, Access is denied.", 0x80070005],
    ["%%2147942432", 0x80070020],
    ["0x00000000", null],
    ["0x8004230F00", null],
    ["2025-06-02", null],
    ["", null],
  ])("%j holds %j", (text, code) => {
    expect(findHresult(text)).toBe(code);
  });

  test("have their symbol where it is known", () => {
    expect(describeHresult(0x8004230f)).toBe("0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR");
    expect(describeHresult(0x80070020)).toBe("0x80070020 ERROR_SHARING_VIOLATION");
    expect(describeHresult(0x80049999)).toBe("0x80049999");
  });
});
