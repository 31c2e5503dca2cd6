import { describe, expect, test } from "vitest";
import { resourceHostCrashes } from "../../src/checks/resource-host-crashes.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, VMMS_ADMIN } from "../evidence/build-evidence.ts";
import {
  applicationCrashed,
  clusterResourceFailed,
  clusterResourceTimedOut,
  resourceHostTerminated,
  unnamed,
} from "../evidence/known-failures.ts";

function evaluate(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = [log("HV01", "System")],
): ReturnType<typeof resourceHostCrashes.evaluate> {
  return resourceHostCrashes.evaluate(deriveFacts(evidenceOf(events, logs)));
}

/** One crash as it stands in both logs. `at`: date and hour. */
function crash(at: string, computer = "HV01.corp.example"): readonly EventEvidence[] {
  return [
    clusterResourceTimedOut({ time: `${at}:00:00Z`, computer, recordId: 1 }),
    resourceHostTerminated({ time: `${at}:00:04Z`, computer, recordId: 2 }),
    applicationCrashed({ time: `${at}:01:30Z`, computer, recordId: 3 }),
  ];
}

/** Of each finding or note: crashes, resources, record ids. */
function shape(outcome: ReturnType<typeof evaluate>): unknown {
  if (outcome.status === "not-applicable") return [];
  const shown = outcome.status === "fail" ? outcome.findings : outcome.notes;
  return shown.map(({ arguments: given, evidence }) => [
    given["crashes"],
    given["resources"],
    evidence.map((ref) => (ref.kind === "event" ? ref.recordId : null)),
  ]);
}

const named = (...values: readonly string[]): unknown => ({ kind: "names", values });
const count = (value: number): unknown => ({ kind: "count", value });
const NOT_SHOWN = { kind: "text", value: "not shown" };

describe("fails", () => {
  test("from two crashes in a week on, with one finding per storm that names the resource and every record", () => {
    const outcome = evaluate([...crash("2025-06-02T03"), ...crash("2025-06-04T03")]);
    expect(outcome).toMatchObject({
      status: "fail",
      reason: {
        code: "summary",
        arguments: { crashes: { value: 2 }, hosts: { values: ["HV01"] }, storms: { value: 2 } },
      },
      findings: [
        {
          severity: "warning",
          subject: { kind: "node", name: "HV01" },
          arguments: { span: { first: ticks("2025-06-02T03:00:00Z"), last: ticks("2025-06-02T03:01:30Z") } },
          eventKinds: [
            { provider: "Application Error", id: 1000 },
            { provider: "Microsoft-Windows-FailoverClustering", id: 1146 },
            { provider: "Microsoft-Windows-FailoverClustering", id: 1230 },
          ],
        },
        {},
      ],
    });
    expect(shape(outcome)).toEqual([
      [count(1), named("Virtual Machine VM17"), ["1", "2", "3"]],
      [count(1), named("Virtual Machine VM17"), ["1", "2", "3"]],
    ]);
  });

  test("crashes at most 30 minutes apart are one finding with a count", () => {
    const times = ["03:00", "03:10", "03:20"];
    const outcome = evaluate(
      times.map((at, recordId) => resourceHostTerminated({ time: `2025-06-02T${at}:00Z`, recordId })),
    );
    expect([outcome.status, shape(outcome)]).toEqual(["fail", [[count(3), NOT_SHOWN, ["0", "1", "2"]]]]);
  });

  test("a storm without an end is no single crash: 5 minutes after its first record a new one begins", () => {
    const everyMinute = Array.from({ length: 7 }, (_, minute) =>
      resourceHostTerminated({ time: `2025-06-02T03:0${minute}:00Z`, recordId: minute }),
    );
    expect(shape(evaluate(everyMinute))).toEqual([[count(2), NOT_SHOWN, ["0", "1", "2", "3", "4", "5", "6"]]]);
  });

  test("for each host by its own count, whatever its name", () => {
    const outcome = evaluate([
      ...crash("2025-06-02T03", "alpha"),
      ...crash("2025-06-03T03", "alpha"),
      ...crash("2025-06-03T03"),
    ]);
    expect(outcome).toMatchObject({
      status: "fail",
      reason: { arguments: { hosts: { values: ["ALPHA"] } } },
      notes: [{ severity: "info", subject: { name: "HV01" } }],
    });
  });
});

describe("the resource of a crash", () => {
  const terminated = resourceHostTerminated({ time: "2025-06-02T03:04:00Z", recordId: 2 });

  test("is that of the last 1069 of the host before it, which then stands in the proof", () => {
    const outcome = evaluate([
      clusterResourceFailed({ time: "2025-06-02T03:01:00Z", recordId: 7, data: unnamed("Early", "Role") }),
      clusterResourceFailed({ time: "2025-06-02T03:02:00Z", recordId: 8 }),
      clusterResourceFailed({
        time: "2025-06-02T03:03:00Z",
        recordId: 9,
        computer: "HV02",
        data: unnamed("Other", "x"),
      }),
      clusterResourceFailed({ time: "2025-06-02T03:05:00Z", recordId: 10, data: unnamed("Later", "Role") }),
      terminated,
    ]);
    expect(shape(outcome)).toEqual([[count(1), named("Virtual Machine VM17"), ["8", "2"]]]);
  });

  test("is not that of a 1069 more than 5 minutes before", () => {
    const early = clusterResourceFailed({ time: "2025-06-02T02:58:59Z", recordId: 8 });
    expect(shape(evaluate([early, terminated]))).toEqual([[count(1), NOT_SHOWN, ["2"]]]);
  });

  test.each([
    ["three data of the older version", unnamed("Disk 3", "Physical Disk", "clusres.dll"), named("Disk 3")],
    ["no data", [], NOT_SHOWN],
    ["an empty name", unnamed(" ", "Physical Disk", "clusres.dll"), NOT_SHOWN],
    ["a name of many characters", unnamed("é".repeat(200), "t", "d"), named(`${"é".repeat(80)}...`)],
  ])("is read from a 1230 with %s", (_, data, resources) => {
    expect(shape(evaluate([clusterResourceTimedOut({ time: "2025-06-02T03:00:00Z", data })]))).toEqual([
      [count(1), resources, ["1"]],
    ]);
  });

  test("is cut between characters, never within one", () => {
    const data = unnamed("\u{1f4be}".repeat(100), "t", "d");
    expect(shape(evaluate([clusterResourceTimedOut({ time: "2025-06-02T03:00:00Z", data })]))).toEqual([
      [count(1), named(`${"\u{1f4be}".repeat(80)}...`), ["1"]],
    ]);
  });

  test("of crashes with many resources, six are named and the rest counted", () => {
    const events = Array.from({ length: 9 }, (_, index) =>
      clusterResourceTimedOut({ time: "2025-06-02T03:00:00Z", recordId: index, data: unnamed(`R${index}`, "t", "d") }),
    );
    expect(shape(evaluate(events))).toMatchObject([
      [count(1), named("R0", "R1", "R2", "R3", "R4", "R5", "3 more"), { length: 9 }],
    ]);
  });
});

describe("of Application Error 1000", () => {
  const times = ["02", "04"].map((day) => `2025-06-${day}T03:00:00Z`);
  test.each([
    ["rhs.exe in any case", unnamed("RHS.exe", "10.0"), true],
    ["its path in its place", unnamed("C:\\Windows\\Cluster\\rhs.exe", "10.0"), true],
    ["another program", unnamed("vmms.exe", "10.0"), false],
    ["a program whose name ends alike", unnamed("notrhs.exe", "10.0"), false],
    ["the module rhs.exe of another program", unnamed("x.exe", "1", "2", "rhs.exe"), false],
    ["no data", [], false],
    ["one string, which may be any", unnamed("rhs.exe"), false],
  ])("%s counts or not", (_, data, counts) => {
    expect(evaluate(times.map((time) => applicationCrashed({ time, data }))).status).toBe(counts ? "fail" : "pass");
  });
});

describe("passes", () => {
  test("with a note for a single crash, and for two more than a week apart", () => {
    expect(evaluate(crash("2025-06-02T03"))).toMatchObject({
      status: "pass",
      reason: { code: "below-threshold" },
      notes: [{ code: "storm", severity: "info" }],
    });
    expect(evaluate([...crash("2025-06-02T03"), ...crash("2025-06-10T03")]).status).toBe("pass");
  });

  test("with failed resources alone: they crash nothing", () => {
    const failed = ["02", "03"].map((day) => clusterResourceFailed({ time: `2025-06-${day}T03:00:00Z` }));
    expect(evaluate(failed)).toMatchObject({ status: "pass", notes: [] });
  });
});

describe("cannot say that nothing happened", () => {
  test.each([
    ["no System log was given", [log("HV01", "Application")], "not-applicable", "no-log-of-channel"],
    [
      "a known node's System log is missing",
      [log("HV01", "System"), log("HV02", VMMS_ADMIN)],
      "inconclusive",
      "channel-missing",
    ],
    ["the System log is damaged", [log("HV01", "System", { status: "damaged" })], "inconclusive", "damaged-logs"],
  ])("when %s", (_, logs, status, code) => {
    expect(evaluate([], logs)).toMatchObject({ status, reason: { code } });
  });

  test("when one crash stands in Application and no System log was given: it is not lost", () => {
    const events = [applicationCrashed({ time: "2025-06-02T03:00:00Z" })];
    expect(evaluate(events, [log("HV01", "Application")])).toMatchObject({
      status: "inconclusive",
      notes: [{ severity: "info", subject: { name: "HV01" } }],
    });
  });
});
