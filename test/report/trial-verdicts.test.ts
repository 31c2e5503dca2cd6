import { describe, expect, test } from "vitest";
import {
  buildReport,
  type CheckResult,
  exitCodeOf,
  type Finding,
  type Report,
  type TrialJudgement,
} from "../../src/report/index.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { checkResult, finding } from "../reporters/build-report.ts";
import { reportOfTrials } from "../reporters/build-correlation-report.ts";

function judgement(verdict: TrialJudgement["verdict"], given: Partial<TrialJudgement> = {}): TrialJudgement {
  const trials = { failed: 0, total: 9 };
  return { kind: "node", name: "HV01", verdict, probability: 0.5, trials, since: null, until: null, ...given };
}

function reportOn(judgements: readonly TrialJudgement[], checks: readonly CheckResult[] = []): Report {
  const { tool, generatedAt, window, sources, coverage, correlation } = reportOfTrials();
  const parts = { tool, generatedAt, window, sources, coverage, correlation, judgements, checks };
  return buildReport({ ...parts, nodes: ["HV01"], proxies: [], aliases: new Map() });
}

function found(given: Partial<Finding> = {}): readonly CheckResult[] {
  return [checkResult({ findings: [finding(given)] })];
}

describe("a node's trials and what checks find about it", () => {
  const cases: readonly (readonly [string, TrialJudgement["verdict"] | null, readonly CheckResult[], string])[] = [
    ["bad trials make it bad", "bad", [], "bad"],
    ["bad trials outweigh everything", "bad", found(), "bad"],
    ["passed trials clear it", "clear", [], "clear"],
    ["a finding against it keeps passed trials from clearing it", "clear", found(), "suspect"],
    ["information does not", "clear", found({ severity: "info" }), "clear"],
    ["a question does not", "clear", found({ isQuestion: true }), "clear"],
    ["without trials a finding makes it suspect", "unknown", found(), "suspect"],
    ["without trials and findings it is unknown", "unknown", [], "unknown"],
    ["a node that no trial names is unknown", null, [], "unknown"],
  ];
  test.each(cases)("%s", (_, byTrials, checks, expected) => {
    const report = reportOn(byTrials === null ? [] : [judgement(byTrials)], checks);
    expect(report.nodes.map(({ verdict }) => verdict)).toEqual([expected]);
    expect(report.verdict.badNodes).toEqual(expected === "bad" ? ["HV01"] : []);
  });

  test("probability, trials and the time of a change are those of its trials", () => {
    const since = { after: ticks("2026-09-09T22:00:00Z"), before: ticks("2026-09-10T21:03:00Z") };
    expect(reportOn([judgement("bad", { since })]).nodes).toEqual([
      {
        name: "HV01",
        verdict: "bad",
        probability: 0.5,
        trials: { failed: 0, total: 9 },
        since,
        until: null,
        reasons: [],
        aliases: [],
      },
    ]);
  });

  test("nodes, volumes and proxies that trials name stand each in their list, by name", () => {
    const report = reportOn([
      judgement("clear", { name: "HV02" }),
      judgement("bad", { kind: "volume", name: "Cluster Disk 3" }),
      judgement("unknown", { kind: "proxy", name: "PROXY01" }),
    ]);
    expect([report.nodes, report.volumes, report.proxies].map((list) => list.map(({ name }) => name))).toEqual([
      ["HV01", "HV02"],
      ["Cluster Disk 3"],
      ["PROXY01"],
    ]);
  });
});

test("backups that do not reach over the window that was asked for end with 3, whatever passed", () => {
  const report = reportOfTrials();
  const { correlation } = report;
  if (correlation === null) throw new Error("There is no correlation.");
  const exitCodes = [true, false].map((coversWindow) => {
    const horizon = { ...correlation.horizon, coversWindow };
    return exitCodeOf({ ...report, correlation: { ...correlation, horizon } }, "never");
  });
  expect(exitCodes).toEqual([0, 3]);
});
