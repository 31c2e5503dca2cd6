import { type AuditedDirectory, auditedServers } from "./audited-directory.ts";
import { compareSeverity, type Severity } from "./check-result.ts";
import { lacksEvidence } from "./correlation.ts";
import { isOfLogs } from "./diagnosis.ts";
import type { Report } from "./report.ts";

/** The gravity from which findings make the command fail. */
export type FailOn = Severity | "never";

/**
 * Whether something that was given could not be used whole, or failures that it holds could be laid to nobody: then
 * nothing found does not mean nothing there.
 */
export function isIncomplete({
  sources,
  coverage,
  directory,
  correlation,
  diagnosis,
  checks,
}: Pick<Report, "sources" | "coverage" | "directory" | "correlation" | "diagnosis" | "checks">): boolean {
  return (
    sources.some((source) => source.status !== "complete") ||
    coverage.some((row) => row.examined && (!row.coversWindow || row.hasGaps || row.beginsAtClearing)) ||
    checks.some(({ status, unjudged }) => status === "error" || unjudged !== undefined) ||
    (directory !== null && lacksHosts(directory)) ||
    (correlation !== null && lacksEvidence(correlation)) ||
    (diagnosis?.missingProof.some(isOfLogs) ?? false)
  );
}

/** A host that could not be judged, or a name that the directory does not have, may be the one that matters. */
function lacksHosts(directory: AuditedDirectory): boolean {
  return directory.notFound.length > 0 || auditedServers(directory).some(({ audit }) => audit === "unknown");
}

/**
 * 0 nothing found and evidence complete; 1 findings at or above `failOn`; 2 nothing could be read;
 * 3 nothing found, but the evidence is incomplete.
 */
export function exitCodeOf(report: Report, failOn: FailOn): 0 | 1 | 2 | 3 {
  // An earlier report tells nothing of its own.
  const evidence = report.sources.filter(({ kind }) => kind !== "baseline");
  if (evidence.every((source) => source.status === "unreadable")) return 2;
  if (failOn !== "never") {
    const severities = report.checks.flatMap((check) => check.findings.map((finding) => finding.severity));
    if (severities.some((severity) => compareSeverity(severity, failOn) <= 0)) return 1;
  }
  return isIncomplete(report) ? 3 : 0;
}
