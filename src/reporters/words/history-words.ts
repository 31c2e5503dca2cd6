import type { CandidateVerdict, Report } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { aliasWords } from "./alias-words.ts";
import { countWords, hostWords } from "./phrase-words.ts";

const SHOWN_SUSPECTS = 9;

/**
 * One sentence on what checks of severity info know of suspects, and of others with the same history; none without, and none where causes were compared,
 * which say it.
 */
export function historyWords(report: Report): readonly string[] {
  if (report.diagnosis !== null && report.diagnosis.causes !== null) return [];
  const labelsOf = informationLabels(report);
  const nodes = report.nodes.filter(({ name }) => labelsOf.has(name));
  const suspects = nodes.filter(({ verdict }) => verdict === "suspect" || verdict === "bad");
  if (suspects.length === 0) return [];
  const shown = suspects.slice(0, SHOWN_SUSPECTS).map((node) => suspectWords(node, labelsOf.get(node.name) ?? []));
  const left = suspects.length - shown.length;
  const known = new Set(suspects.flatMap(({ name }) => labelsOf.get(name) ?? []));
  const noted = hostsWithFindings(report);
  const others = nodes
    .filter(({ name }) => !noted.has(name) && labelsOf.get(name)?.some((label) => known.has(label)) === true)
    .map(({ name }) => name);
  const counterexamples = others.length === 0 ? "" : ` The same is known of ${hostWords(others)}, without any finding.`;
  const more = left === 0 ? "" : `, and of ${countWords(left)} more`;
  return [`Known of the suspects: ${shown.join(", ")}${more}; a probable cause, not proof.${counterexamples}`];
}

/** Of checks for failures, notes included. */
function hostsWithFindings({ checks }: Report): ReadonlySet<string> {
  const failures = checks.filter(({ text }) => text.severity !== "info");
  return new Set(failures.flatMap(({ findings }) => findings.map(({ subject }) => subject.name)));
}

/** By node: the labels of the checks of severity info that found something. */
function informationLabels({ checks }: Report): ReadonlyMap<string, readonly string[]> {
  const labels = new Map<string, Set<string>>();
  for (const { text, findings, status } of checks) {
    if (text.severity !== "info" || status !== "fail") continue;
    for (const { subject, code } of findings) {
      if (subject.kind !== "node") continue;
      labels.set(subject.name, (labels.get(subject.name) ?? new Set()).add(text.labels?.[code] ?? text.label));
    }
  }
  return new Map([...labels].map(([name, set]) => [name, [...set]]));
}

/** `HV03 (renamed; HVNEW03 until 2026-09-02 06:12:44Z)`. */
function suspectWords({ name, aliases }: CandidateVerdict, labels: readonly string[]): string {
  const alias = aliases.findLast(({ isOfSetUp }) => !isOfSetUp);
  const history = [labels.join(", "), ...(alias === undefined ? [] : [aliasWords(alias)])];
  return `${visibleText(name)} (${history.join("; ")})`;
}
