import type { Outcome } from "../cli/test-context.ts";

interface ReportedFinding {
  readonly node?: string;
  readonly severity: string;
  readonly evidence: readonly { readonly dn?: string }[];
}

/** What these tests look at in a report as JSON. */
export interface AuditReport {
  readonly sources: readonly object[];
  readonly nodes: readonly { readonly node: string; readonly verdict: string }[];
  readonly checks: readonly { readonly id: string; readonly findings: readonly ReportedFinding[] }[];
  readonly directory: {
    readonly hosts: readonly {
      readonly node: string;
      readonly kind: string;
      readonly audit: string;
      readonly connectionPoint: { readonly state: string };
    }[];
    readonly leftOut: readonly { readonly computer: string; readonly reason: string }[];
    readonly notFound: readonly string[];
  };
}

export function reportOf({ stdout, stderr }: Outcome): AuditReport {
  if (stdout === "") throw new Error(`no report: ${stderr}`);
  const report: unknown = JSON.parse(stdout);
  if (!isAuditReport(report)) throw new Error("no report of a directory");
  return report;
}

/** Its form is the schema's matter, in test/schema. */
function isAuditReport(value: unknown): value is AuditReport {
  return typeof value === "object" && value !== null && "checks" in value && "nodes" in value && "directory" in value;
}

export function verdicts({ nodes }: AuditReport): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ node, verdict }) => [node, verdict]));
}

/** `check severity`, each once, sorted. */
export function findingsByHost({ checks }: AuditReport): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, findings } of checks) {
    for (const { node = "", severity } of findings) {
      found.set(node, [...new Set([...(found.get(node) ?? []), `${id} ${severity}`])].sort());
    }
  }
  return found;
}
