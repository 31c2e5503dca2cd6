import { describe, expect, test } from "vitest";
import { placement, type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

const PLACED = [placement("app", "Disk 1"), placement("sql", "Disk 1")];
const JOB = { volume: null, proxy: null } as const;

function task(ran: string, more: Partial<SessionGiven> = {}): SessionGiven {
  return { ran, volume: null, vm: "app", proxy: null, ...more };
}

/** Trials, and what was left out: `volume-not-told 1 at sessions.csv 2`. */
function derived(rows: readonly SessionGiven[], more: Parameters<typeof trialsOf>[0] = {}) {
  const { trials, leftOut } = trialsOf({ exports: { sessions: sessions(...rows), placement: PLACED }, ...more });
  const left = leftOut.map(({ code, count, evidence: [first] }) => {
    const where = first.kind === "row" ? `${first.file} ${first.line}` : first.kind;
    return `${code} ${count} at ${where}`;
  });
  return { trials: trials.map(shown), left };
}

describe("a run of a job whose tasks are given", () => {
  test("is told by them, whatever became of it", () => {
    const rows: readonly SessionGiven[] = [
      { ran: "21:00-21:30", ...JOB, result: "failed" },
      task("21:01-21:10", { result: "failed" }),
      task("21:10-21:29", { vm: "sql" }),
      { ran: "22:00-22:30", ...JOB },
      task("22:01-22:29"),
    ];
    expect(derived(rows)).toEqual({
      trials: [
        "21:01-21:10 failed Disk 1@HV01 by null",
        "21:10-21:29 passed Disk 1@HV01 by null",
        "22:01-22:29 passed Disk 1@HV01 by null",
      ],
      left: ["told-by-tasks 2 at sessions.csv 2"],
    });
  });

  test("is told by tasks whose volume is not known, which then are what is not told", () => {
    const rows = [{ ran: "21:00-21:30", ...JOB }, task("21:01-21:10", { vm: "lost" })];
    expect(derived(rows).left).toEqual(["machine-not-placed 1 at sessions.csv 3", "told-by-tasks 1 at sessions.csv 2"]);
  });

  test("may be spelt in another case, and end up to a minute before its last task", () => {
    const rows = [{ ran: "21:00-21:30", ...JOB, job: "NIGHTLY " }, task("21:01-21:31")];
    expect(derived(rows).left).toEqual(["told-by-tasks 1 at sessions.csv 2"]);
  });

  test("may begin up to a minute after its first task", () => {
    const rows = [{ ran: "21:00-21:30", ...JOB }, task("20:59-21:10")];
    expect(derived(rows).left).toEqual(["told-by-tasks 1 at sessions.csv 2"]);
  });

  test("is told by one within its time, though another of the job's goes on after it", () => {
    const rows = [{ ran: "21:00-21:30", ...JOB }, task("21:01-22:30"), task("21:05-21:10", { vm: "sql" })];
    expect(derived(rows).left).toEqual(["told-by-tasks 1 at sessions.csv 2"]);
  });

  test("may have been an hour later where its local time occurs twice", () => {
    const rows = [{ ran: "20:00-20:30", ...JOB, isTimeAmbiguous: true }, task("21:01-21:10")];
    expect(derived(rows).left).toEqual(["told-by-tasks 1 at sessions.csv 2"]);
  });

  test("that failed though all of them passed is a failure that is laid to nobody", () => {
    const rows = [
      { ran: "21:00-21:30", ...JOB, result: "failed" } as const,
      task("21:01-21:10"),
      task("21:10-21:29", { vm: "sql", result: "warning" }),
    ];
    expect(derived(rows).left).toEqual(["job-failed-alone 1 at sessions.csv 2"]);
  });

  test("failed as a task did in a snapshot that passed as a whole", () => {
    const rows = [
      { ran: "21:00-21:30", ...JOB, result: "failed" } as const,
      task("21:01-21:10", { snapshot: "s", result: "failed" }),
      task("21:01-21:10", { snapshot: "s", vm: "sql" }),
    ];
    expect(derived(rows).left).toEqual([
      "failed-within-snapshot 1 at sessions.csv 3",
      "told-by-tasks 1 at sessions.csv 2",
    ]);
  });

  test("stays told where the window that was asked for ends before they begin", () => {
    const rows = [{ ran: "21:00-21:30", ...JOB }, task("21:10-21:29")];
    expect(derived(rows, { until: "21:05" })).toEqual({ trials: [], left: ["told-by-tasks 1 at sessions.csv 2"] });
  });
});

describe("a run of a job is not told", () => {
  test.each([
    ["without any task", []],
    ["by the tasks of another job", [task("21:01-21:10", { job: "Weekly" })]],
    ["by tasks of another run, earlier or later", [task("20:00-20:10"), task("21:31-21:40"), task("20:50-21:05")]],
    ["by a task that began two minutes before it", [task("20:58-21:10")]],
    ["by a task that ended two minutes after it", [task("21:01-21:32")]],
    ["by a task that names no job", [task("21:01-21:10", { job: null })]],
  ])("%s", (_, tasks) => {
    expect(derived([{ ran: "21:00-21:30", ...JOB }, ...tasks]).left).toEqual(["volume-not-told 1 at sessions.csv 2"]);
  });
});

describe("where both lists have the runs' ids", () => {
  test("these alone tell: whatever the names, and not by the tasks of another server's job of that name", () => {
    const rows = [
      { ran: "21:00-21:30", ...JOB, job: "Nightly (Incremental)", run: "{A1}" },
      task("21:01-21:10", { run: "a1" }),
      { ran: "22:00-22:30", ...JOB, run: "b1" },
      task("22:01-22:10", { run: "b2" }),
    ];
    expect(derived(rows).left).toEqual(["told-by-tasks 1 at sessions.csv 2", "volume-not-told 1 at sessions.csv 4"]);
  });

  test("these alone tell, also of a run whose job has no name", () => {
    const rows = [{ ran: "21:00-21:30", ...JOB, job: null, run: "a1" }, task("21:01-21:10", { run: "a1" })];
    expect(derived(rows).left).toEqual(["told-by-tasks 1 at sessions.csv 2"]);
  });

  test("a list without them is joined by name and time", () => {
    const rows = [{ ran: "21:00-21:30", ...JOB, run: "a1" }, task("21:01-21:10")];
    expect(derived(rows).left).toEqual(["told-by-tasks 1 at sessions.csv 2"]);
    const byTask = [{ ran: "21:00-21:30", ...JOB }, task("21:01-21:10", { run: "a1" })];
    expect(derived(byTask).left).toEqual(["told-by-tasks 1 at sessions.csv 2"]);
  });
});

test("a hundred thousand runs with tasks that lie beside them are soon told apart", { timeout: 10_000 }, () => {
  const rows = Array.from({ length: 50_000 }, (_, index) => [
    { ran: "21:00-21:30", ...JOB, result: "failed" } as const,
    task("21:05-21:10", { vm: `vm-${index}` }),
  ]).flat();
  expect(derived(rows).left).toEqual([
    "job-failed-alone 50000 at sessions.csv 2",
    "machine-not-placed 50000 at sessions.csv 3",
  ]);
});
