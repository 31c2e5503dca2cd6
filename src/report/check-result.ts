import type { Proof } from "../evidence/index.ts";
import type { Phrase } from "./phrase.ts";
import type { Suppression } from "./suppression.ts";

export type Severity = "critical" | "warning" | "info";

export const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];

/** Below zero when `a` weighs more. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Whom a finding is about. */
export interface Subject {
  /** `object`: one of a directory that belongs to no host; its name is its DN. `backups`: all that were made. */
  readonly kind: "node" | "proxy" | "volume" | "object" | "backups";
  readonly name: string;
}

/** null: the record does not say. */
export interface EventKind {
  readonly provider: string | null;
  readonly id: number;
  readonly level: number | null;
}

/** One claim with its proof. */
export interface Finding extends Phrase {
  readonly severity: Severity;
  /** It asks for an answer rather than speaks against its subject: nobody is suspect for it. */
  readonly isQuestion?: true;
  readonly subject: Subject;
  readonly evidence: Proof;
  /** The kinds of events among the proof, for looking all such records up; empty when the proof is no events. */
  readonly eventKinds: readonly EventKind[];
}

/**
 * `pass` and `inconclusive` may carry findings of severity info: seen, but below the check's threshold. `suppressed`: it failed, and all that it failed
 * for is suppressed.
 */
export type CheckStatus = "pass" | "fail" | "suppressed" | "inconclusive" | "not-applicable" | "error";

/** What to do next. Steps with the same id are one, whatever checks advise it. */
export interface NextStep {
  readonly id: string;
  /** Whether it only looks, or changes something. */
  readonly kind: "look" | "change";
  /**
   * A template; `{nodes}`, `{proxies}` and `{volumes}` are those that the findings name, `{node}` is the first of the nodes.
   * `{audit}` is the command that audits the nodes again, `{objects}` the DNs of what was found, `{reader}` whoever read. Any
   * other name is an argument of the findings: its distinct texts. Within a command it is `{node:literal}` or
   * `{domain:literal}`: what the first node's findings say, quoted as PowerShell takes it; `{account:literal}` is the DN of
   * its account, `{dn:literal}` that of the object which its first proof shows. Behind a line feed stands a command that has
   * to stay whole.
   */
  readonly text: string;
  /** Before or behind all others of its kind. Of a change that comes first: nothing else is changed on its hosts meanwhile. */
  readonly place?: "first" | "last";
  /** It is for findings of these codes alone, however slight, and where the check could not tell as well. */
  readonly codes?: readonly string[];
  /**
   * What makes it needless where everything is joined: a plan for the finding's node, trials that were joined with owners, a directory that was read,
   * causes that were compared, or logs of the finding's node that reach over its backups.
   */
  readonly settledBy?: "repair-plan" | "trials" | "directory" | "causes" | "logs";
  /** Whether it is for findings that only ask. Default: what looks is, what changes something is not. */
  readonly forQuestions?: boolean;
}

/** What a check says of itself: the texts are templates, `{name}` and `{name:singular|plural}` stand for arguments. */
export interface CheckText {
  /** Stable for ever: users suppress by it. */
  readonly id: string;
  /** What holds when it passes. */
  readonly title: string;
  readonly failureTitle: string;
  /** What speaks, in a word or two that can stand in brackets behind a host's name. */
  readonly label: string;
  /** The same for findings of some codes that say more. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether a finding speaks against its subject, or the subject only reports what failed, perhaps elsewhere. */
  readonly subjectRole: "suspect" | "witness";
  /** Of its findings at or above the threshold. */
  readonly severity: Severity;
  readonly rationale: string;
  /** What counts as a finding, in words. */
  readonly threshold: string;
  /** How its findings are to be read: what was counted as what, and what is inferred. */
  readonly legend: string;
  /** The channels it looks in. */
  readonly channels: readonly string[];
  /** Where else it looks; without either, in a directory. */
  readonly places?: readonly string[];
  /** The words for the codes of its findings and reasons. */
  readonly messages: Readonly<Record<string, string>>;
  readonly remediation: readonly NextStep[];
}

/** A finding that makes nobody suspect and no exit code. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

export interface CheckResult {
  readonly text: CheckText;
  readonly status: CheckStatus;
  /** The gravest of its findings when it failed, else the check's own. */
  readonly severity: Severity;
  /** Why this status; null when the findings say it all. */
  readonly reason: Phrase | null;
  /** By severity, subject, time of the first proof. */
  readonly findings: readonly Finding[];
  /** None of them is among the findings; absent: none. */
  readonly suppressed?: readonly SuppressedFinding[];
  /**
   * Hosts that it could not judge: failures reached the threshold, and no log tells whether they are of the kind that is
   * judged; or, of a directory, the objects that would tell were not seen, of the connection point or of the host itself.
   */
  readonly unjudged?: readonly string[];
}

/** It found a failure; a check of severity info that fails tells of circumstances. */
export function isFailure({ status, severity }: Pick<CheckResult, "status" | "severity">): boolean {
  return status === "fail" && severity !== "info";
}

/** Checks by the gravest of their findings, else in the order given. */
export function gravestFirst(checks: readonly CheckResult[]): readonly CheckResult[] {
  return [...checks].sort((a, b) => compareSeverity(a.severity, b.severity));
}

/** Whether a finding makes its subject suspect. */
export function speaksAgainst(
  { severity, isQuestion }: Finding,
  { subjectRole }: Pick<CheckText, "subjectRole">,
): boolean {
  return severity !== "info" && subjectRole === "suspect" && isQuestion !== true;
}

/** Whether a finding stays below its check's threshold. Of a check of severity info that failed none does. */
export function isNote({ severity }: Finding, check: Pick<CheckResult, "status" | "severity">): boolean {
  return severity === "info" && (check.status !== "fail" || isFailure(check));
}
