import { describe, expect, test } from "vitest";
import { type LogCoverage, logCoverage } from "../../src/checks/log-coverage.ts";
import type { LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import {
  countedLog,
  evidenceOf,
  log,
  logCleared,
  type StretchGiven,
  ticks,
  uncounted,
  unreadableLog,
  WHOLE_SPAN,
} from "../evidence/build-evidence.ts";

const WEEK: StretchGiven = { ids: [1, 100], from: "2025-06-01T00:00:00Z", to: "2025-06-07T00:00:00Z" };
const whole = (host: string): LogEvidence => countedLog(host, "System", [WEEK]);
const gapped = (host: string): LogEvidence =>
  countedLog(host, "System", [
    { ids: [1, 50], from: "2025-06-01T00:00:00Z", to: "2025-06-03T00:00:00Z" },
    { ids: [52, 100], from: "2025-06-04T00:00:00Z", to: "2025-06-07T00:00:00Z" },
  ]);
const filtered = (host: string): LogEvidence =>
  countedLog(host, "System", [
    { ids: [1, 1], from: "2025-06-01T00:00:00Z", to: "2025-06-01T00:00:00Z" },
    { ids: [700, 700], from: "2025-06-07T00:00:00Z", to: "2025-06-07T00:00:00Z" },
  ]);

const timeless = (host: string): LogEvidence =>
  countedLog(host, "System", [{ ids: [1, 1], from: "1601-01-01T00:00:01Z", to: "1601-01-01T00:00:01Z" }]);

function coverageOf(logs: readonly LogEvidence[], window = WHOLE_SPAN): LogCoverage {
  return logCoverage(deriveFacts(evidenceOf([], logs, window)).horizon, "System");
}

const hosts = (...values: readonly string[]): unknown => ({ kind: "names", values });

describe("silence in a channel", () => {
  test("of whole logs means that nothing was logged", () => {
    expect(coverageOf([whole("HV01"), whole("HV02")])).toMatchObject({
      kind: "whole",
      reason: { code: "nothing-in-channel", arguments: { hosts: hosts("HV01", "HV02") } },
    });
  });

  test("of logs that reach less far on some hosts says so", () => {
    const late = countedLog("HV02", "System", [{ ...WEEK, from: "2025-06-04T00:00:00Z" }]);
    expect(coverageOf([whole("HV01"), late])).toMatchObject({
      kind: "whole",
      reason: {
        code: "nothing-in-short-logs",
        arguments: { hosts: hosts("HV01", "HV02"), short: hosts("HV02") },
      },
    });
  });

  test.each<[string, readonly LogEvidence[], string, string, readonly string[]]>([
    ["no log", [log("HV01", "Application")], "none", "no-log-of-channel", []],
    ["a log that was not read", [gapped("HV01"), unreadableLog("x")], "partial", "unknown-logs", []],
    ["a damaged log", [gapped("HV01"), { ...whole("HV02"), status: "damaged" }], "partial", "damaged-logs", ["HV02"]],
    ["a log without plausible times", [whole("HV01"), timeless("HV02")], "partial", "times-unknown", ["HV02"]],
    ["a log that was not counted", [gapped("HV01"), uncounted(whole("HV02"))], "partial", "uncounted-logs", ["HV02"]],
    ["a filtered export", [gapped("HV01"), filtered("HV02")], "partial", "filtered-logs", ["HV02"]],
    ["one missing record", [gapped("HV02"), whole("HV01")], "partial", "records-missing", ["HV02"]],
  ])("means nothing beside %s", (_, logs, kind, code, named) => {
    const coverage = coverageOf(logs);
    expect([coverage.kind, coverage.reason.code]).toEqual([kind, code]);
    if (named.length > 0) expect(coverage.reason.arguments["hosts"]).toEqual(hosts(...named));
  });

  test("of a log that was cleared inside the window means nothing", () => {
    const cleared = logCleared({ time: "2025-06-06T00:00:00Z", recordId: 1, cleared: "System" });
    const late = countedLog("HV01", "System", [{ ...WEEK, from: "2025-06-06T00:00:00Z" }]);
    const { horizon } = deriveFacts(evidenceOf([cleared], [late, whole("HV02")]));
    expect(logCoverage(horizon, "System")).toMatchObject({
      kind: "partial",
      reason: { code: "log-cleared", arguments: { hosts: hosts("HV01") } },
    });
  });

  test("beside records that are missing outside the window means what it says", () => {
    const window = { since: ticks("2025-06-05T00:00:00Z"), until: null };
    expect(coverageOf([gapped("HV01")], window).kind).toBe("whole");
    expect(coverageOf([gapped("HV01")], { since: ticks("2025-06-03T12:00:00Z"), until: null }).kind).toBe("partial");
  });
});
