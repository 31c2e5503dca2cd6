import type { Finding, Phrase } from "../report/index.ts";
import type { CheckOutcome } from "./define-check.ts";
import type { LogCoverage } from "./log-coverage.ts";

/** Findings make a check fail whatever else is missing; without any, the coverage decides what silence means. */
export function concludeFrom(
  found: readonly Finding[],
  summary: Phrase,
  notes: readonly Finding[],
  coverage: LogCoverage,
): CheckOutcome {
  const [first, ...rest] = found;
  if (first !== undefined) return { status: "fail", reason: summary, findings: [first, ...rest], notes };
  switch (coverage.kind) {
    case "whole":
      return {
        status: "pass",
        reason: notes.length === 0 ? coverage.reason : { code: "below-threshold", arguments: {} },
        notes,
      };
    case "partial":
      return { status: "inconclusive", reason: coverage.reason, notes };
    case "none":
      // Seen all the same, in a channel where it is not expected.
      if (notes.length > 0) return { status: "inconclusive", reason: coverage.reason, notes };
      return { status: "not-applicable", reason: coverage.reason };
  }
}
