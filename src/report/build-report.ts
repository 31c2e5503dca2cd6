import { compareText } from "../shared/order.ts";
import type { AuditedDirectory } from "./audited-directory.ts";
import { type CheckResult, type CheckText, isFailure, speaksAgainst, type Subject } from "./check-result.ts";
import type { CandidateKind, Correlation, Moment } from "./correlation.ts";
import { type Diagnosis, isOfLogs } from "./diagnosis.ts";
import type { SuppressionRow } from "./suppression.ts";
import type { SwimLanes } from "./swim-lanes.ts";
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
  type VerdictWord,
} from "./report.ts";

/** What backup trials say of one candidate. */
export interface TrialJudgement {
  readonly kind: CandidateKind;
  readonly name: string;
  readonly verdict: VerdictWord;
  readonly probability: number | null;
  readonly trials: CandidateVerdict["trials"];
  readonly since: Moment | null;
  readonly until: Moment | null;
}

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
  /** Default: no exports were given. */
  readonly correlation?: Correlation | null;
  /** Default: not asked for. */
  readonly lanes?: SwimLanes | null;
  /** Default: not all that was given was joined. */
  readonly diagnosis?: Diagnosis | null;
  /** Default: nothing was backed up, as far as known. */
  readonly judgements?: readonly TrialJudgement[];
  /** Every node and proxy that the input names, found guilty of something or not. */
  readonly nodes: readonly string[];
  readonly proxies: readonly string[];
  /** By host. */
  readonly aliases: ReadonlyMap<string, readonly Alias[]>;
  readonly checks: readonly CheckResult[];
  /** Default: nothing is suppressed. */
  readonly suppressions?: readonly SuppressionRow[];
}

export function buildReport(parts: ReportParts): Report {
  const { tool, generatedAt, window, sources, coverage, checks } = parts;
  const { directory = null, auditCommand = null, correlation = null, lanes = null, diagnosis = null } = parts;
  const nodes = verdicts("node", parts.nodes, parts);
  return {
    schemaVersion: SCHEMA_VERSION,
    tool,
    generatedAt,
    window,
    sources,
    coverage,
    directory,
    auditCommand,
    correlation,
    lanes,
    diagnosis,
    nodes,
    volumes: correlation === null ? [] : verdicts("volume", [], parts),
    proxies: verdicts("proxy", parts.proxies, parts),
    checks,
    suppressions: parts.suppressions ?? [],
    verdict: {
      badNodes: nodes.filter(({ verdict }) => verdict === "bad").map(({ name }) => name),
      basis: basisOf({ sources, coverage, directory, correlation, diagnosis, checks }),
    },
  };
}

function basisOf(
  parts: Pick<Report, "sources" | "coverage" | "directory" | "correlation" | "diagnosis" | "checks">,
): Report["verdict"]["basis"] {
  if (parts.checks.some(isFailure)) return "findings";
  // What a check of severity info looks in does not make a failure known or unknown.
  const checks = parts.checks.filter(({ text }) => text.severity !== "info");
  if (isIncomplete(parts)) return "incomplete";
  if (checks.some((check) => check.status === "inconclusive")) return "undecided";
  return checks.every((check) => check.status === "not-applicable") ? "not-applicable" : "nothing-found";
}

/** Findings alone make a host suspect, never bad and never clear: that takes trials. Who only reports stays unknown. */
function verdicts(
  kind: Subject["kind"],
  named: readonly string[],
  {
    checks,
    aliases,
    judgements = [],
    diagnosis = null,
  }: Pick<ReportParts, "checks" | "aliases" | "judgements" | "diagnosis">,
): readonly CandidateVerdict[] {
  const judged = new Map(judgements.flatMap((one) => (one.kind === kind ? [[one.name, one] as const] : [])));
  const reasonsOf = new Map<string, Set<CheckText>>([...named, ...judged.keys()].map((name) => [name, new Set()]));
  const suspects = new Set<string>();
  const uncovered = new Set(kind === "node" ? diagnosis?.missingProof.filter(isOfLogs).map(({ node }) => node) : []);
  for (const { text, findings, suppressed = [] } of checks) {
    // Whoever has findings stands in the report, even where all of them are suppressed.
    for (const { subject } of suppressed.map(({ finding }) => finding)) {
      if (subject.kind === kind && !reasonsOf.has(subject.name)) reasonsOf.set(subject.name, new Set());
    }
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
    .map(([name, reasons]) => {
      const trial = judged.get(name);
      return {
        name,
        verdict: joined(trial?.verdict ?? "unknown", suspects.has(name), uncovered.has(name)),
        probability: trial?.probability ?? null,
        trials: trial?.trials ?? { total: 0, failed: 0 },
        since: trial?.since ?? null,
        until: trial?.until ?? null,
        reasons: [...reasons].map(({ id }) => id),
        aliases: aliases.get(name) ?? [],
      };
    });
}

/**
 * What speaks against a candidate is no proof, and yet it keeps passed trials from clearing it. So do logs that are missing where all that was given
 * is joined: something that speaks against it may stand in them.
 */
function joined(byTrials: VerdictWord, isSuspect: boolean, isUncovered: boolean): VerdictWord {
  if (byTrials !== "bad" && isSuspect) return "suspect";
  return byTrials === "clear" && isUncovered ? "unknown" : byTrials;
}
