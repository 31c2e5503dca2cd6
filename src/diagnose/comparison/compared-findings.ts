import type { EarlierFinding, EarlierReport } from "../../evidence/index.ts";
import { logReach, rowsOfChannel } from "../../facts/index.ts";
import type { CheckResult, ComparedFinding, ComparedOutcome, Report, Subject } from "../../report/index.ts";
import { compareText } from "../../shared/order.ts";
import { backupsOf, isIdle } from "./backups-since.ts";
import type { Comparing } from "./comparing.ts";
import { isSameName, keyOf, type PresentName } from "./present-names.ts";
import { POINT_CHECKS, wasLookedAt } from "./looked-at-then.ts";

/** What became of what checks found then, and what they find since. */
export function comparedFindings(
  report: EarlierReport,
  comparing: Comparing,
  presentName: PresentName,
): readonly ComparedFinding[] {
  const { checks } = comparing.report;
  const hosts = new Map([...report.nodes, ...report.proxies].map((one) => [keyOf(one.name), one]));
  const subjectOf = ({ subject }: EarlierFinding): Subject => {
    if (subject.kind !== "node" && subject.kind !== "proxy") return subject;
    const host = hosts.get(keyOf(subject.name)) ?? { name: subject.name, formerNames: [] };
    return { kind: subject.kind, name: presentName(host) ?? subject.name };
  };
  const then = report.findings.map((finding) => ({ id: finding.check, subject: subjectOf(finding) }));
  const known = new Set(then.map(({ id, subject }) => pairKey(id, subject)));
  const later = checks.flatMap(({ text, findings }) =>
    findings.flatMap(({ subject, severity }) => {
      const key = pairKey(text.id, subject);
      if (severity === "info" || known.has(key)) return [];
      known.add(key);
      return { id: text.id, subject };
    }),
  );
  const resultOf = new Map(checks.map((check) => [check.text.id, check]));
  const labelOf = (id: string): string => resultOf.get(id)?.text.label ?? id;
  return [
    ...then.map(({ id, subject }): ComparedFinding => {
      const outcome = outcomeOf(resultOf.get(id), subject, comparing);
      return { check: id, label: labelOf(id), subject, outcome };
    }),
    ...later.map(({ id, subject }): ComparedFinding => {
      const outcome = wasLookedAt(report, id, subject) ? "new" : "not-known-then";
      return { check: id, label: labelOf(id), subject, outcome };
    }),
  ].toSorted((a, b) => compareText(a.check, b.check) || compareText(a.subject.name, b.subject.name));
}

function pairKey(check: string, { kind, name }: Subject): string {
  return JSON.stringify([check, kind, keyOf(name)]);
}

/** What became of what a check found then. */
function outcomeOf(check: CheckResult | undefined, subject: Subject, comparing: Comparing): ComparedOutcome {
  if (check === undefined || check.status === "error") return "unknown";
  const looksAtTrials = check.text.places !== undefined;
  if (looksAtTrials) return trialOutcome(check, subject, comparing.report);
  const looksInLogs = check.text.channels.length > 0;
  // Of a log one record is enough: that it is below the check's threshold does not make it gone.
  const isThere = check.findings.some(
    (finding) => isSame(finding.subject, subject) && (looksInLogs || finding.severity !== "info"),
  );
  if (isThere) return "persisting";
  if (looksInLogs && !isCoveredSince(subject, check.text.channels, comparing)) return "unknown";
  if (looksInLogs) return subject.kind === "proxy" && isIdle(comparing.report) ? "too-early" : "resolved";
  return isAudited(check, subject, comparing.report) ? "resolved" : "unknown";
}

function isSame(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && isSameName(a.name, b.name);
}

function trialOutcome(
  check: CheckResult,
  subject: Subject,
  { correlation }: Pick<Report, "correlation">,
): ComparedOutcome {
  if (subject.kind === "node" || subject.kind === "volume" || subject.kind === "proxy") {
    return backupsOf(correlation, subject.kind, subject.name).outcome;
  }
  if (check.status === "fail") return "persisting";
  if (isIdle({ correlation })) return "too-early";
  return check.status === "pass" ? "resolved" : "unknown";
}

/** Whether silence since means that nothing was written since: a log that was not given, or is not whole over the time since, says nothing. */
function isCoveredSince({ kind, name }: Subject, channels: readonly string[], comparing: Comparing): boolean {
  const { horizon, from, lastBackup } = comparing;
  const isWhole = (host: string, channel: string): boolean =>
    logReach(horizon, host, channel, { from, to: lastBackup }) === "whole";
  if (kind === "node" || kind === "proxy") return channels.every((channel) => isWhole(name, channel));
  const rows = channels.flatMap((channel) => rowsOfChannel(horizon, channel));
  return rows.length > 0 && rows.every(({ host, channel }) => isWhole(host, channel));
}

/** Whether a directory that was given now would show the fault. */
function isAudited(check: CheckResult, { kind, name }: Subject, { directory }: Report): boolean {
  if (directory === null) return false;
  if (kind !== "node") return check.status === "pass" || check.status === "fail";
  const host = directory.hosts.find((one) => isSameName(one.name, name));
  if (host === undefined) return false;
  if (POINT_CHECKS.has(check.text.id) && host.connectionPoint.state === "sound") return true;
  if (check.unjudged?.some((unjudged) => isSameName(unjudged, name)) === true) return false;
  return (check.status === "pass" || check.status === "fail") && host.connectionPoint.state !== "unknown";
}
