import { describe, expect, test } from "vitest";
import { snapshotImportFailed } from "../../src/checks/snapshot-import-failed.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, unreadableLog, vendorEvent, vssImportFailed } from "../evidence/build-evidence.ts";

const APPLICATION = log("PROXY01", "Application");

function evaluate(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = [APPLICATION],
  since: string | null = null,
): ReturnType<typeof snapshotImportFailed.evaluate> {
  const window = { since: since === null ? null : ticks(since), until: null };
  return snapshotImportFailed.evaluate(deriveFacts(evidenceOf(events, logs, window)));
}

const threeNights = ["2025-06-02T22:00:00Z", "2025-06-03T22:00:00Z", "2025-06-04T22:00:00Z"];
const failures = threeNights.map((time, night) => vssImportFailed({ time, recordId: 100 + night }));

describe("fails", () => {
  test("from three failed imports within seven days on, with one finding per storm that names its records", () => {
    const [night = ""] = threeNights;
    const outcome = evaluate([...failures, vendorEvent({ time: night, recordId: 99 })]);
    expect(outcome).toMatchObject({
      status: "fail",
      reason: {
        code: "summary-mixed",
        arguments: {
          imports: { kind: "count", value: 3 },
          storms: { kind: "count", value: 3 },
          proxies: { kind: "names", values: ["PROXY01"] },
        },
      },
      notes: [],
    });
    expect(outcome.status === "fail" ? outcome.findings[0] : null).toEqual({
      code: "paired",
      severity: "critical",
      subject: { kind: "proxy", name: "PROXY01" },
      arguments: {
        imports: { kind: "count", value: 1 },
        span: { kind: "span", first: ticks(night), last: ticks(night) },
        paired: { kind: "count", value: 1 },
        providers: { kind: "names", values: ["Example SAN VSS Provider"] },
        codes: { kind: "names", values: ["0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR"] },
      },
      evidence: [
        {
          kind: "event",
          file: "PROXY01.corp.example/Application.evtx",
          channel: "Application",
          recordId: "99",
          time: "2025-06-02T22:00:00.0000000Z",
        },
        {
          kind: "event",
          file: "PROXY01.corp.example/Application.evtx",
          channel: "Application",
          recordId: "100",
          time: "2025-06-02T22:00:00.0000000Z",
        },
      ],
      eventKinds: [
        { provider: "Example SAN VSS Provider", id: 0, level: 2 },
        { provider: "VSS", id: 12293, level: 2 },
      ],
    });
  });

  const vendorEvents = threeNights.map((time, night) => vendorEvent({ time, recordId: 10 + night }));
  const otherCode = vssImportFailed({ time: "2025-06-05T22:00:00Z", data: [{ value: "0x80042308" }] });
  const retry = vssImportFailed({ time: "2025-06-02T22:10:00Z", recordId: 200 });
  test.each([
    ["provider and code, all paired", [...failures, ...vendorEvents], "summary-paired", ["storm", "storm", "storm"]],
    [
      "provider and code, one import bare",
      [...failures, ...vendorEvents, retry],
      "summary-partly-paired",
      ["storm-partly-paired", "storm", "storm"],
    ],
    ["only the code, all bare", failures, "summary-bare", ["storm", "storm", "storm"]],
    ["no code", [...failures, otherCode], "summary-mixed", ["bare", "bare", "bare", "bare"]],
    [
      "no provider",
      [...failures, ...vendorEvents.slice(1), vendorEvent({ time: threeNights[0] ?? "", provider: "Other" })],
      "summary-mixed",
      ["paired", "paired", "paired"],
    ],
  ])("says once in the summary what all storms share: %s", (_, events, summary, codes) => {
    const outcome = evaluate(events);
    expect(outcome.status === "fail" && [outcome.reason.code, outcome.findings.map(({ code }) => code)]).toEqual([
      summary,
      codes,
    ]);
  });

  test("for each proxy by its own count: another proxy's single failure stays a note", () => {
    const elsewhere = vssImportFailed({ time: "2025-06-02T22:00:00Z", computer: "PROXY02" });
    const outcome = evaluate([...failures, elsewhere]);
    expect(outcome.status === "fail" && outcome.findings.map(({ subject }) => subject.name)).toEqual(
      Array(3).fill("PROXY01"),
    );
    expect(outcome.status === "fail" && outcome.notes.map(({ subject, severity }) => [subject.name, severity])).toEqual(
      [["PROXY02", "info"]],
    );
  });

  test("though other logs are damaged or unreadable", () => {
    expect(evaluate(failures, [log("PROXY01", "Application", { status: "damaged" }), unreadableLog("x")]).status).toBe(
      "fail",
    );
  });
});

describe("says what the 12293s do not show", () => {
  const unreadable = threeNights.map((time, night) =>
    vssImportFailed({ time, recordId: 100 + night, data: [{ value: "Fehler [hr = 0x8004230f]" }] }),
  );

  test("failed imports without a readable routine count, with a note that names the first and the last", () => {
    const outcome = evaluate(unreadable);
    expect(outcome.status === "fail" && [outcome.findings.length, outcome.notes]).toMatchObject([
      3,
      [
        {
          code: "routine-unread",
          severity: "info",
          subject: { kind: "proxy", name: "PROXY01" },
          arguments: { imports: { kind: "count", value: 3 } },
          evidence: [{ recordId: "100" }, { recordId: "102" }],
        },
      ],
    ]);
  });

  test("failed calls of another routine are no failed imports, however many", () => {
    const others = threeNights.map((time, night) =>
      vssImportFailed({ time, recordId: 100 + night, data: [{ value: "" }, { value: "DeleteSnapshots({0})" }] }),
    );
    expect(evaluate(others)).toMatchObject({
      status: "pass",
      reason: { code: "below-threshold" },
      notes: [
        {
          code: "other-call",
          severity: "info",
          subject: { kind: "node", name: "PROXY01" },
          arguments: {
            calls: { value: 3 },
            routine: { kind: "text", value: "DeleteSnapshots" },
            codes: { kind: "text", value: "not shown" },
          },
          evidence: [{ recordId: "100" }, { recordId: "102" }],
        },
      ],
    });
  });
});

describe("passes", () => {
  test("when Application logs were read whole and hold none", () => {
    expect(evaluate([])).toEqual({
      status: "pass",
      reason: {
        code: "nothing-in-channel",
        arguments: { channel: { kind: "text", value: "Application" }, hosts: { kind: "names", values: ["PROXY01"] } },
      },
      notes: [],
    });
  });

  test("with a note for failures that stay isolated", () => {
    const weekApart = ["2025-06-02T22:00:00Z", "2025-06-02T22:10:00Z", "2025-06-09T22:00:00.0000001Z"];
    const outcome = evaluate(weekApart.map((time) => vssImportFailed({ time })));
    expect(outcome.status === "pass" && outcome.notes.map(({ severity, code }) => [severity, code])).toEqual([
      ["info", "bare"],
      ["info", "bare"],
    ]);
  });

  test("with a note for a vendor's events that no 12293 goes with, proven by the first and the last", () => {
    const times = ["2025-06-02T10:00:00Z", "2025-06-03T10:00:00Z", "2025-06-04T10:00:00Z"];
    const outcome = evaluate(times.map((time, index) => vendorEvent({ time, recordId: index })));
    expect(outcome.status === "pass" && outcome.notes).toMatchObject([
      {
        code: "unpaired",
        severity: "info",
        subject: { kind: "node", name: "PROXY01" },
        arguments: { events: { value: 3 }, provider: { value: "Example SAN VSS Provider" } },
        evidence: [{ recordId: "0" }, { recordId: "2" }],
      },
    ]);
  });
});

describe("cannot say", () => {
  test("anything when no Application log was given: not applicable, never a pass", () => {
    expect(evaluate([], [log("HV01", "System")])).toEqual({
      status: "not-applicable",
      reason: { code: "no-log-of-channel", arguments: { channel: { kind: "text", value: "Application" } } },
    });
    expect(evaluate([], []).status).toBe("not-applicable");
  });

  test.each([
    ["the Application log is damaged", [log("PROXY01", "Application", { status: "damaged" })], null, "damaged-logs"],
    ["a log could not be read", [APPLICATION, unreadableLog("x")], null, "unknown-logs"],
    ["only an unreadable log was given", [unreadableLog("x")], null, "unknown-logs"],
    ["the log begins after the window", [APPLICATION], "2025-05-01T00:00:00Z", "window-not-covered"],
  ])("that nothing happened when %s", (_, logs, since, code) => {
    expect(evaluate([], logs, since)).toMatchObject({ status: "inconclusive", reason: { code } });
  });
});
