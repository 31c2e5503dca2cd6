import type { CheckResult, CheckStatus, Finding } from "../../report/index.ts";
import { phraseWords } from "./phrase-words.ts";

/** What the check found to be so: its failure title when it failed, whether or not that is suppressed. */
export function checkTitle({ status, text }: CheckResult): string {
  return status === "fail" || status === "suppressed" ? text.failureTitle : text.title;
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
  suppressed: "SUPPRESSED",
  inconclusive: "UNCLEAR",
  "not-applicable": "NO DATA",
  error: "ERROR",
};

/** What the findings are about, to stand above them. */
export function subjectHeading(findings: readonly Finding[]): string {
  const kinds = new Set(findings.map(({ subject }) => subject.kind));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return "Where";
  return { node: "Node", proxy: "Proxy", volume: "Volume", object: "Object", backups: "Backups" }[kind];
}

export function findingWords(finding: Finding, { text }: CheckResult): string {
  return phraseWords(finding, text);
}
