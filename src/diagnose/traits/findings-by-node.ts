import type { Check } from "../../checks/index.ts";
import type { CheckResult, Finding } from "../../report/index.ts";

/** What one check found of nodes, below its threshold as well. */
export interface CheckedNodes {
  /** The first of each node. */
  readonly findingOf: ReadonlyMap<string, Finding>;
  /** Nodes that it could not judge. */
  readonly unjudged: ReadonlySet<string>;
  /** It did not run to its end: it tells of no node. */
  readonly isSilent: boolean;
}

export function checkedNodes({ meta }: Check, results: readonly CheckResult[]): CheckedNodes {
  const result = results.find(({ text }) => text.id === meta.id);
  const findings = (result?.findings ?? []).filter(({ subject }) => subject.kind === "node");
  return {
    findingOf: new Map(findings.toReversed().map((finding) => [finding.subject.name, finding])),
    unjudged: new Set(result?.unjudged ?? []),
    isSilent: result === undefined || result.status === "error" || result.status === "not-applicable",
  };
}
