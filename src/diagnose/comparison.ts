import type { EarlierReport } from "../evidence/index.ts";
import type { Comparison } from "../report/index.ts";
import { comparedFindings } from "./comparison/compared-findings.ts";
import { comparedNodes } from "./comparison/compared-nodes.ts";
import type { Comparing, JudgedSince } from "./comparison/comparing.ts";
import { presentNames } from "./comparison/present-names.ts";

/** Where the earlier report lies, and from when on it is compared. */
export interface ComparedWith {
  readonly path: string;
  readonly report: EarlierReport;
  readonly from: bigint;
}

/**
 * What became of what the earlier report told. `since` is made from what happened behind `from` alone: records, backups and failures of before, which are
 * still in the logs, are not in it. Of a directory it has the state that was given now.
 */
export function comparisonOf({ path, report, from }: ComparedWith, since: JudgedSince): Comparison {
  const presentName = presentNames(since.report);
  const named = [...report.nodes, ...report.proxies].map((one) => presentName(one));
  const matches = named.some((name) => name !== null);
  const lastBackup = since.report.correlation?.horizon.attempts.to ?? null;
  const comparing: Comparing = { ...since, from, lastBackup };
  const findings = matches ? comparedFindings(report, comparing, presentName) : [];
  return {
    path,
    generatedAt: report.generatedAt,
    since: { from, to: since.report.window.to },
    matches,
    nodes: matches ? comparedNodes(report, findings, comparing, presentName) : [],
    findings,
  };
}
