import { failsTooOften, passesUntilClear } from "../../facts/index.ts";
import type { CandidateKind, ComparedOutcome, ComparedSign, RankedCandidate, Report } from "../../report/index.ts";
import { isSameName } from "./present-names.ts";

/** So little was backed up that a proxy had nothing to fail at. */
export function isIdle({ correlation }: Pick<Report, "correlation">): boolean {
  return passesUntilClear({ failed: 0, total: correlation?.trials.total ?? 0 }) > 0;
}

function rankedOf(correlation: Report["correlation"], kind: CandidateKind, name: string): RankedCandidate | undefined {
  return correlation?.ranking.find((one) => one.kind === kind && isSameName(one.name, name));
}

export type BackupsSign = Extract<ComparedSign, { code: "backups" }>;

/** Failures of which something else is the cause, so that nobody knows what the node itself would do. */
const LAID_ELSEWHERE: ReadonlySet<string> = new Set(["explained", "fails-with-others"]);

/** What its backups since say of a candidate; resolved needs as much as a clear verdict does. */
export function backupsOf(correlation: Report["correlation"], kind: CandidateKind, name: string): BackupsSign {
  const ranked = rankedOf(correlation, kind, name);
  const trials = ranked?.trials ?? { failed: 0, total: 0 };
  const needed = passesUntilClear(trials);
  const sign = (outcome: ComparedOutcome): BackupsSign => {
    const missing = outcome === "too-early" ? needed : 0;
    return { code: "backups", outcome, trials, needed: missing, until: ranked?.until ?? null };
  };
  if (ranked?.verdict === "bad") return sign("persisting");
  if (ranked?.verdict === "clear") return sign("resolved");
  if (failsTooOften(trials)) return sign(LAID_ELSEWHERE.has(ranked?.reason.code ?? "") ? "unknown" : "persisting");
  return sign(needed > 0 ? "too-early" : "unknown");
}
