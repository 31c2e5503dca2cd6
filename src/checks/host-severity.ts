import type { DirectoryHost } from "../facts/directory/index.ts";
import type { Finding, Severity } from "../report/index.ts";

/** Of a finding about a host: one that is disabled or has long not logged on is told of, and fails nothing. */
export function severityOn({ activity }: DirectoryHost, severity: Severity): Severity {
  return activity === "disabled" || activity === "stale" ? "info" : severity;
}

/**
 * The same for what a host registers itself. One without a connection point that is no cluster node may have had its Hyper-V
 * role removed, and kept its service principal names: a question, not a failure, unless it has those names and was asked for.
 */
export function gravityOfRegistration(
  host: DirectoryHost,
  severity: Severity,
): Pick<Finding, "severity" | "isQuestion"> {
  if (!isPerhapsNoHost(host)) return { severity: severityOn(host, severity) };
  const asked = severityOn(host, "warning");
  return asked === "info" ? { severity: asked } : { severity: asked, isQuestion: true };
}

export function isPerhapsNoHost({ connectionPoint, isClusterNode, isAskedFor, hasHyperVSpns }: DirectoryHost): boolean {
  const mayLackIt =
    connectionPoint.kind === "missing" ||
    (connectionPoint.kind === "unknown" && connectionPoint.reason === "access-not-shown");
  return mayLackIt && !isClusterNode && !(isAskedFor && hasHyperVSpns);
}
