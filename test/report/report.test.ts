import { describe, expect, test } from "vitest";
import { CHECKS } from "../../src/checks/index.ts";
import type { SourceStatus } from "../../src/evidence/index.ts";
import {
  buildReport,
  type CheckResult,
  type CheckStatus,
  exitCodeOf,
  type FailOn,
  type Report,
  type Severity,
} from "../../src/report/index.ts";
import { event } from "../evidence/build-evidence.ts";

interface Given {
  readonly sources?: readonly SourceStatus[];
  readonly findings?: readonly Severity[];
  readonly status?: CheckStatus;
  readonly examined?: boolean;
  readonly coversWindow?: boolean;
  readonly hasGaps?: boolean;
  readonly beginsAtClearing?: boolean;
  readonly subjectRole?: "suspect" | "witness";
  readonly unjudged?: readonly string[];
}

function report({ sources = ["complete"], findings = [], status = "pass", ...given }: Given): Report {
  const { examined = true, coversWindow = true, hasGaps = false, beginsAtClearing = false } = given;
  const { subjectRole = "suspect", unjudged } = given;
  const [example] = CHECKS;
  if (example === undefined) throw new Error("no check");
  const { ref } = event({ time: "2025-06-02T22:00:00Z" });
  const result: CheckResult = {
    text: { ...example.meta, subjectRole },
    status,
    severity: "critical",
    reason: null,
    findings: findings.map((severity) => ({
      code: "c",
      severity,
      subject: { kind: "node", name: "HV02" },
      arguments: {},
      evidence: [ref],
      eventKinds: [],
    })),
    ...(unjudged === undefined ? {} : { unjudged }),
  };
  return buildReport({
    tool: { name: "badnode", version: "1.2.3" },
    generatedAt: 0n,
    window: { from: null, to: null, askedFrom: false, askedTo: false },
    sources: sources.map((given, index) => ({
      kind: "event-log",
      path: `${index}.evtx`,
      status: given,
      records: 1,
      selected: 0,
      damaged: 0,
      damages: { count: 0, firstKind: null },
      from: null,
      to: null,
      warnings: [],
      problem: null,
      skippedChannel: null,
    })),
    coverage: [
      {
        host: "HV01",
        channel: "System",
        from: null,
        to: null,
        examined,
        damaged: false,
        coversWindow,
        hasGaps,
        beginsLate: false,
        endsEarly: false,
        numbers: null,
        cleared: [],
        beginsAtClearing,
        clockSteps: [],
        pauses: [],
      },
    ],
    nodes: ["HV03", "HV01"],
    proxies: [],
    aliases: new Map(),
    checks: [result],
  });
}

describe("exit code", () => {
  const cases: readonly (readonly [string, Given, FailOn, number])[] = [
    ["0: nothing found in whole evidence", {}, "warning", 0],
    ["0: what was found is below the threshold", { status: "pass", findings: ["info"] }, "warning", 0],
    ["0: findings do not count with never", { status: "fail", findings: ["critical"] }, "never", 0],
    ["1: a finding at the threshold", { status: "fail", findings: ["warning"] }, "warning", 1],
    ["1: a finding above the threshold", { status: "fail", findings: ["critical"] }, "warning", 1],
    ["1: information, when asked for", { status: "pass", findings: ["info"] }, "info", 1],
    [
      "1: a finding weighs more than a damaged log",
      { status: "fail", findings: ["warning"], sources: ["damaged"] },
      "warning",
      1,
    ],
    ["0: a warning below critical", { status: "fail", findings: ["warning"] }, "critical", 0],
    ["2: nothing was given", { sources: [] }, "warning", 2],
    ["2: nothing could be read", { sources: ["unreadable", "unreadable"] }, "never", 2],
    ["3: a log is damaged", { sources: ["complete", "damaged"] }, "warning", 3],
    ["3: a log is unreadable", { sources: ["complete", "unreadable"] }, "warning", 3],
    ["3: the window is not covered", { coversWindow: false }, "warning", 3],
    ["3: records are missing", { hasGaps: true }, "warning", 3],
    ["3: a log was cleared inside the window", { beginsAtClearing: true }, "warning", 3],
    [
      "0: no check looks in the channel with gaps",
      { examined: false, hasGaps: true, coversWindow: false, beginsAtClearing: true },
      "warning",
      0,
    ],
    ["0: a check could not tell from what was given", { status: "inconclusive" }, "warning", 0],
    [
      "3: failures were seen, and nobody could be judged",
      { status: "inconclusive", findings: ["info"], unjudged: ["SRV"] },
      "warning",
      3,
    ],
    ["3: a check failed by itself", { status: "error" }, "warning", 3],
  ];
  test.each(cases)("%s", (_, given, failOn, expected) => {
    expect(exitCodeOf(report(given), failOn)).toBe(expected);
  });
});

describe("verdicts without trials", () => {
  test("a node with a finding is suspect, every other one unknown, none bad or clear", () => {
    const found = report({ status: "fail", findings: ["warning", "critical"] });
    expect(found.nodes.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["HV01", "unknown", []],
      ["HV02", "suspect", ["snapshot-import-failed"]],
      ["HV03", "unknown", []],
    ]);
    expect(found.nodes[1]).toMatchObject({ probability: null, trials: { total: 0, failed: 0 } });
    expect(found.verdict).toEqual({ badNodes: [], basis: "findings" });
  });

  test("a host that only reports the failures stays unknown, with the reason", () => {
    const found = report({ status: "fail", findings: ["critical"], subjectRole: "witness" });
    expect(found.nodes.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["HV01", "unknown", []],
      ["HV02", "unknown", ["snapshot-import-failed"]],
      ["HV03", "unknown", []],
    ]);
    expect(found.verdict.basis).toBe("findings");
  });

  test("information makes nobody suspect", () => {
    const quiet = report({ findings: ["info"] });
    expect(quiet.nodes.map(({ verdict }) => verdict)).toEqual(["unknown", "unknown", "unknown"]);
    expect(quiet.verdict.basis).toBe("nothing-found");
  });

  test("nothing found in partial evidence is no clean bill", () => {
    expect(report({ sources: ["damaged"] }).verdict.basis).toBe("incomplete");
  });

  test("a check that could not tell leaves open, failures that could be laid to nobody are incomplete evidence", () => {
    expect(report({ status: "inconclusive" }).verdict.basis).toBe("undecided");
    expect(report({ status: "inconclusive", unjudged: ["SRV"] }).verdict.basis).toBe("incomplete");
  });
});
