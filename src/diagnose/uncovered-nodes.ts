import { type Correlation, type Diagnosis, isOfLogs } from "../report/index.ts";

/** Who passes and whose logs are missing is not clear where all that was given is joined; the ranking must not say so either. */
export function withoutUncovered(correlation: Correlation, { missingProof }: Diagnosis): Correlation {
  const uncovered = new Set(missingProof.filter(isOfLogs).map(({ node }) => node));
  if (uncovered.size === 0) return correlation;
  const ranking = correlation.ranking.map((candidate) =>
    candidate.kind === "node" && candidate.verdict === "clear" && uncovered.has(candidate.name)
      ? ({ ...candidate, verdict: "unknown", reason: { code: "logs-missing", arguments: {} } } as const)
      : candidate,
  );
  return { ...correlation, ranking };
}
