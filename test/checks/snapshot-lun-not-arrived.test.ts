import { describe, expect, test } from "vitest";
import { snapshotLunNotArrived } from "../../src/checks/snapshot-lun-not-arrived.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, unreadableLog } from "../evidence/build-evidence.ts";
import { lunStrings, snapshotLunMissing, unnamed } from "../evidence/known-failures.ts";

function evaluate(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = [log("PROXY01", "Application")],
): ReturnType<typeof snapshotLunNotArrived.evaluate> {
  return snapshotLunNotArrived.evaluate(deriveFacts(evidenceOf(events, logs)));
}

/** All three records of one LUN, seconds apart. */
function missing(serial: string, at: string, given: Partial<EventEvidence> = {}): readonly EventEvidence[] {
  return [12362, 12363, 12364].map((eventId, second) => ({
    ...snapshotLunMissing({ time: `${at}:0${second}Z`, eventId, recordId: eventId, data: lunStrings(serial) }),
    ...given,
  }));
}

const nights = ["2025-06-02T22:00", "2025-06-03T22:00", "2025-06-04T22:00"];

describe("fails", () => {
  test("from three missing LUNs in a week on: one finding a night with serial numbers, vendor and product", () => {
    const outcome = evaluate(nights.flatMap((at, night) => missing(`SN000${night}`, at)));
    expect(outcome).toMatchObject({
      status: "fail",
      reason: {
        code: "summary",
        arguments: {
          luns: { value: 3 },
          models: { values: ["EXAMPLE SAN LUN"] },
          proxies: { values: ["PROXY01"] },
          storms: { value: 3 },
        },
      },
      notes: [],
    });
    expect(outcome.status === "fail" && outcome.findings[0]).toMatchObject({
      code: "storm",
      severity: "warning",
      subject: { kind: "proxy", name: "PROXY01" },
      arguments: {
        luns: { value: 1 },
        records: { value: 3 },
        span: { first: ticks("2025-06-02T22:00:00Z"), last: ticks("2025-06-02T22:00:02Z") },
        serials: { values: ["SN0000"] },
        models: { values: ["EXAMPLE SAN LUN"] },
      },
      evidence: [{ recordId: "12362" }, { recordId: "12363" }, { recordId: "12364" }],
      eventKinds: [
        { provider: "VSS", id: 12362 },
        { provider: "VSS", id: 12363 },
        { provider: "VSS", id: 12364 },
      ],
    });
  });

  test("for three LUNs of one night, in the order in which they were missed", () => {
    const outcome = evaluate(["B", "A", "C"].flatMap((serial, minute) => missing(serial, `2025-06-02T22:0${minute}`)));
    expect(outcome).toMatchObject({
      status: "fail",
      findings: [{ arguments: { luns: { value: 3 }, records: { value: 9 }, serials: { values: ["B", "A", "C"] } } }],
    });
  });

  test("for one LUN that is missed night after night: it is counted anew each time, and named once", () => {
    expect(evaluate(nights.flatMap((at) => missing("SN0001", at)))).toMatchObject({
      status: "fail",
      reason: { arguments: { luns: { value: 1 }, storms: { value: 3 } } },
    });
  });

  test("for each computer by its own count", () => {
    const events = [
      ...nights.flatMap((at) => missing("SN0001", at)),
      snapshotLunMissing({ time: `${nights[0]}:00Z`, computer: "backup-7" }),
    ];
    expect(evaluate(events)).toMatchObject({
      status: "fail",
      reason: { arguments: { proxies: { values: ["PROXY01"] } } },
      notes: [{ severity: "info", subject: { kind: "proxy", name: "BACKUP-7" } }],
    });
  });
});

describe("other layouts", () => {
  const NOT_SHOWN = { kind: "text", value: "not shown" };
  test.each([
    ["padded strings", lunStrings("  SN0001 ", "EXAMPLE ", "SAN LUN         "), "storm", "EXAMPLE SAN LUN"],
    [
      "numbered names",
      lunStrings("SN0001").map(({ value }, index) => ({ name: `param${index + 1}`, value })),
      "storm",
      "EXAMPLE SAN LUN",
    ],
    ["no vendor and product", lunStrings("SN0001", "", " "), "storm", null],
    ["no data", [], "storm-unread", null],
    ["one string in German", unnamed("Die LUN wurde nicht gefunden. Seriennummer SN0001"), "storm-unread", null],
    ["an empty serial number", lunStrings("   "), "storm-unread", null],
  ])("%s: the record counts, and says what it shows", (_, data, code, model) => {
    const outcome = evaluate(nights.map((at) => snapshotLunMissing({ time: `${at}:00Z`, data })));
    expect(outcome.status === "fail" && outcome.findings[0]).toMatchObject({
      code,
      arguments: {
        serials: code === "storm" ? { values: ["SN0001"] } : NOT_SHOWN,
        models: model === null ? NOT_SHOWN : { values: [model] },
      },
    });
  });

  test("records of one night without a serial number may be one LUN's: they count as one", () => {
    const unread = ["00", "05", "10", "15"].map((minute) =>
      snapshotLunMissing({ time: `2025-06-02T22:${minute}:00Z`, data: [] }),
    );
    expect(evaluate(unread)).toMatchObject({ status: "pass", notes: [{ code: "storm-unread" }] });
  });

  test("a storm of both kinds says how many records show no serial number", () => {
    const events = [
      ...nights.flatMap((at) => missing("SN0001", at)),
      snapshotLunMissing({ time: `${nights[0]}:30Z`, data: [] }),
    ];
    expect(evaluate(events)).toMatchObject({
      status: "fail",
      findings: [
        { code: "storm-partly-read", arguments: { unread: { value: 1 } } },
        { code: "storm" },
        { code: "storm" },
      ],
    });
  });
});

describe("does not fail", () => {
  test("for two missing LUNs, or three in as many weeks: notes", () => {
    expect(evaluate(nights.slice(0, 2).flatMap((at) => missing("SN0001", at)))).toMatchObject({
      status: "pass",
      reason: { code: "below-threshold" },
      notes: [{ severity: "info" }, { severity: "info" }],
    });
    const weekly = ["2025-06-02T22:00", "2025-06-10T22:00", "2025-06-18T22:00"];
    expect(evaluate(weekly.flatMap((at) => missing("SN0001", at))).status).toBe("pass");
  });

  test("for the same ids of another provider", () => {
    expect(evaluate(nights.flatMap((at) => missing("SN0001", at, { provider: "Other" })))).toMatchObject({
      status: "pass",
      notes: [],
    });
  });

  test.each([
    ["no Application log was given", [log("HV01", "System")], "not-applicable", "no-log-of-channel"],
    ["the log is damaged", [log("P", "Application", { status: "damaged" })], "inconclusive", "damaged-logs"],
    ["a log could not be read", [log("P", "Application"), unreadableLog("x")], "inconclusive", "unknown-logs"],
  ])("nor pass when %s", (_, logs, status, code) => {
    expect(evaluate([], logs)).toMatchObject({ status, reason: { code } });
  });
});
