import { type CheckResult, type Finding, names } from "../../report/index.ts";
import { fillTemplate, phraseWords } from "./phrase-words.ts";

/** What the check found to be so: its failure title when it failed. */
export function checkTitle({ status, text }: CheckResult): string {
  return status === "fail" ? text.failureTitle : text.title;
}

export function reasonWords({ reason, text }: CheckResult): string | null {
  return reason === null ? null : phraseWords(reason, text);
}

export function findingWords(finding: Finding, { text }: CheckResult): string {
  return phraseWords(finding, text);
}

/** Next steps with the hosts' names filled in; none unless the check failed. */
export function remediationWords({ status, text, findings }: CheckResult): readonly string[] {
  if (status !== "fail") return [];
  const named = (kind: "node" | "proxy"): readonly string[] => [
    ...new Set(
      findings
        .filter((found) => found.subject.kind === kind && found.severity !== "info")
        .map(({ subject }) => subject.name),
    ),
  ];
  const given = { nodes: names(named("node")), proxies: names(named("proxy")) };
  return text.remediation.map((step) => fillTemplate(step, given));
}
