import { runChecks, TRIAL_CHECKS } from "../../src/checks/index.ts";
import { correlationOf, trialJudgements } from "../../src/diagnose/correlation.ts";
import { type ExportEvidence, NO_EXPORTS } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { buildReport, type Report, type ReportedExport } from "../../src/report/index.ts";
import { NIGHTS, NIGHTS_ATTRIBUTION, type TrialFacts, trialFacts, trialsOf } from "../checks/build-trials.ts";
import { evidenceOf, ticks } from "../evidence/build-evidence.ts";

export function exportSource(given: Partial<ReportedExport> = {}): ReportedExport {
  return {
    kind: "sessions",
    path: "sessions.csv",
    status: "complete",
    rows: 12,
    leftOut: [],
    from: ticks("2026-09-08T21:03:00Z"),
    to: ticks("2026-09-11T23:30:00Z"),
    warnings: [],
    problem: null,
    ...given,
  };
}

export interface CorrelationGiven {
  readonly facts?: TrialFacts;
  readonly sources?: readonly ReportedExport[];
  readonly exports?: ExportEvidence;
  readonly timeline?: boolean;
}

/** The report on backups and owners, as the conductor makes it of these facts. */
export function reportOfTrials({
  facts = trialFacts(trialsOf(NIGHTS), NIGHTS_ATTRIBUTION),
  sources = [exportSource()],
  exports = NO_EXPORTS,
  timeline = false,
}: CorrelationGiven = {}): Report {
  const judged = { ...deriveFacts(evidenceOf([])), ...facts };
  return buildReport({
    tool: { name: "badnode", version: "1.2.3" },
    generatedAt: ticks("2026-09-28T06:00:00Z"),
    window: { from: sources[0]?.from ?? null, to: sources[0]?.to ?? null, askedFrom: false, askedTo: false },
    sources,
    coverage: [],
    correlation: correlationOf(judged, exports, { window: { since: null, until: null }, timeline }),
    judgements: trialJudgements(facts.attribution),
    nodes: [],
    proxies: [],
    aliases: new Map(),
    checks: runChecks(TRIAL_CHECKS, judged),
  });
}
