import { describe, expect, test } from "vitest";
import { placement, proofs, type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

const OWNERS = { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] } as const;
/** Two volumes in one snapshot, which failed. */
const SET: readonly SessionGiven[] = [
  { ran: "21:00-21:05", volume: "Disk 1", vm: "app", result: "failed", isRetry: false, snapshot: "s1" },
  { ran: "21:00-21:05", volume: "Disk 2", vm: "sql", result: "failed", isRetry: false, snapshot: "s1" },
];

function shownTrials(rows: readonly SessionGiven[], more: Parameters<typeof trialsOf>[0] = {}): readonly string[] {
  return trialsOf({ owners: OWNERS, exports: { sessions: sessions(...rows) }, ...more }).trials.map(shown);
}

describe("a retry of some volumes of a set that failed", () => {
  test("under the same owners is no second trial, through whatever snapshot, job and proxy", () => {
    const retry = {
      volume: "Disk 2",
      vm: "SQL",
      isRetry: true,
      snapshot: "s2",
      proxy: "PROXY02",
      job: "Again",
    } as const;
    const { trials } = trialsOf({
      owners: OWNERS,
      exports: {
        sessions: sessions(
          ...SET,
          { ran: "21:15-21:20", ...retry, result: "failed" },
          { ran: "21:30-21:35", ...retry, snapshot: null },
        ),
      },
    });
    expect(trials.map(shown)).toEqual(["21:00-21:05 failed Disk 1@HV01+Disk 2@HV02 by PROXY01 in 3 attempts"]);
    expect(trials.map(proofs)).toEqual([["sessions.csv 2", "sessions.csv 3", "sessions.csv 4"]]);
  });

  test("whose owner changed since is a trial of the new owner, and what follows it is tried again from there", () => {
    const owners = {
      ...OWNERS,
      "Disk 2": [
        ["00:00", "HV02"],
        ["21:10", "HV03"],
        ["21:25", "HV02"],
      ],
    } as const;
    const rows: readonly SessionGiven[] = [
      ...SET,
      { ran: "21:15-21:20", volume: "Disk 2", isRetry: true, snapshot: "s2" },
      { ran: "21:30-21:35", volume: "Disk 2", isRetry: true, snapshot: "s3" },
    ];
    expect(shownTrials(rows, { owners })).toEqual([
      "21:00-21:05 failed Disk 1@HV01+Disk 2@HV02 by PROXY01",
      "21:15-21:20 passed Disk 2@HV03 by PROXY01",
      "21:30-21:35 passed Disk 2@HV02 by PROXY01",
    ]);
  });

  test("is none of a set that passed, of another volume, or of another machine", () => {
    const passed = SET.map((row): SessionGiven => ({ ...row, result: "success" }));
    const again = { ran: "21:15-21:20", isRetry: true, snapshot: "s2" } as const;
    expect(shownTrials([...passed, { ...again, volume: "Disk 2" }])).toHaveLength(2);
    expect(shownTrials([...SET, { ...again, volume: "Disk 9" }])).toHaveLength(2);
    expect(shownTrials([...SET, { ...again, volume: "Disk 2", vm: "web" }])).toHaveLength(2);
  });

  test("of more than the set is a trial of its own", () => {
    const [first] = SET;
    if (first === undefined) throw new Error("no row");
    const rows: readonly SessionGiven[] = [
      first,
      { ran: "21:15-21:20", volume: "Disk 1", vm: "app", isRetry: true, snapshot: "s2" },
      { ran: "21:15-21:20", volume: "Disk 2", vm: "sql", isRetry: true, snapshot: "s2" },
    ];
    expect(shownTrials(rows)).toHaveLength(2);
  });

  test.each([
    ["of the same job soon after", { ran: "21:15-21:20" }, 1],
    ["of another job", { ran: "21:15-21:20", job: "Other" }, 2],
    ["of another proxy", { ran: "21:15-21:20", proxy: "PROXY02" }, 2],
    ["later than half an hour", { ran: "21:36-21:40" }, 2],
    ["which began before the set had ended", { ran: "21:04-21:20" }, 2],
    ["told to be no retry", { ran: "21:15-21:20", isRetry: false }, 2],
  ] as const)("where nothing tells it: an attempt %s", (_, more, count) => {
    const rows = SET.map((row): SessionGiven => ({ ...row, isRetry: null }));
    expect(shownTrials([...rows, { volume: "Disk 2", vm: "sql", snapshot: "s2", ...more }])).toHaveLength(count);
  });
});

describe("machines of a set that failed", () => {
  const MACHINES = ["app", "sql", "web", "db", "dc", "fs", "ts"];
  const failed = MACHINES.map((vm): SessionGiven => ({ ran: "21:00-21:05", vm, result: "failed", snapshot: "s1" }));

  test("have each their own five tries: seven that are tried again once, beside each other, are one trial with its retries", () => {
    const retries = MACHINES.map(
      (vm, index): SessionGiven => ({ ran: `21:1${index}-21:20`, vm, snapshot: `r${index}` }),
    );
    expect(shownTrials([...failed, ...retries])).toEqual(["21:00-21:05 failed Disk 1@HV01 by PROXY01 in 8 attempts"]);
  });

  test("that passed when tried again start anew with what follows", () => {
    const rows: readonly SessionGiven[] = [
      ...failed,
      { ran: "21:10-21:12", vm: "app" },
      { ran: "21:20-21:22", vm: "app", result: "failed" },
    ];
    expect(shownTrials(rows)).toEqual([
      "21:00-21:05 failed Disk 1@HV01 by PROXY01 in 2 attempts",
      "21:20-21:22 failed Disk 1@HV01 by PROXY01",
    ]);
  });

  test("with disks on two volumes may be tried again without one of these", () => {
    const { trials } = trialsOf({
      owners: OWNERS,
      exports: {
        sessions: sessions(
          { ran: "21:00-21:05", volume: null, vm: "sql", result: "failed" },
          { ran: "21:15-21:20", volume: "Disk 2", vm: "sql" },
        ),
        placement: [placement("sql", "Disk 1"), placement("sql", "Disk 2")],
      },
    });
    expect(trials.map(shown)).toEqual(["21:00-21:05 failed Disk 1@HV01+Disk 2@HV02 by PROXY01 in 2 attempts"]);
  });

  test("are not what an attempt on the volume alone tries again", () => {
    const rows: readonly SessionGiven[] = [{ ran: "21:00-21:05", vm: "app", result: "failed" }, { ran: "21:15-21:20" }];
    expect(shownTrials(rows)).toHaveLength(2);
  });
});

test("a machine that failed in a snapshot that passed is tried again in a snapshot of its own: no second trial", () => {
  const rows: readonly SessionGiven[] = [
    { ran: "21:00-21:05", vm: "app", result: "failed", isRetry: false, snapshot: "s1" },
    { ran: "21:00-21:05", vm: "sql", isRetry: false, snapshot: "s1" },
    { ran: "21:15-21:20", vm: "app", isRetry: true, snapshot: "s2" },
  ];
  expect(shownTrials(rows)).toEqual(["21:00-21:05 passed Disk 1@HV01 by PROXY01 in 2 attempts"]);
});

describe("a set of rows", () => {
  const retry = { ran: "21:15-21:20", isRetry: true, snapshot: "s2" } as const;
  const first = SET.map((row): SessionGiven => ({ ...row, isRetry: null }));
  const count = (...rows: readonly SessionGiven[]): number => shownTrials([...first, ...rows]).length;

  test("is a retry where all of them are told to be, and none where some are not", () => {
    expect(count({ ...retry, volume: "Disk 1" }, { ...retry, volume: "Disk 2" })).toBe(1);
    expect(count({ ...retry, volume: "Disk 1" }, { ...retry, volume: "Disk 2", isRetry: false })).toBe(2);
    expect(count({ ...retry, volume: "Disk 1" }, { ...retry, volume: "Disk 2", isRetry: null })).toBe(2);
  });
});

describe("a failure that passed when tried again", () => {
  function passedAgain(rows: readonly SessionGiven[]): readonly boolean[] {
    return trialsOf({ owners: OWNERS, exports: { sessions: sessions(...rows) } }).trials.map(
      (trial) => trial.passedAgain,
    );
  }
  const again = (volume: string, more: Partial<SessionGiven> = {}): SessionGiven => {
    return { ran: "21:15-21:20", volume, isRetry: true, snapshot: `again ${volume}`, ...more };
  };

  test("is one whose volumes all passed in the end, each in whatever retry", () => {
    expect(passedAgain([...SET, again("Disk 1"), again("Disk 2")])).toEqual([true]);
    expect(passedAgain([...SET, again("Disk 1", { result: "failed" }), again("Disk 2")])).toEqual([false]);
    expect(passedAgain([...SET, again("Disk 1")])).toEqual([false]);
  });

  test("is none where only some of its machines passed in the end", () => {
    const machines = ["app", "sql", "web"];
    const failed = machines.map((vm): SessionGiven => ({ ran: "21:00-21:05", vm, result: "failed", isRetry: false }));
    const retried = (...passing: readonly string[]): readonly SessionGiven[] =>
      machines.map((vm) => ({
        ...{ ran: "21:15-21:20", vm, isRetry: true },
        result: passing.includes(vm) ? "success" : "failed",
      }));
    expect(passedAgain([...failed, ...retried("web")])).toEqual([false]);
    expect(passedAgain([...failed, ...retried("web").slice(2)])).toEqual([false]);
    expect(passedAgain([...failed, ...retried(...machines)])).toEqual([true]);
  });

  test("is none that was not tried again, and none that passed at once", () => {
    expect(passedAgain(SET)).toEqual([false]);
    const passed = { ran: "21:00-21:05" } as const;
    expect(passedAgain([passed, { ran: "21:15-21:20", isRetry: true }])).toEqual([false]);
  });
});

test("fifty thousand machines of one set, each tried again, are one trial soon", { timeout: 10_000 }, () => {
  const machines = Array.from({ length: 50_000 }, (_, index) => `vm-${index}`);
  const rows = machines.flatMap((vm): readonly SessionGiven[] => [
    { ran: "21:00-21:05", vm, result: "failed", snapshot: "s" },
    { ran: "21:10-21:15", vm, isRetry: true, job: `Again ${vm}` },
  ]);
  expect(shownTrials(rows)).toEqual(["21:00-21:05 failed Disk 1@HV01 by PROXY01 in 50001 attempts"]);
});
