import { compareText } from "../shared/order.ts";
import type { AuditedDirectory } from "./audited-directory.ts";
import { type CheckResult, type CheckText, isFailure, speaksAgainst, type Subject } from "./check-result.ts";
import { isIncomplete } from "./exit-code.ts";
import {
  type Alias,
  type AuditCommand,
  type CandidateVerdict,
  type CoverageRow,
  type Report,
  type ReportedSource,
  type ReportedWindow,
  SCHEMA_VERSION,
} from "./report.ts";

export interface ReportParts {
  readonly tool: Report["tool"];
  /** FILETIME ticks. */
  readonly generatedAt: bigint;
  readonly window: ReportedWindow;
  readonly sources: readonly ReportedSource[];
  readonly coverage: readonly CoverageRow[];
  /** Default: no directory was given. */
  readonly directory?: AuditedDirectory | null;
  readonly auditCommand?: AuditCommand | null;
  /** Every node and proxy that the input names, found guilty of something or not. */
  readonly nodes: readonly string[];
  readonly proxies: readonly string[];
  /** By host. */
  readonly aliases: ReadonlyMap<string, readonly Alias[]>;
  readonly checks: readonly CheckResult[];
}

export function buildReport(parts: ReportParts): Report {
  const { tool, generatedAt, window, sources, coverage, directory = null, auditCommand = null, checks } = parts;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool,
    generatedAt,
    window,
    sources,
    coverage,
    directory,
    auditCommand,
    nodes: verdicts("node", parts.nodes, parts),
    volumes: [],
    proxies: verdicts("proxy", parts.proxies, parts),
    checks,
    verdict: {
      badNodes: [],
      basis: basisOf({ sources, coverage, directory, checks }),
    },
  };
}

function basisOf(parts: Pick<Report, "sources" | "coverage" | "directory" | "checks">): Report["verdict"]["basis"] {
  if (parts.checks.some(isFailure)) return "findings";
  // What a check of severity info looks in does not make a failure known or unknown.
  const checks = parts.checks.filter(({ text }) => text.severity !== "info");
  if (isIncomplete(parts)) return "incomplete";
  if (checks.some((check) => check.status === "inconclusive")) return "undecided";
  return checks.every((check) => check.status === "not-applicable") ? "not-applicable" : "nothing-found";
}

/** Logs alone hold no trials: they make a host suspect, never bad and never clear. Who only reports stays unknown. */
function verdicts(
  kind: Subject["kind"],
  named: readonly string[],
  { checks, aliases }: Pick<ReportParts, "checks" | "aliases">,
): readonly CandidateVerdict[] {
  const reasonsOf = new Map<string, Set<CheckText>>(named.map((name) => [name, new Set()]));
  const suspects = new Set<string>();
  for (const { text, findings } of checks) {
    for (const finding of findings) {
      const { subject, severity } = finding;
      if (subject.kind !== kind) continue;
      const reasons = reasonsOf.get(subject.name) ?? new Set();
      reasonsOf.set(subject.name, reasons);
      if (severity !== "info") reasons.add(text);
      if (speaksAgainst(finding, text)) suspects.add(subject.name);
    }
  }
  return [...reasonsOf]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, reasons]) => ({
      name,
      verdict: suspects.has(name) ? "suspect" : "unknown",
      probability: null,
      trials: { total: 0, failed: 0 },
      reasons: [...reasons].map(({ id }) => id),
      aliases: aliases.get(name) ?? [],
    }));
}
