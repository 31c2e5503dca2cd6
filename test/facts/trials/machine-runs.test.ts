import { describe, expect, test } from "vitest";
import { placement, proofs, type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

const MACHINES = ["app", "sql", "web"].map((vm) => placement(vm, "Disk 1"));

function trialsOfMachines(rows: readonly SessionGiven[], more: Parameters<typeof trialsOf>[0] = {}) {
  const given = rows.map((row) => ({ volume: null, ...row }));
  return trialsOf({ exports: { sessions: sessions(...given), placement: MACHINES }, ...more }).trials;
}

describe("machines of one volume that ran together and ended alike are one trial, for one snapshot served them all", () => {
  test("three that fail in one night are one failure, proven by all their rows", () => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:05", vm: "app", result: "failed" },
      { ran: "21:00-21:05", vm: "sql", result: "failed" },
      { ran: "21:03-21:09", vm: "web", result: "failed" },
    ]);
    expect(trials.map(shown)).toEqual(["21:00-21:09 failed Disk 1@HV01 by PROXY01"]);
    expect(trials.map(({ vms }) => vms)).toEqual([["app", "sql", "web"]]);
    expect(trials.map(proofs)).toEqual([["sessions.csv 2", "sessions.csv 3", "sessions.csv 4"]]);
  });

  test("one that begins within five minutes of the others' end is of them, and one that begins later is not", () => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:05", vm: "app" },
      { ran: "21:10-21:15", vm: "sql" },
      { ran: "21:21-21:25", vm: "web" },
    ]);
    expect(trials.map(shown)).toEqual([
      "21:00-21:15 passed Disk 1@HV01 by PROXY01",
      "21:21-21:25 passed Disk 1@HV01 by PROXY01",
    ]);
  });

  test("the longest of them tells when they ended, also where shorter ones began after it", () => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:20", vm: "app" },
      { ran: "21:02-21:05", vm: "sql" },
      { ran: "21:24-21:25", vm: "web" },
    ]);
    expect(trials.map(shown)).toEqual(["21:00-21:25 passed Disk 1@HV01 by PROXY01"]);
  });

  test("one that is among them already, however it is spelt, begins another trial", () => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:05", vm: "app" },
      { ran: "21:01-21:05", vm: "Sql" },
      { ran: "21:06-21:08", vm: "SQL" },
    ]);
    expect(trials.map(({ vms }) => vms)).toEqual([["Sql", "app"], ["SQL"]]);
  });

  test("one that is tried again is of its own first attempt, and not of the others", () => {
    const trials = trialsOfMachines([
      { ran: "20:00-20:01", vm: "sql", result: "failed", isRetry: false },
      { ran: "21:00-21:05", vm: "app", result: "failed", isRetry: false },
      { ran: "21:02-21:06", vm: "sql", result: "failed", isRetry: true },
    ]);
    expect(trials.map(shown)).toEqual([
      "20:00-20:01 failed Disk 1@HV01 by PROXY01 in 2 attempts",
      "21:00-21:05 failed Disk 1@HV01 by PROXY01",
    ]);
  });

  test("the hosts of all of them are told, and the machines in order", () => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:05", vm: "web", host: "HV09" },
      { ran: "21:01-21:05", vm: "app", host: "HV08" },
    ]);
    expect(trials.map(({ vms, vmHosts }) => ({ vms, vmHosts }))).toEqual([
      { vms: ["app", "web"], vmHosts: ["HV08", "HV09"] },
    ]);
  });

  test("twelve rows prove them, however many there are", () => {
    const vms = Array.from({ length: 20 }, (_, index) => `vm-${index}`);
    const rows = vms.map((vm): SessionGiven => ({ ran: "21:00-21:05", volume: "Disk 1", vm }));
    const [trial, ...others] = trialsOfMachines(rows);
    expect([trial?.vms.length, proofs(trial).length, others]).toEqual([20, 12, []]);
  });

  test("those that passed and those that failed stay apart, so that a machine that always fails is seen", () => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:05", vm: "app" },
      { ran: "21:00-21:05", vm: "sql", result: "failed" },
      { ran: "21:00-21:05", vm: "web", result: "warning" },
    ]);
    expect(trials.map((trial) => `${trial.isFailed ? "failed" : "passed"} ${trial.vms.join("+")}`)).toEqual([
      "passed app+web",
      "failed sql",
    ]);
  });

  test.each<[string, Partial<SessionGiven>]>([
    ["another job", { job: "Weekly" }],
    ["another proxy", { proxy: "PROXY02" }],
    ["another snapshot", { snapshot: "7" }],
  ])("of %s it is a trial of its own", (_, other) => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:05", vm: "app" },
      { ran: "21:00-21:05", vm: "sql", ...other },
    ]);
    expect(trials.map(({ vms }) => vms)).toHaveLength(2);
  });

  test("a machine that is tried again at once begins no second trial, nor do the others with it", () => {
    const trials = trialsOfMachines([
      { ran: "21:00-21:01", vm: "app", result: "failed" },
      { ran: "21:00-21:01", vm: "sql", result: "failed" },
      { ran: "21:03-21:05", vm: "app", result: "failed" },
      { ran: "21:03-21:05", vm: "sql", result: "failed" },
    ]);
    expect(trials.map(shown)).toEqual(["21:00-21:01 failed Disk 1@HV01 by PROXY01 in 2 attempts"]);
  });

  test("the owner that took over in between has a trial of its own", () => {
    const owners = {
      "Disk 1": [
        ["00:00", "HV01"],
        ["21:06", "HV02"],
      ],
    } as const;
    const trials = trialsOfMachines(
      [
        { ran: "21:00-21:05", vm: "app", result: "failed" },
        { ran: "21:07-21:09", vm: "sql", result: "failed" },
      ],
      { owners },
    );
    expect(trials.map(shown)).toEqual([
      "21:00-21:05 failed Disk 1@HV01 by PROXY01",
      "21:07-21:09 failed Disk 1@HV02 by PROXY01",
    ]);
  });

  test("machines of an owner that nobody knows are not joined", () => {
    const trials = trialsOfMachines(
      [
        { ran: "21:00-21:05", vm: "app" },
        { ran: "21:00-21:05", vm: "sql" },
      ],
      { owners: { "Disk 1": [] } },
    );
    expect(trials.map(shown)).toEqual([
      "21:00-21:05 passed Disk 1@? by PROXY01",
      "21:00-21:05 passed Disk 1@? by PROXY01",
    ]);
  });

  test("the order of the rows changes nothing", () => {
    const rows: readonly SessionGiven[] = [
      { ran: "21:00-21:05", vm: "app" },
      { ran: "21:00-21:05", vm: "sql", result: "failed" },
      { ran: "21:02-21:07", vm: "web", result: "failed" },
    ];
    const given = sessions(...rows.map((row) => ({ volume: null, ...row })));
    const [first, second] = [given, given.toReversed()].map((order) =>
      trialsOf({ exports: { sessions: order, placement: MACHINES } }).trials.map((trial) => [
        shown(trial),
        proofs(trial),
      ]),
    );
    expect(second).toEqual(first);
  });
});
