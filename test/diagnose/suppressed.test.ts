import { describe, expect, test } from "vitest";
import { CHECKS } from "../../src/checks/index.ts";
import { suppressedResults } from "../../src/diagnose/suppressed.ts";
import { buildReport, type CheckResult, exitCodeOf, type Finding, type Suppression } from "../../src/report/index.ts";
import { hostShortName } from "../../src/shared/host-name.ts";
import { event, ticks } from "../evidence/build-evidence.ts";

const NOW = ticks("2026-10-12T06:00:00Z");
const HOSTS = { nameOf: (name: string | null) => hostShortName(name ?? "") };

function finding(node: string, severity: Finding["severity"] = "critical"): Finding {
  const { ref } = event({ time: "2026-10-01T22:00:00Z" });
  return { code: "c", severity, subject: { kind: "node", name: node }, arguments: {}, evidence: [ref], eventKinds: [] };
}

/** A check that failed, with findings about these nodes. */
function failed(id: string, ...findings: readonly Finding[]): CheckResult {
  const check = CHECKS.find(({ meta }) => meta.id === id);
  if (check === undefined) throw new Error(id);
  return { text: check.meta, status: "fail", severity: "critical", reason: null, findings };
}

function suppression(given: Partial<Suppression>): Suppression {
  return {
    check: "hyper-v-storage-provider-failed",
    subjects: null,
    reason: "HV03 is rebuilt in November",
    lastDay: ticks("2026-11-30T00:00:00Z"),
    ...given,
  };
}

const STORAGE = failed("hyper-v-storage-provider-failed", finding("HV03"), finding("HV06", "warning"));

function resultsOf(suppressions: readonly Suppression[], checks: readonly CheckResult[] = [STORAGE]) {
  return suppressedResults(checks, suppressions, { hosts: HOSTS, now: NOW });
}

function reportOf(suppressions: readonly Suppression[], checks?: readonly CheckResult[]) {
  const suppressed = resultsOf(suppressions, checks);
  return buildReport({
    tool: { name: "badnode", version: "1.2.3" },
    generatedAt: NOW,
    window: { from: null, to: null, askedFrom: false, askedTo: false },
    sources: [
      { kind: "directory", path: "hosts.ldif", status: "complete", objects: 9, warnings: [], problem: null } as const,
    ],
    coverage: [],
    nodes: [],
    proxies: [],
    aliases: new Map(),
    checks: suppressed.checks,
    suppressions: suppressed.rows,
  });
}

describe("what is suppressed", () => {
  test("leaves the findings, and stays beside them with its reason", () => {
    const hv03 = suppression({ subjects: ["HV03"] });
    const [check] = resultsOf([hv03]).checks;
    expect(check?.findings).toEqual([finding("HV06", "warning")]);
    expect(check?.suppressed).toEqual([{ finding: finding("HV03"), suppression: hv03 }]);
    // It still fails, as gravely as what is left.
    expect([check?.status, check?.severity]).toEqual(["fail", "warning"]);
  });

  test("is all of a check where it names nobody", () => {
    const [check] = resultsOf([suppression({})]).checks;
    expect([check?.status, check?.findings, check?.suppressed?.length]).toEqual(["suppressed", [], 2]);
  });

  test("is found by any form of a host's name", () => {
    const [check] = resultsOf([suppression({ subjects: ["hv03.corp.example", "hv06"] })]).checks;
    expect(check?.status).toBe("suppressed");
  });

  test("is of its check alone", () => {
    const spn = failed("spn-registration-failed", finding("HV03"));
    expect(resultsOf([suppression({})], [spn]).checks).toEqual([spn]);
  });

  test("makes no suspect and no exit code", () => {
    expect(exitCodeOf(reportOf([]), "warning")).toBe(1);
    const report = reportOf([suppression({})]);
    expect(exitCodeOf(report, "info")).toBe(0);
    expect(report.nodes.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["HV03", "unknown", []],
      ["HV06", "unknown", []],
    ]);
    expect(report.verdict.basis).toBe("nothing-found");
  });

  test("leaves a check that could not tell as it was", () => {
    const open: CheckResult = { ...failed("hyper-v-storage-provider-failed"), status: "inconclusive" };
    expect(resultsOf([suppression({})], [{ ...open, findings: [finding("HV03", "info")] }]).checks[0]?.status).toBe(
      "inconclusive",
    );
  });
});

describe("what became of a suppression", () => {
  const stateAt = (lastDay: string | null, subjects: readonly string[] | null = null) =>
    resultsOf([suppression({ lastDay: lastDay === null ? null : ticks(`${lastDay}T00:00:00Z`), subjects })]);

  test("it holds to the end of its last day", () => {
    expect(stateAt("2026-10-12").rows[0]?.state).toBe("applied");
  });

  test("it has expired the day after, suppresses nothing, and names whom it was for", () => {
    const { checks, rows } = stateAt("2026-10-11");
    expect(checks).toEqual([STORAGE]);
    expect(rows.map(({ state, names }) => ({ state, names }))).toEqual([{ state: "expired", names: ["HV03", "HV06"] }]);
  });

  test("without a day it never ends", () => {
    expect(stateAt(null).rows[0]?.state).toBe("applied");
  });

  test("it is unused where nothing was found that it is for", () => {
    const { checks, rows } = stateAt("2026-11-30", ["HV99"]);
    expect(checks).toEqual([STORAGE]);
    expect(rows.map(({ state, names }) => ({ state, names }))).toEqual([{ state: "unused", names: [] }]);
  });
});
