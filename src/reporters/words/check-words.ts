import {
  type Argument,
  type CheckResult,
  type CheckStatus,
  type Finding,
  isNote,
  names,
  type NextStep,
  type Subject,
  text,
} from "../../report/index.ts";
import { fillTemplate, phraseWords } from "./phrase-words.ts";

/** What the check found to be so: its failure title when it failed. */
export function checkTitle({ status, text }: CheckResult): string {
  return status === "fail" ? text.failureTitle : text.title;
}

export function reasonWords({ reason, text }: CheckResult): string | null {
  return reason === null ? null : phraseWords(reason, text);
}

/** All findings of a failed check in one sentence, and how they are to be read. */
export function summaryWords(check: CheckResult): string {
  const reason = reasonWords(check);
  return reason === null ? check.text.legend : `${reason}. ${check.text.legend}`;
}

/** A check's status as a label. */
export function statusWords(status: CheckStatus): string {
  return STATUS_WORDS[status];
}

const STATUS_WORDS: Readonly<Record<CheckStatus, string>> = {
  pass: "PASS",
  fail: "FAIL",
  inconclusive: "UNCLEAR",
  "not-applicable": "NO DATA",
  error: "ERROR",
};

/** What the findings are about, to stand above them. */
export function subjectHeading(findings: readonly Finding[]): string {
  const kinds = new Set(findings.map(({ subject }) => subject.kind));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return "Where";
  return { node: "Node", proxy: "Proxy", volume: "Volume" }[kind];
}

export function findingWords(finding: Finding, { text }: CheckResult): string {
  return phraseWords(finding, text);
}

/**
 * Next steps of the checks that failed: each once, with the names of the hosts and volumes that the checks which advise
 * it found; those that only look first.
 */
export function stepWords(checks: readonly CheckResult[]): readonly string[] {
  const failed = checks.filter(({ status }) => status === "fail");
  const steps = new Map(failed.flatMap(({ text }) => text.remediation.map((step) => [step.id, step] as const)));
  return [...steps.values()]
    .sort((a, b) => STEP_ORDER.indexOf(a.kind) - STEP_ORDER.indexOf(b.kind))
    .map((step) => {
      const advising = failed.filter(({ text }) => text.remediation.some(({ id }) => id === step.id));
      return fillTemplate(step.text, {
        nodes: named(advising, "node", "the owners of failing volumes"),
        proxies: named(advising, "proxy", "the proxy"),
        volumes: named(advising, "volume", "the volumes"),
      });
    });
}

function named(checks: readonly CheckResult[], kind: Subject["kind"], otherwise: string): Argument {
  const subjects = new Set(
    checks.flatMap((check) =>
      check.findings.filter((found) => !isNote(found, check)).flatMap((found) => subjectOf(found, kind)),
    ),
  );
  return subjects.size === 0 ? text(otherwise) : names([...subjects].sort());
}

const STEP_ORDER: readonly NextStep["kind"][] = ["look", "change"];

function subjectOf({ subject }: Finding, kind: Subject["kind"]): readonly string[] {
  return subject.kind === kind ? [subject.name] : [];
}
