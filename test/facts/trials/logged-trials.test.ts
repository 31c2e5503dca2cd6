import { describe, expect, test } from "vitest";
import type { EventEvidence } from "../../../src/evidence/index.ts";
import { event, vendorEvent, vssImportFailed } from "../../evidence/build-evidence.ts";
import { unnamed } from "../../evidence/known-failures.ts";
import { placement, proofs, type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

const SET = "{d9881313-d0f6-936a-5fd6-00382959a761}";
const VOLUME = "\\\\?\\Volume{11111111-2222-3333-4444-555555555555}\\";

function time(clock: string): string {
  return `2026-09-10T${clock}:00Z`;
}

function importFailed(clock: string, recordId: number, context = ""): EventEvidence {
  return vssImportFailed({
    time: time(clock),
    recordId,
    data: unnamed("{9f3ab7c4-1d26-4e8a-8a51-6b0c2f9d7e10}", "ImportSnapshots", "0x8004230f", context),
  });
}

function audited(eventId: 8222 | 8223, clock: string, computer: string, recordId: number): EventEvidence {
  const data = unnamed(
    ...["S-1-5-18", "SYSTEM", "0x1", "x.exe", SET, "{22222222-2222-3333-4444-555555555555}"],
    ...["{33333333-2222-3333-4444-555555555555}", "HV01.corp.example", VOLUME, "device"],
  );
  return event({ time: time(clock), recordId, computer, provider: "VSSAudit", eventId, channel: "Security", data });
}

function lunMissing(clock: string, recordId: number, serial: string): EventEvidence {
  const data = unnamed("1", "1", "0", "0", "0", "Fibre", "EX", "SAN", "1", serial, "Type: 3", "");
  return event({ time: time(clock), recordId, eventId: 12362, data });
}

describe("a failed import on the proxy", () => {
  test("is a further proof of the one attempt that ran then", () => {
    const { trials, leftOut } = trialsOf({
      exports: { sessions: sessions({ ran: "21:00-21:05", result: "failed" }, { ran: "22:00-22:05" }) },
      events: [importFailed("21:03", 7), vendorEvent({ time: time("21:02"), recordId: 6 })],
    });
    expect(trials.map(shown)).toEqual([
      "21:00-21:05 failed Disk 1@HV01 by PROXY01",
      "22:00-22:05 passed Disk 1@HV01 by PROXY01",
    ]);
    expect(proofs(trials[0])).toEqual(["sessions.csv 2", "event 7", "event 6"]);
    expect(leftOut).toEqual([]);
  });

  test("that fits several attempts is ambiguous and is evidence for none", () => {
    const { trials, leftOut } = trialsOf({
      exports: {
        sessions: sessions(
          { ran: "21:00-21:10", result: "failed" },
          { ran: "21:00-21:10", result: "failed", volume: "Disk 2" },
        ),
      },
      events: [importFailed("21:03", 7)],
    });
    expect(trials.map(proofs)).toEqual([["sessions.csv 2"], ["sessions.csv 3"]]);
    expect(leftOut.map(({ code, count }) => [code, count])).toEqual([["ambiguous-failure", 1]]);
  });

  test("goes to the attempt whose snapshot set it names, whatever else runs", () => {
    const { trials } = trialsOf({
      exports: {
        sessions: sessions(
          { ran: "21:00-21:10", result: "failed", volume: "Disk 2" },
          { ran: "21:00-21:10", result: "failed", snapshot: SET.toUpperCase() },
        ),
      },
      events: [importFailed("21:03", 7, `\n   Snapshot Set ID: ${SET}`)],
    });
    expect(trials.map((trial) => [shown(trial), proofs(trial)])).toEqual([
      ["21:00-21:10 failed Disk 1@HV01 by PROXY01", ["sessions.csv 3", "event 7"]],
      ["21:00-21:10 failed Disk 2@? by PROXY01", ["sessions.csv 2"]],
    ]);
  });

  test.each([
    ["snapshot set", `Import of ${SET} failed`],
    ["machine", "Das Volume von app-02 ist bereits eingebunden."],
    ["LUN", "LUN 6000EX51A9 is already mounted to a different server"],
  ])("goes to the attempt whose %s the vendor's event beside it names", (_, words) => {
    const trials = trialsOf({
      names: { "6000EX51A9": "Disk 2" },
      owners: { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] },
      events: [importFailed("21:03", 7), vendorEvent({ time: time("21:03"), recordId: 6, data: [{ value: words }] })],
      exports: {
        sessions: sessions(
          { ran: "21:00-21:10", result: "failed", vm: "app-01" },
          { ran: "21:00-21:20", result: "failed", volume: "Disk 2", vm: "app-02", snapshot: SET },
        ),
      },
    });
    expect(trials.leftOut).toEqual([]);
    expect(trials.trials.map(proofs)).toEqual([["sessions.csv 2"], ["sessions.csv 3", "event 7", "event 6"]]);
  });

  describe("that names a snapshot set whose volumes went differently", () => {
    const owners = {
      "Disk 1": [["00:00", "HV01"]],
      "Disk 2": [["00:00", "HV02"]],
      "Disk 3": [["00:00", "HV03"]],
    } as const;
    const proofsByLine = (rows: readonly SessionGiven[], words: string): readonly unknown[] => {
      const { trials, leftOut } = trialsOf({
        owners,
        exports: { sessions: sessions(...rows) },
        names: { "6000EX51A1": "Disk 1", "6000EX51A2": "Disk 2", "6000EX51A3": "Disk 3" },
        events: [importFailed("21:03", 7, `\n   Snapshot Set ID: ${SET} ${words}`)],
      });
      return [
        Object.fromEntries(trials.map((trial) => [shown(trial).slice(12), proofs(trial).slice(1)])),
        ...leftOut.map(({ code }) => code),
      ];
    };
    const ran = { ran: "21:00-21:10", snapshot: SET } as const;
    const failed: SessionGiven = { ...ran, volume: "Disk 1", result: "failed" };
    const passed: SessionGiven = { ...ran, volume: "Disk 2" };
    const failedToo: SessionGiven = { ...ran, volume: "Disk 3", result: "failed" };

    test.each([[[failed, passed]], [[passed, failed]]])("proves the only one that failed (%#)", (rows) => {
      expect(proofsByLine(rows, "")).toEqual([
        { "failed Disk 1@HV01 by PROXY01": ["event 7"], "passed Disk 2@HV02 by PROXY01": [] },
      ]);
    });

    test.each(["Disk 1", "Disk 3"])("proves the one whose volume it names: %s", (named) => {
      expect(proofsByLine([failed, passed, failedToo], `LUN 6000EX51A${named.slice(-1)}`)).toEqual([
        {
          "failed Disk 1@HV01 by PROXY01": named === "Disk 1" ? ["event 7"] : [],
          "passed Disk 2@HV02 by PROXY01": [],
          "failed Disk 3@HV03 by PROXY01": named === "Disk 3" ? ["event 7"] : [],
        },
      ]);
    });

    test("is within a success where it names the volume that passed", () => {
      expect(proofsByLine([failed, passed], "LUN 6000EX51A2")).toEqual([
        { "failed Disk 1@HV01 by PROXY01": [], "passed Disk 2@HV02 by PROXY01": [] },
        "failure-within-success",
      ]);
    });

    test("is ambiguous where several failed and nothing decides", () => {
      expect(proofsByLine([failed, passed, failedToo], "")).toEqual([
        {
          "failed Disk 1@HV01 by PROXY01": [],
          "passed Disk 2@HV02 by PROXY01": [],
          "failed Disk 3@HV03 by PROXY01": [],
        },
        "ambiguous-failure",
      ]);
    });
  });

  test("of another proxy fits no attempt of this one", () => {
    const { leftOut } = trialsOf({
      exports: { sessions: sessions({ ran: "21:00-21:05", result: "failed", proxy: "PROXY02" }) },
      events: [importFailed("21:03", 7)],
    });
    expect(leftOut.map(({ code, count }) => [code, count])).toEqual([["failure-without-attempt", 1]]);
  });

  test("inside an attempt that went well was tried again by the product, and speaks against nobody", () => {
    const { trials, leftOut } = trialsOf({
      exports: { sessions: sessions({ ran: "21:00-21:05" }) },
      events: [importFailed("21:03", 7)],
    });
    expect(trials.map(shown)).toEqual(["21:00-21:05 passed Disk 1@HV01 by PROXY01"]);
    expect(leftOut.map(({ code }) => code)).toEqual(["failure-within-success"]);
  });

  test("that names the LUN of a volume is a trial without any list; nothing passed is known", () => {
    const { trials, hasSuccesses, proxies } = trialsOf({
      events: [lunMissing("21:03", 5, "6000EX51A9"), importFailed("21:04", 7)],
      names: { "6000EX51A9": "Disk 1" },
    });
    expect(trials.map((trial) => [shown(trial), proofs(trial)])).toEqual([
      ["21:04-21:04 failed Disk 1@HV01 by PROXY01", ["event 7", "event 5"]],
    ]);
    expect(hasSuccesses).toBe(false);
    expect(proxies).toEqual(["PROXY01"]);
  });

  test("that names a volume by its GUID alone is a trial of it", () => {
    const guid = "11111111-2222-3333-4444-555555555555";
    const { trials } = trialsOf({
      events: [importFailed("21:04", 7, `\\\\?\\Volume{${guid}}\\`)],
      names: { [guid]: "Disk 1" },
    });
    expect(trials.map(shown)).toEqual(["21:04-21:04 failed Disk 1@HV01 by PROXY01"]);
  });

  test.each([
    [12_362, "a shadow copy's LUN"],
    [12_363, "a hidden volume's LUN"],
    [12_364, "a volume's LUN"],
  ])("is one by %i alone, %s that did not come", (eventId) => {
    const { trials } = trialsOf({
      // Nothing but its place tells that this is a serial number.
      events: [{ ...lunMissing("21:03", 5, "SPARE"), eventId }],
      names: { SPARE: "Disk 1" },
    });
    expect(trials.map((trial) => [shown(trial), proofs(trial)])).toEqual([
      ["21:03-21:03 failed Disk 1@HV01 by PROXY01", ["event 5"]],
    ]);
  });

  test("is compared with clocks that may differ by the tolerance", () => {
    const given = {
      exports: { sessions: sessions({ ran: "21:00-21:05", result: "failed" }) },
      events: [importFailed("21:06", 7)],
    } as const;
    expect(proofs(trialsOf(given).trials[0])).toEqual(["sessions.csv 2"]);
    expect(proofs(trialsOf({ ...given, toleranceMinutes: 2 }).trials[0])).toEqual(["sessions.csv 2", "event 7"]);
  });
});

describe("forty thousand failed imports in one attempt", () => {
  const failures = Array.from({ length: 40_000 }, (_, index) => importFailed("21:03", index + 1, `Set ${SET}`));

  test("are further proofs of it soon", { timeout: 8000 }, () => {
    const { trials, leftOut } = trialsOf({
      exports: { sessions: sessions({ ran: "21:00-21:10", result: "failed", snapshot: SET }) },
      events: failures,
    });
    expect([trials.map((trial) => proofs(trial).length), leftOut]).toEqual([[40_001], []]);
  });

  test("are soon laid to a set of two hundred thousand rows", { timeout: 10_000 }, () => {
    const [row] = sessions({ ran: "21:00-21:10", result: "failed", snapshot: SET });
    if (row === undefined) throw new Error("no row");
    const rows = Array.from({ length: 200_000 }, (_, index) => ({ ...row, line: index + 2, vm: `vm-${index}` }));
    const { trials, leftOut } = trialsOf({ exports: { sessions: rows }, events: failures });
    expect([trials.map((trial) => proofs(trial).length), leftOut]).toEqual([[40_012], []]);
  });
});

describe("audited snapshots", () => {
  const owners = { "Disk 1": [] } as const;
  const names = { [VOLUME]: "Disk 1" };

  test("a set that a proxy imported is a success under the host that made it", () => {
    const { trials } = trialsOf({
      owners,
      names,
      events: [audited(8222, "21:00", "HV01.corp.example", 1), audited(8223, "21:02", "PROXY01.corp.example", 2)],
    });
    expect(trials.map((trial) => [shown(trial), proofs(trial)])).toEqual([
      ["21:00-21:02 passed Disk 1@HV01 by PROXY01", ["event 1", "event 2"]],
    ]);
  });

  test("a set whose import failed is a failure under it", () => {
    const { trials } = trialsOf({
      owners,
      names,
      events: [audited(8222, "21:00", "HV01.corp.example", 1), importFailed("21:03", 7, `Set ${SET}`)],
    });
    expect(trials.map(shown)).toEqual(["21:00-21:03 failed Disk 1@HV01 by PROXY01"]);
  });

  const SPLIT: readonly SessionGiven[] = [
    { ran: "21:00-21:10", volume: "Disk 1", snapshot: SET },
    { ran: "21:00-21:10", volume: "Disk 2", result: "failed", snapshot: SET },
  ];

  test.each([[SPLIT], [SPLIT.toReversed()]])(
    "who made a volume's snapshot says so of that volume's part (%#)",
    (rows) => {
      const { trials } = trialsOf({
        owners,
        names,
        exports: { sessions: sessions(...rows) },
        events: [audited(8222, "21:00", "HV01.corp.example", 1), audited(8223, "21:02", "PROXY01.corp.example", 2)],
      });
      expect(trials.map((trial) => [shown(trial), proofs(trial).slice(1)])).toEqual([
        ["21:00-21:10 passed Disk 1@HV01 by PROXY01", ["event 1", "event 2"]],
        ["21:00-21:10 failed Disk 2@? by PROXY01", []],
      ]);
    },
  );

  test("a number that was used again days before is another snapshot", () => {
    const [row, earlier] = sessions({ ran: "21:00-21:10", snapshot: SET }, { ran: "21:00-21:10", snapshot: SET });
    if (row === undefined || earlier === undefined) throw new Error("no rows");
    const days = 3n * 864_000_000_000n;
    const { trials } = trialsOf({
      owners,
      names,
      exports: { sessions: [row, { ...earlier, start: earlier.start - days, end: earlier.end - days }] },
      events: [audited(8222, "21:00", "HV01.corp.example", 1), audited(8223, "21:02", "PROXY01.corp.example", 2)],
    });
    expect(trials.map(proofs)).toEqual([["sessions.csv 3"], ["sessions.csv 2", "event 1", "event 2"]]);
  });

  test("a set that nobody tried to import is no backup off the host", () => {
    expect(trialsOf({ owners, names, events: [audited(8222, "21:00", "HV01.corp.example", 1)] }).trials).toEqual([]);
  });
});

describe("Veeam's events", () => {
  function taskFinished(
    clock: string,
    recordId: number,
    status: string,
    more: Record<string, string> = {},
  ): EventEvidence {
    const fields = { JobSessionID: "s1", JobID: "j1", Status: status, VmName: "app", SourceHostName: "HV09", ...more };
    const names = [
      "JobSessionID",
      "JobID",
      "JobType",
      "TaskSessionID",
      "OibID",
      "OriginalOibID",
      "CreationTime",
      "Status",
    ];
    const rest = ["JobDescription", "SourceHostName", "VmRef", "VmName", "TransferredGb", "Platform", "IsRetry"];
    const all = [...names, ...rest, "SourceType", "VbrHostName", "VbrVersion"];
    const values: Readonly<Record<string, string>> = fields;
    return event({
      ...{
        time: time(clock),
        recordId,
        computer: "VBR01",
        provider: "Veeam MP",
        eventId: 150,
        channel: "Veeam Backup",
      },
      data: all.map((name) => ({ name, value: values[name] ?? "" })),
    });
  }

  test("are trials of the volume on which the machine lies", () => {
    const { trials } = trialsOf({
      exports: { placement: [placement("app", "Disk 1")] },
      events: [
        taskFinished("21:05", 1, "2", { CreationTime: "2026-09-10T21:00:00Z" }),
        taskFinished("22:05", 2, "3", { CreationTime: "9/10/2026 10:00:00 PM" }),
      ],
    });
    expect(trials.map(shown)).toEqual([
      "21:00-21:05 failed Disk 1@HV01 by null",
      "22:05-22:05 passed Disk 1@HV01 by null",
    ]);
    expect(trials.map(({ vmHosts }) => vmHosts)).toEqual([["HV09"], ["HV09"]]);
  });

  test("that a list has too are further proofs of its rows", () => {
    const { trials } = trialsOf({
      exports: { sessions: sessions({ ran: "21:00-21:05", result: "failed", vm: "APP" }) },
      events: [taskFinished("21:06", 4, "2")],
    });
    expect(trials.map((trial) => [shown(trial), proofs(trial)])).toEqual([
      ["21:00-21:05 failed Disk 1@HV01 by PROXY01", ["sessions.csv 2", "event 4"]],
    ]);
  });

  test("have the name of their job from the event of its session", () => {
    const jobFinished = event({
      ...{ time: time("21:10"), recordId: 2, computer: "VBR01", provider: "Veeam MP", eventId: 190 },
      channel: "Veeam Backup",
      data: [
        { name: "JobSessionID", value: "s1" },
        { name: "JobID", value: "j1" },
        { name: "JobResult", value: "2" },
        { name: "JobName", value: "Nightly 1" },
      ],
    });
    const { trials } = trialsOf({
      exports: { placement: [placement("app", "Disk 1"), placement("web", "Disk 1", { line: 3 })] },
      events: [
        taskFinished("21:05", 1, "2"),
        taskFinished("22:05", 3, "0", { VmName: "web", JobSessionID: "s2", JobID: "j2" }),
        jobFinished,
      ],
    });
    expect(trials.map(({ vms, job }) => [vms, job])).toEqual([
      [["app"], "Nightly 1"],
      [["web"], "j2"],
    ]);
  });
});
