import type { Facts } from "../facts/index.ts";
import { type CheckResult, type CheckText, compareSeverity, type Finding, text } from "../report/index.ts";
import { compareText } from "../shared/order.ts";
import type { Check, CheckOutcome } from "./define-check.ts";

/** In the order of the checks. A check that throws has an error of its own; it blames no host and clears none. */
export function runChecks(checks: readonly Check[], facts: Facts): readonly CheckResult[] {
  return checks.map((check) => {
    try {
      return intoResult(check.meta, check.evaluate(facts));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        text: check.meta,
        status: "error",
        severity: check.meta.severity,
        reason: { code: "check-threw", arguments: { message: text(message) } },
        findings: [],
      };
    }
  });
}

function intoResult(meta: CheckText, outcome: CheckOutcome): CheckResult {
  const findings = findingsOf(outcome);
  return {
    text: meta,
    status: outcome.status,
    severity: (outcome.status === "fail" ? findings[0]?.severity : undefined) ?? meta.severity,
    reason: outcome.reason,
    findings,
    ...("unjudged" in outcome ? { unjudged: outcome.unjudged } : {}),
  };
}

function findingsOf(outcome: CheckOutcome): readonly Finding[] {
  switch (outcome.status) {
    case "fail":
      return [...outcome.findings, ...outcome.notes].sort(compareFindings);
    case "pass":
    case "inconclusive":
      return [...outcome.notes].sort(compareFindings);
    case "not-applicable":
      return [];
  }
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    compareText(a.subject.name, b.subject.name) ||
    compareText(whenOf(a), whenOf(b)) ||
    compareText(a.code, b.code)
  );
}

function whenOf({ evidence: [first] }: Finding): string {
  return first.kind === "event" || first.kind === "row" ? first.time : "";
}
