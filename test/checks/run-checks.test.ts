import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Check, type CheckOutcome, CHECKS, defineCheck, runChecks } from "../../src/checks/index.ts";
import { deriveFacts, type Facts } from "../../src/facts/index.ts";
import type { Finding, Severity } from "../../src/report/index.ts";
import { event, evidenceOf } from "../evidence/build-evidence.ts";

const FACTS = deriveFacts(evidenceOf([]));
const REASON = { code: "some-reason", arguments: {} };

function check(evaluate: (facts: Pick<Facts, "hosts">) => CheckOutcome): Check {
  const [example] = CHECKS;
  if (example === undefined) throw new Error("no check");
  return defineCheck({
    meta: { ...example.meta, id: "some-check", severity: "critical", requires: ["hosts"] },
    evaluate,
  });
}

function finding(severity: Severity, name: string, time: string): Finding {
  const { ref } = event({ time });
  return { code: "c", severity, subject: { kind: "node", name }, arguments: {}, evidence: [ref], eventKinds: [] };
}

describe("running checks", () => {
  test("a check that throws has an error: no pass, and no host's failure", () => {
    const [result] = runChecks(
      [
        check(() => {
          throw new Error("broken");
        }),
      ],
      FACTS,
    );
    expect(result).toMatchObject({
      status: "error",
      severity: "critical",
      reason: { code: "check-threw", arguments: { message: { kind: "text", value: "broken" } } },
      findings: [],
    });
  });

  test("a fact that throws makes an error of the checks that require it, and of no other", () => {
    const facts: Facts = {
      ...FACTS,
      get failedImports(): never {
        throw new Error("bad fact");
      },
    };
    const statuses = runChecks(CHECKS, facts).map(({ text, status }) => [text.id, status]);
    const others = CHECKS.filter(({ meta }) => !meta.requires.includes("failedImports"));
    expect(statuses).toEqual([
      ["snapshot-import-failed", "error"],
      ...others.map(({ meta }) => [meta.id, "not-applicable"]),
    ]);
  });

  test("a check is handed the facts that it requires and no others", () => {
    let handed: readonly string[] = [];
    runChecks(
      [
        check((facts) => {
          handed = Object.keys(facts);
          return { status: "pass", reason: REASON, notes: [] };
        }),
      ],
      FACTS,
    );
    expect(handed).toEqual(["hosts"]);
  });

  test("findings stand in order of severity, host, time, and the gravest gives the check its severity", () => {
    const late = finding("warning", "HV01", "2025-06-03T00:00:00Z");
    const early = finding("warning", "HV01", "2025-06-02T00:00:00Z");
    const other = finding("warning", "HV02", "2025-06-01T00:00:00Z");
    const note = finding("info", "HV01", "2025-06-01T00:00:00Z");
    const [result] = runChecks(
      [check(() => ({ status: "fail", reason: REASON, findings: [other, late, early], notes: [note] }))],
      FACTS,
    );
    expect(result?.findings).toEqual([early, late, other, note]);
    expect(result?.severity).toBe("warning");
  });

  test("a check that did not fail keeps its own severity, whatever notes it has", () => {
    const outcomes = [
      check(() => ({ status: "pass", reason: REASON, notes: [] })),
      check(() => ({ status: "pass", reason: REASON, notes: [finding("info", "HV01", "2025-06-02T00:00:00Z")] })),
    ];
    expect(runChecks(outcomes, FACTS).map(({ severity }) => severity)).toEqual(["critical", "critical"]);
  });
});

describe("every check", () => {
  test.each(CHECKS.map((one) => [one.meta.id, one] as const))(
    "%s has a page that gives its severity and its titles",
    (id, one) => {
      const page = new URL(`../../docs/checks/${id}.md`, import.meta.url);
      expect(existsSync(page)).toBe(true);
      const text = readFileSync(page, "utf8");
      expect(text).toContain(`# ${id}\n`);
      expect(text).toContain(`**${one.meta.failureTitle}.** Severity: ${one.meta.severity}.`);
    },
  );

  test("has an id of its own", () => {
    expect(new Set(CHECKS.map((one) => one.meta.id)).size).toBe(CHECKS.length);
  });

  test("gives a step that another check gives too in the same words", () => {
    const steps = CHECKS.flatMap((one) => one.meta.remediation);
    const words = new Map(steps.map((step) => [step.id, step]));
    expect(steps.filter((step) => words.get(step.id) !== step)).toEqual([]);
  });

  test("offers nothing that takes a host out of service but under a condition", () => {
    const drastic = CHECKS.flatMap((one) => one.meta.remediation).filter(({ text }) =>
      /evict|leave the domain/.test(text),
    );
    expect(drastic.length).toBeGreaterThan(0);
    expect(drastic.filter(({ kind, text }) => kind !== "change" || !text.startsWith("Only if "))).toEqual([]);
  });
});
