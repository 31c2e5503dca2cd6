import type { Hosts } from "../facts/index.ts";
import {
  type CheckResult,
  compareSeverity,
  type Finding,
  isNote,
  type SuppressedFinding,
  type Suppression,
  type SuppressionRow,
} from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";

export interface SuppressedResults {
  readonly checks: readonly CheckResult[];
  readonly rows: readonly SuppressionRow[];
  /** All findings that are suppressed. */
  readonly findings: ReadonlySet<Finding>;
}

interface Known {
  readonly hosts: Pick<Hosts, "nameOf">;
  /** FILETIME ticks of the report. */
  readonly now: bigint;
}

const TICKS_PER_DAY = 24n * 3600n * 10_000_000n;

/**
 * Takes what is suppressed out of the findings, so that nothing that counts or judges findings sees it. Trials are judged by themselves: a node that they
 * call bad stays so, whatever is suppressed.
 */
export function suppressedResults(
  results: readonly CheckResult[],
  suppressions: readonly Suppression[],
  { hosts, now }: Known,
): SuppressedResults {
  const matchers = suppressions.map((suppression) => {
    const isOfSubject = subjectMatcher(suppression, hosts);
    const isFor = ({ text }: CheckResult, finding: Finding): boolean =>
      text.id === suppression.check && isOfSubject(finding);
    return { suppression, isFor, isExpired: isExpired(suppression, now) };
  });
  const checks = results.map((check) => {
    const suppressed = check.findings.flatMap((finding): readonly SuppressedFinding[] => {
      const found = matchers.find(({ isFor, isExpired }) => !isExpired && isFor(check, finding));
      return found === undefined ? [] : [{ finding, suppression: found.suppression }];
    });
    return suppressed.length === 0 ? check : withoutSuppressed(check, suppressed);
  });
  return {
    checks,
    rows: matchers.map(({ suppression, isFor, isExpired }): SuppressionRow => {
      const matched = results.flatMap((check) => check.findings.filter((finding) => isFor(check, finding)));
      const state = isExpired ? "expired" : matched.length === 0 ? "unused" : "applied";
      return { ...suppression, state, names: distinctTexts(matched.map(({ subject }) => subject.name)) };
    }),
    findings: new Set(checks.flatMap(({ suppressed = [] }) => suppressed.map(({ finding }) => finding))),
  };
}

/** It holds to the end of its last day. */
function isExpired({ lastDay }: Suppression, now: bigint): boolean {
  return lastDay !== null && now >= lastDay + TICKS_PER_DAY;
}

/** A host is meant by any form of its name, and by those that it gave up. */
function subjectMatcher({ subjects }: Suppression, { nameOf }: Known["hosts"]): (finding: Finding) => boolean {
  if (subjects === null) return () => true;
  const names = new Set(subjects.map((name) => name.toUpperCase()));
  const hosts = new Set(subjects.map((name) => nameOf(name, null)));
  return ({ subject: { kind, name } }) =>
    names.has(name.toUpperCase()) || ((kind === "node" || kind === "proxy") && hosts.has(name));
}

function withoutSuppressed(check: CheckResult, suppressed: readonly SuppressedFinding[]): CheckResult {
  const taken = new Set(suppressed.map(({ finding }) => finding));
  const findings = check.findings.filter((finding) => !taken.has(finding));
  if (check.status !== "fail") return { ...check, findings, suppressed };
  const left = findings.filter((finding) => !isNote(finding, check));
  if (left.length === 0) return { ...check, status: "suppressed", severity: check.text.severity, findings, suppressed };
  const [severity] = left.map((finding) => finding.severity).sort(compareSeverity);
  return { ...check, severity: severity ?? check.severity, findings, suppressed };
}
