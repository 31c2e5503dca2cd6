import {
  type Argument,
  type Arguments,
  type CheckResult,
  type CheckStatus,
  type Finding,
  isNote,
  names,
  type NextStep,
  type Subject,
  text,
} from "../../report/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { listed, SHOWN_HOSTS } from "./list-words.ts";
import { phraseWords } from "./phrase-words.ts";
import { fillStep } from "./step-template.ts";

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
  return { node: "Node", proxy: "Proxy", volume: "Volume", object: "Object" }[kind];
}

export function findingWords(finding: Finding, { text }: CheckResult): string {
  return phraseWords(finding, text);
}

/**
 * Next steps of the checks that failed: each once, with the names of the hosts and volumes that the checks which advise
 * it found, and with the texts of those findings; those that only look first.
 */
export function stepWords(checks: readonly CheckResult[]): readonly string[] {
  const failed = checks.filter(({ status }) => status === "fail");
  const steps = new Map(failed.flatMap(({ text }) => text.remediation.map((step) => [step.id, step] as const)));
  return [...steps.values()]
    .sort((a, b) => STEP_ORDER.indexOf(a.kind) - STEP_ORDER.indexOf(b.kind))
    .map((step) => {
      const advising = failed.filter(({ text }) => text.remediation.some(({ id }) => id === step.id));
      const findings = advising.flatMap((check) => check.findings.filter((found) => !isNote(found, check)));
      const given = { ...foundTexts(findings), ...subjectArguments(findings) };
      return fillStep(step.text, given, textsOfFirstNode(findings));
    });
}

function subjectArguments(findings: readonly Finding[]): Arguments {
  const named = (kind: Subject["kind"], otherwise: string): Argument => {
    const subjects = namesOf(findings, kind);
    return subjects.length === 0 ? text(otherwise) : names(listed(subjects, SHOWN_HOSTS));
  };
  return {
    nodes: named("node", "the owners of failing volumes"),
    node: text(namesOf(findings, "node")[0] ?? "the host"),
    proxies: named("proxy", "the proxy"),
    volumes: named("volume", "the volumes"),
  };
}

/** Its name, and what its findings say with one voice: a command takes one text only. */
function textsOfFirstNode(findings: readonly Finding[]): ReadonlyMap<string, string> {
  const [node] = namesOf(findings, "node");
  if (node === undefined) return new Map();
  const own = findings.filter(({ subject }) => subject.kind === "node" && subject.name === node);
  const single = [...textsByArgument(own)].flatMap(([name, texts]) => {
    const [one, ...others] = distinctTexts(texts);
    return one === undefined || others.length > 0 ? [] : [[name, one] as const];
  });
  return new Map([...single, ["node", node]]);
}

function namesOf(findings: readonly Finding[], kind: Subject["kind"]): readonly string[] {
  return distinctTexts(findings.flatMap(({ subject }) => (subject.kind === kind ? [subject.name] : [])));
}

/** By argument: the distinct values of all findings. */
function foundTexts(findings: readonly Finding[]): Arguments {
  return Object.fromEntries(
    [...textsByArgument(findings)].map(([name, given]) => [name, names(listed(distinctTexts(given), SHOWN_HOSTS))]),
  );
}

function textsByArgument(findings: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const { arguments: given } of findings) {
    for (const [name, argument] of Object.entries(given)) {
      if (argument.kind !== "text") continue;
      const known = values.get(name);
      if (known === undefined) values.set(name, [argument.value]);
      else known.push(argument.value);
    }
  }
  return values;
}

const STEP_ORDER: readonly NextStep["kind"][] = ["look", "change"];
