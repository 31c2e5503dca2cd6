import { describe, expect, test } from "vitest";
import { hostRenamed } from "../../src/checks/host-renamed.ts";
import { runChecks } from "../../src/checks/index.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import type { CheckResult } from "../../src/report/index.ts";
import { findingWords, reasonWords } from "../../src/reporters/words/index.ts";
import { event, evidenceOf, log, ticks, vssImportFailed } from "../evidence/build-evidence.ts";
import { eventLog6011, logOfNames } from "../evidence/renamed-hosts.ts";

const RENAMED = eventLog6011({
  time: "2025-06-02T06:12:44Z",
  recordId: 21187,
  computer: "HV03.corp.example",
  from: "HVNEW03",
  to: "HV03",
});
const SERVED = log("HVNEW03.corp.example", "System", { to: ticks("2025-06-02T06:00:00Z") });
const SET_UP = log("HVNEW03", "System", { to: ticks("2025-06-02T06:00:00Z") });

function evaluate(events: readonly EventEvidence[], logs: readonly LogEvidence[]): CheckResult {
  const [result] = runChecks([hostRenamed], deriveFacts(evidenceOf(events, logs)));
  if (result === undefined) throw new Error("no result");
  return result;
}

function words(result: CheckResult): unknown {
  return [result.status, result.findings.map((finding) => findingWords(finding, result)), reasonWords(result)];
}

test("fails, as information, for a host that was renamed after its name had had a domain; the 6011 is the proof", () => {
  const result = evaluate([RENAMED], [SERVED]);
  expect(result.severity).toBe("info");
  expect(words(result)).toEqual([
    "fail",
    ["HVNEW03 became HV03, logged 2025-06-02 06:12:44Z"],
    "1 change of names, of HV03",
  ]);
  expect(result.findings).toMatchObject([
    {
      severity: "info",
      subject: { kind: "node", name: "HV03" },
      evidence: [{ recordId: "21187" }],
      eventKinds: [{ provider: "EventLog", id: 6011, level: 4 }],
    },
  ]);
});

test("says of an inferred change between which two records it was", () => {
  const own = logOfNames(
    "VMMS.evtx",
    "Microsoft-Windows-Hyper-V-VMMS-Admin",
    ["HVNEW03", "2025-06-01T00:00:00Z", "2025-06-02T06:10:00Z", 1, 40],
    ["HV03", "2025-06-02T06:13:00Z", "2025-06-07T00:00:00Z", 41, 90],
  );
  const result = evaluate([], [own]);
  expect(words(result)).toEqual([
    "fail",
    ["HVNEW03 became HV03 between two records of its log, 2025-06-02 06:10:00Z to 06:13:00Z: inferred"],
    "1 change of names, of HV03",
  ]);
  expect(result.findings[0]).toMatchObject({ evidence: [{ recordId: "40" }, { recordId: "41" }], eventKinds: [] });
});

test("says when nothing shows what the host had been before", () => {
  expect(words(evaluate([RENAMED], []))).toEqual([
    "fail",
    ["HVNEW03 became HV03, logged 2025-06-02 06:12:44Z; no record shows what it had been before"],
    "1 change of names, of HV03",
  ]);
});

test("has the cluster's 1093 as further proof", () => {
  const refused = event({
    time: "2025-06-02T06:20:00Z",
    recordId: 21200,
    computer: "HV03.corp.example",
    provider: "Microsoft-Windows-FailoverClustering",
    eventId: 1093,
    channel: "System",
    data: [{ value: "HV03" }, { value: "CLUSTER1" }],
  });
  const result = evaluate([RENAMED, refused], [SET_UP]);
  expect(words(result)).toEqual([
    "fail",
    ["HVNEW03 became HV03, logged 2025-06-02 06:12:44Z; the cluster then did not know the node by its new name"],
    "1 change of names, of HV03",
  ]);
  expect(result.findings[0]?.evidence).toMatchObject([{ recordId: "21187" }, { recordId: "21200" }]);
});

test("passes over a change at a set-up, whatever the names look like, and mentions it", () => {
  expect(words(evaluate([RENAMED], [SET_UP]))).toEqual([
    "pass",
    [],
    "No host was renamed while in service; 1 change of names outside any domain and cluster, as at a set-up.",
  ]);
});

test("passes over a change of the domain alone", () => {
  const moved = logOfNames(
    "System.evtx",
    "System",
    ["HV01.north.example", "2025-06-01T00:00:00Z", "2025-06-02T06:10:00Z", 1, 40],
    ["HV01.south.example", "2025-06-02T06:13:00Z", "2025-06-07T00:00:00Z", 41, 90],
  );
  expect(words(evaluate([], [moved]))).toEqual(["pass", [], "Nothing found in the logs of channel System of HV01."]);
});

test("names a proxy as a proxy", () => {
  const renamed = eventLog6011({ time: "2025-06-02T06:12:44Z", computer: "PROXY01.x", from: "BACKUP7", to: "PROXY01" });
  const imports = vssImportFailed({ time: "2025-06-03T22:00:00Z", computer: "PROXY01.x" });
  const subjects = evaluate([renamed, imports], []).findings.map(({ subject }) => subject);
  expect(subjects).toEqual([{ kind: "proxy", name: "PROXY01" }]);
});

describe("without a rename", () => {
  test("passes with System logs, is not applicable without one, and inconclusive with a damaged one", () => {
    expect(evaluate([], [log("HV01", "System")]).status).toBe("pass");
    expect(evaluate([], [log("HV01", "Application")]).status).toBe("not-applicable");
    expect(evaluate([], [log("HV01", "System", { status: "damaged" })]).status).toBe("inconclusive");
  });
});
