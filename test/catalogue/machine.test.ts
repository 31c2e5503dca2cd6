import { describe, expect, test } from "vitest";
import {
  isEvent,
  NOT_SHUT_DOWN_CLEANLY,
  RESTART_INITIATED,
  readApplicationCrash,
  readBootedVersion,
  readClockChange,
  readDiskNumber,
  readDuplicateSignature,
  readFields,
  readHostRename,
  readLogClearing,
  readRestartRequest,
  readStartedVersion,
  readWmiFailure,
  SYSTEM_UPTIME,
  TIME_SYNCHRONISED,
  UNEXPECTED_SHUTDOWN,
} from "../../src/catalogue/index.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { eventOf, named, values } from "./event-data.ts";

describe("a rename (6011)", () => {
  test.each([
    ["two data", values("HV06-ALT", "HV06"), "HV06-ALT", "HV06"],
    ["one string with a comma", values("HV06-ALT, HV06"), "HV06-ALT", "HV06"],
    ["one string array", values("HV06-ALT\0HV06\0"), "HV06-ALT", "HV06"],
    ["a printed list", values("<string>HV06-ALT</string>\n<string>HV06</string>\n"), "HV06-ALT", "HV06"],
    ["numbered names", named({ param1: "HV06-ALT", param2: "HV06" }), "HV06-ALT", "HV06"],
    ["no old name, as after a first set-up", values("", "HV06"), null, "HV06"],
    ["one name, of which it is not known which", values("HV06"), null, null],
    ["nothing", [], null, null],
  ])("is read from %s", (_, data, oldName, newName) => {
    expect(readHostRename(eventOf("EventLog", 6011, data))).toEqual({ oldName, newName });
  });
});

describe("the version that booted", () => {
  test.each([
    ["Windows Server 2016", values("10.00.", "14393", "", "Multiprocessor Free", "0"), [10, 0, 14393]],
    ["Windows 7", values("6.01.", "7601", "Service Pack 1", "Multiprocessor Free", "17514"), [6, 1, 7601]],
    ["one string with commas", values("10.00., 17763, , Multiprocessor Free, 0"), [10, 0, 17763]],
    ["fewer data", values("10.00.", "17763"), [10, 0, 17763]],
    ["another language", values("10.00.", "14393", "", "Mehrprozessor frei", "0"), [10, 0, 14393]],
  ])("6009 says, of %s", (_, data, [major, minor, build]) => {
    expect(readBootedVersion(eventOf("EventLog", 6009, data))).toEqual({ major, minor, build });
  });

  test.each([
    ["words", values("zehn", "14393", "", "", "")],
    ["a build that is none", values("10.00.", "14393x", "", "", "")],
    ["a build without end", values("10.00.", "1".repeat(400), "", "", "")],
    ["nothing", []],
  ])("6009 does not say, of %s", (_, data) => {
    expect(readBootedVersion(eventOf("EventLog", 6009, data))).toBeNull();
  });

  test("Kernel-General 12 says by name, and by position where names are lost", () => {
    const data = { MajorVersion: "10", MinorVersion: "0", BuildVersion: "14393", QfeVersion: "693" };
    const expected = { major: 10, minor: 0, build: 14393 };
    const read = (given: Parameters<typeof eventOf>[2]): unknown =>
      readStartedVersion(eventOf("Microsoft-Windows-Kernel-General", 12, given));
    expect(read(named(data))).toEqual(expected);
    expect(read(values("10", "0", "14393", "693", "0", "0", "2025-06-01T00:00:00Z"))).toEqual(expected);
    expect(read(named({ Hauptversion: "10", Nebenversion: "0", Build: "14393" }))).toBeNull();
  });
});

describe("a change of the clock (Kernel-General 1)", () => {
  const from = "2025-06-03T00:46:20.3238927Z";
  const to = "2025-06-02T16:46:20.7070000Z";
  const read = (data: Parameters<typeof eventOf>[2]): unknown =>
    readClockChange(eventOf("Microsoft-Windows-Kernel-General", 1, data));

  test.each([
    ["of version 0", named({ NewTime: to, OldTime: from })],
    ["of version 1", named({ NewTime: to, OldTime: from, Reason: "1" })],
    ["of version 4", named({ NewTime: to, OldTime: from, TimeDeltaInMs: "-28799616", Reason: "1", ProcessName: "x" })],
    ["in another order", named({ OldTime: from, NewTime: to })],
    ["without names", values(to, from)],
    ["without names, in a version unknown here", values(to, from, "1", "x")],
    ["as FILETIME numbers", values(String(ticks(to)), String(ticks(from)))],
  ])("is read %s", (_, data) => {
    expect(read(data)).toEqual({ from: ticks(from), to: ticks(to) });
  });

  test.each([
    ["one time is missing", named({ NewTime: to })],
    ["a time is written as a locale does", named({ NewTime: "03.06.2025 00:46:20", OldTime: from })],
    ["there are no data", []],
  ])("is not read where %s", (_, data) => {
    expect(read(data)).toBeNull();
  });
});

describe("a cleared log", () => {
  test("104 names its channel and who cleared it, by name", () => {
    const data = {
      SubjectUserName: "admin",
      SubjectDomainName: "CORP",
      Channel: "Microsoft-Windows-Hyper-V-VMMS-Admin",
      BackupPath: "",
    };
    const expected = { channel: "Microsoft-Windows-Hyper-V-VMMS-Admin", by: "CORP\\admin" };
    expect(readLogClearing(eventOf("Microsoft-Windows-Eventlog", 104, named(data)))).toEqual(expected);
    expect(readLogClearing(eventOf("Microsoft-Windows-Eventlog", 104, values(...Object.values(data))))).toEqual(
      expected,
    );
  });

  test("104 without data is a cleared log still, and it is not known which", () => {
    expect(readLogClearing(eventOf("Microsoft-Windows-Eventlog", 104, []))).toEqual({ channel: null, by: null });
    expect(readLogClearing(eventOf("Microsoft-Windows-Eventlog", 104, named({ SubjectUserName: "admin" })))).toEqual({
      channel: null,
      by: "admin",
    });
  });

  test("1102 is of Security, whatever it shows", () => {
    const data = named({ SubjectUserSid: "S-1-5-21-1-2-3-500", SubjectUserName: "admin", SubjectDomainName: "CORP" });
    expect(readLogClearing(eventOf("Microsoft-Windows-Eventlog", 1102, data))).toEqual({
      channel: "Security",
      by: "CORP\\admin",
    });
    expect(readLogClearing(eventOf("Microsoft-Windows-Eventlog", 1102, []))).toEqual({ channel: "Security", by: null });
  });

  test("is not the classic EventLog's, whose name differs by case and prefix only", () => {
    expect(readLogClearing(eventOf("EventLog", 104, []))).toBeNull();
  });
});

describe("a restart that was asked for (1074)", () => {
  const texts = (reason: string, code: string): readonly string[] => [
    "C:\\Windows\\system32\\winlogon.exe (HV06)",
    "HV06",
    reason,
    code,
    "Neustart",
    "",
    "CORP\\admin",
  ];
  const byName = (...given: readonly string[]): ReturnType<typeof named> =>
    named(Object.fromEntries(given.map((value, at) => [`param${at + 1}`, value])));

  test.each([
    ["named", byName(...texts("Operating System: Upgrade (Planned)", "0x80020003")), true],
    ["unnamed, in German", values(...texts("Betriebssystem: Aktualisierung (Geplant)", "0x80020003")), true],
    ["with the words of an upgrade and another code", values(...texts("Upgrade", "0x80020002")), false],
    ["without a code", values(...texts("Operating System: Upgrade (Planned)", "")), null],
  ])("is an upgrade by its code, not by its words: %s", (_, data, isUpgrade) => {
    const event = eventOf("USER32", 1074, data);
    expect(isEvent(RESTART_INITIATED, event)).toBe(true);
    expect(readRestartRequest(event)).toMatchObject({ isUpgrade, user: "CORP\\admin" });
  });

  test("shows nothing where there are no data", () => {
    expect(readRestartRequest(eventOf("User32", 1074, []))).toEqual({
      reasonCode: null,
      isUpgrade: null,
      process: null,
      user: null,
    });
  });
});

describe("a crashed program (Application Error 1000)", () => {
  const CRASH = ["RHS.exe", "10.0.14393.0", "57899155", "ntdll.dll", "10.0.14393.0", "5789986a", "c0000374", "0", "1a"];
  const rest = ["01d9", "C:\\Windows\\Cluster\\rhs.exe", "C:\\Windows\\SYSTEM32\\ntdll.dll", "id"];

  test.each([
    ["as classic logs have it", values(...CRASH, ...rest)],
    ["with two data more, as newer versions have it", values(...CRASH, ...rest, "", "")],
    ["with fewer", values(...CRASH)],
    ["with names", named(Object.fromEntries([...CRASH, ...rest].map((value, at) => [`Name${at}`, value])))],
  ])("is read %s", (_, data) => {
    expect(readApplicationCrash(eventOf("Application Error", 1000, data))).toEqual({
      application: "rhs.exe",
      module: "ntdll.dll",
      code: 0xc0000374,
    });
  });

  test("is not read from one sentence", () => {
    expect(readApplicationCrash(eventOf("Application Error", 1000, values("Name der Anwendung: rhs.exe")))).toEqual({
      application: null,
      module: null,
      code: null,
    });
  });
});

describe("a disk that is there twice", () => {
  test("partmgr 58 names both", () => {
    const data = values("\\Device\\Harddisk7\\DR7", "7", "3");
    expect(readDuplicateSignature(eventOf("partmgr", 58, data))).toEqual({ disk: 7, otherDisk: 3 });
    expect(readDuplicateSignature(eventOf("partmgr", 58, values("\\Device\\Harddisk7\\DR7", "7")))).toEqual({
      disk: 7,
      otherDisk: null,
    });
    expect(readDuplicateSignature(eventOf("partmgr", 58, values("x", "sieben", "-3")))).toEqual({
      disk: null,
      otherDisk: null,
    });
  });

  test("disk 157 and 158 name one", () => {
    expect(readDiskNumber(eventOf("disk", 158, values("\\Device\\Harddisk7\\DR7", "7", "", "")))).toBe(7);
    expect(readDiskNumber(eventOf("disk", 157, values("\\Device\\Harddisk7\\DR7", "7")))).toBe(7);
    expect(readDiskNumber(eventOf("disk", 157, []))).toBeNull();
  });
});

test("6008 and 6013 stand in seven data; local times are read as text, as no rule tells what they mean", () => {
  const crash = eventOf(
    "EventLog",
    6008,
    values("9:59:13 AM", "\u200e4/\u200e6/\u200e2012", "", "", "1846932", "", ""),
  );
  expect(readFields(UNEXPECTED_SHUTDOWN, crash).fields).toEqual({
    localTime: "9:59:13 AM",
    localDate: "\u200e4/\u200e6/\u200e2012",
  });
  const uptime = eventOf("EventLog", 6013, values("", "", "", "", "1176", "60", "480 Pacific Standard Time"));
  expect(readFields(SYSTEM_UPTIME, uptime).fields).toEqual({
    uptimeSeconds: "1176",
    intervalSeconds: "60",
    timeZone: "480 Pacific Standard Time",
  });
});

test("Kernel-Power 41 and Time-Service 35 are read in all their versions", () => {
  const short = named({ BugcheckCode: "0", PowerButtonTimestamp: "0" });
  const long = named({ BugcheckCode: "0", PowerButtonTimestamp: "0", BootAppStatus: "0", Checkpoint: "0" });
  for (const data of [short, long]) {
    const { fields } = readFields(NOT_SHUT_DOWN_CLEANLY, eventOf("Microsoft-Windows-Kernel-Power", 41, data));
    expect(fields).toEqual({ bugcheckCode: "0", powerButtonTimestamp: "0" });
  }
  for (const data of [values("ntp.example"), named({ TimeSource: "ntp.example" })]) {
    const { fields } = readFields(TIME_SYNCHRONISED, eventOf("Microsoft-Windows-Time-Service", 35, data));
    expect(fields).toEqual({ timeSource: "ntp.example", referenceId: null, stratum: null });
  }
});

describe("a failed WMI operation (5858)", () => {
  const read = (operation: string, resultCode = "0x80041032"): unknown =>
    readWmiFailure(
      eventOf(
        "Microsoft-Windows-WMI-Activity",
        5858,
        named({ ClientMachine: "MGMT01", Operation: operation, ResultCode: resultCode }),
      ),
    );

  test.each([
    ["Start IWbemServices::ExecQuery - ROOT\\MSCluster : select * from MSCluster_Node", "cluster"],
    ["Start IWbemServices::ExecQuery - root\\virtualization\\v2 : select * from Msvm_ComputerSystem", "hyper-v"],
    ["Start IWbemServices::ExecQuery - root\\cimv2 : select * from Win32_Service", null],
  ])("%s", (operation, namespace) => {
    expect(read(operation)).toEqual({ clientMachine: "MGMT01", resultCode: 0x80041032, operation, namespace });
  });

  test("shows no code where there is none, and nothing without data", () => {
    expect(read("x", "Fehler")).toMatchObject({ resultCode: null });
    expect(readWmiFailure(eventOf("Microsoft-Windows-WMI-Activity", 5858, []))).toEqual({
      clientMachine: null,
      resultCode: null,
      operation: null,
      namespace: null,
    });
  });
});
