import type { EvidenceRef } from "../../src/evidence/index.ts";
import { buildReport, type CheckResult, type CheckText, type Finding, type Report } from "../../src/report/index.ts";
import { log, ticks } from "../evidence/build-evidence.ts";

/** What a check says of itself, for reports that no real check has to make. */
const EXAMPLE_CHECK: CheckText = {
  id: "example-check",
  title: "All is well",
  failureTitle: "Something failed",
  label: "Example 1",
  subjectRole: "suspect",
  severity: "warning",
  rationale: "Examples show what is meant.",
  threshold: "One is enough.",
  legend: "Each row is an example.",
  channels: ["Application"],
  messages: { found: "{events:event|events} of {provider}, {span}", summary: "failures of {provider}", plain: "plain" },
  remediation: [{ id: "look", kind: "look", text: "Look at {nodes}." }],
};

export function eventRef(recordId: number, time: string, file = "logs/HV01.evtx"): EvidenceRef {
  return { kind: "event", file, channel: "Application", recordId: String(recordId), time };
}

export function finding(given: Partial<Finding> = {}): Finding {
  return {
    code: "plain",
    severity: "warning",
    subject: { kind: "node", name: "HV01" },
    arguments: {},
    evidence: [eventRef(1, "2025-06-02T09:00:00.0000000Z")],
    eventKinds: [],
    ...given,
  };
}

export function checkResult(given: Partial<CheckResult> = {}): CheckResult {
  return { text: EXAMPLE_CHECK, status: "fail", severity: "warning", reason: null, findings: [], ...given };
}

/** One log, read whole, and these checks. */
export function reportOfChecks(checks: readonly CheckResult[]): Report {
  const { from, to, path } = log("HV01", "Application", { path: "logs/HV01.evtx" });
  const source = { kind: "event-log", path, status: "complete", records: 100, selected: 2, damaged: 0 } as const;
  return buildReport({
    tool: { name: "badnode", version: "1.2.3" },
    generatedAt: ticks("2025-06-09T06:00:00Z"),
    window: { from, to, askedFrom: false, askedTo: false },
    sources: [
      {
        ...source,
        damages: { count: 0, firstKind: null },
        from,
        to,
        warnings: [],
        problem: null,
        skippedChannel: null,
      },
    ],
    coverage: [
      {
        host: "HV01",
        channel: "Application",
        from,
        to,
        examined: true,
        damaged: false,
        coversWindow: true,
        hasGaps: false,
        beginsLate: false,
        endsEarly: false,
        numbers: null,
        cleared: [],
        beginsAtClearing: false,
        clockSteps: [],
        pauses: [],
      },
    ],
    nodes: ["HV01"],
    proxies: [],
    aliases: new Map(),
    checks,
  });
}
