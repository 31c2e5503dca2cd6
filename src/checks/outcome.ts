import type { Finding, Phrase } from "../report/index.ts";
import type { CheckOutcome } from "./define-check.ts";
import type { LogCoverage } from "./log-coverage.ts";
import type { UnplacedHosts } from "./unplaced-hosts.ts";

/** Findings make a check fail whatever else is missing; without any, the coverage decides what silence means. */
export function concludeFrom(
  found: readonly Finding[],
  summary: Phrase,
  notes: readonly Finding[],
  coverage: LogCoverage | UnplacedHosts,
): CheckOutcome {
  const [first, ...rest] = found;
  const unjudged = coverage.kind === "unplaced" ? { unjudged: coverage.hosts } : {};
  if (first !== undefined) {
    return { status: "fail", reason: summary, findings: [first, ...rest], notes, ...unjudged };
  }
  switch (coverage.kind) {
    case "whole":
      return {
        status: "pass",
        reason: notes.length === 0 ? coverage.reason : { code: "below-threshold", arguments: {} },
        notes,
      };
    case "partial":
    case "unplaced":
      return { status: "inconclusive", reason: coverage.reason, notes, ...unjudged };
    case "none":
      // Seen all the same, in a channel where it is not expected.
      if (notes.length > 0) return { status: "inconclusive", reason: coverage.reason, notes };
      return { status: "not-applicable", reason: coverage.reason };
  }
}
