import {
  type Argument,
  type Arguments,
  type CheckResult,
  compareSeverity,
  type Finding,
  isNote,
  isOfLogs,
  names,
  type NextStep,
  type Report,
  type Subject,
  text,
} from "../../report/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { compareText } from "../../shared/order.ts";
import { auditCommandWords } from "./audit-command-words.ts";
import { namesForCommands, objectDn, objectWords } from "./step-objects.ts";
import { fillStep } from "./step-template.ts";

const SHOWN_SUBJECTS = 12;

type Known = Pick<Report, "checks" | "directory" | "auditCommand"> & Partial<Pick<Report, "correlation" | "diagnosis">>;

/** What to do, and a command for it that has to stay in one line to be pasted; null without such a one. */
export interface StepWords {
  readonly words: string;
  readonly command: string | null;
}

/** Each step in one line of running text. */
export function stepWords(checks: readonly CheckResult[], known?: Known): readonly string[] {
  return nextSteps(checks, known).map(({ words, command }) => (command === null ? words : `${words} ${command}`));
}

/**
 * Next steps of these checks: each once, with the names of the hosts and volumes that the checks which advise it found, and
 * with the texts of those findings; those that only look first, and of the others those that come first or last by nature.
 */
export function nextSteps(
  checks: readonly CheckResult[],
  known: Known = { checks, directory: null, auditCommand: null },
): readonly StepWords[] {
  const advised = checks.flatMap((check) =>
    check.text.remediation.filter((step) => findingsFor(step, check).length > 0),
  );
  const steps = new Map(advised.map((step) => [step.id, step]));
  const waiting = waitingHosts(known.checks);
  return [...steps.values()].sort(compareSteps).flatMap((step) => {
    const advising = checks.filter(({ text }) => text.remediation.some(({ id }) => id === step.id));
    const given = advising
      .flatMap((check) => findingsFor(step, check))
      .filter((finding) => !isSettled(step, finding, known));
    const waits = ({ subject }: Finding): boolean => waiting.has(subject.name);
    const others = given.filter((finding) => !waits(finding));
    const findings = isHeldBack(step) ? others : [...given.filter(waits), ...others];
    return findings.length === 0 ? [] : [filled(step, findings, known)];
  });
}

const KIND_ORDER: readonly NextStep["kind"][] = ["look", "change"];
const PLACE_ORDER: readonly NextStep["place"][] = ["first", undefined, "last"];

function compareSteps(a: NextStep, b: NextStep): number {
  return (
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    PLACE_ORDER.indexOf(a.place) - PLACE_ORDER.indexOf(b.place)
  );
}

/** The gravest first. */
function findingsFor(
  { kind, codes, forQuestions = kind === "look" }: NextStep,
  check: CheckResult,
): readonly Finding[] {
  const found =
    codes === undefined
      ? check.findings.filter((finding) => check.status === "fail" && !isNote(finding, check))
      : check.findings.filter(({ code }) => codes.includes(code));
  return found
    .filter(({ isQuestion }) => forQuestions || isQuestion !== true)
    .sort((a, b) => compareSeverity(a.severity, b.severity) || compareText(a.subject.name, b.subject.name));
}

/** Hosts on which nothing else is changed until what comes first is done; what there is to look at on them comes first. */
function waitingHosts(checks: readonly CheckResult[]): ReadonlySet<string> {
  return new Set(
    checks.flatMap((check) =>
      check.text.remediation
        .filter(({ kind, place }) => kind === "change" && place === "first")
        .flatMap((step) => findingsFor(step, check))
        .flatMap(({ subject }) => (subject.kind === "node" ? [subject.name] : [])),
    ),
  );
}

function isSettled(
  { settledBy }: NextStep,
  { subject }: Finding,
  { directory, correlation, diagnosis }: Known,
): boolean {
  if (diagnosis === undefined || diagnosis === null || settledBy === undefined) return false;
  switch (settledBy) {
    case "repair-plan":
      return diagnosis.repairs.some(({ node }) => node === subject.name);
    case "trials":
      return (correlation?.trials.total ?? 0) > 0;
    case "directory":
      return directory !== null;
    case "causes":
      return diagnosis.causes !== null;
    case "logs":
      return diagnosis.missingProof.every((missing) => missing.node !== subject.name || !isOfLogs(missing));
  }
}

function isHeldBack({ kind, place }: NextStep): boolean {
  return kind === "change" && place !== "first";
}

function filled(step: NextStep, findings: readonly Finding[], known: Known): StepWords {
  const nodes = [...new Set(namesOf(findings, "node"))];
  const own = findings.filter(({ subject }) => subject.kind === "node" && subject.name === nodes[0]);
  const given: Arguments = {
    reader: text(known.auditCommand?.reader ?? "the account that reads"),
    ...foundTexts(findings),
    ...subjectArguments(findings, nodes),
    audit: text(auditCommandWords(distinctTexts(nodes).slice(0, SHOWN_SUBJECTS), known, domainOf(own))),
    objects: text(objectWords(findings)),
  };
  const ofNode = nodes[0] === undefined ? new Map<string, string>() : textsOfNode(own, nodes[0]);
  const account = known.directory?.hosts.find(({ name }) => name === nodes[0])?.dn;
  const inCommands = new Map([...ofNode, ...namesForCommands(objectDn(own[0] ?? findings[0]), account)]);
  const [words = "", command = null] = fillStep(step.text, given, inCommands).split("\n");
  return { words, command };
}

function subjectArguments(findings: readonly Finding[], nodes: readonly string[]): Arguments {
  const named = (kind: Subject["kind"], otherwise: string): Argument => {
    const subjects = distinctTexts(namesOf(findings, kind));
    return subjects.length === 0 ? text(otherwise) : names(subjects);
  };
  return {
    nodes: named("node", "the owners of failing volumes"),
    node: text(nodes[0] ?? "the host"),
    proxies: named("proxy", "the proxy"),
    volumes: named("volume", "the volumes"),
  };
}

/** Its name, and what its findings say with one voice: a command takes one text only. */
function textsOfNode(own: readonly Finding[], node: string): ReadonlyMap<string, string> {
  const single = [...textsByArgument(own)].flatMap(([name, texts]) => {
    const [one, ...others] = distinctTexts(texts);
    return one === undefined || others.length > 0 ? [] : [[name, one] as const];
  });
  return new Map([...single, ["node", node]]);
}

function domainOf(own: readonly Finding[]): string | null {
  const [domain, ...others] = distinctTexts(textsByArgument(own).get("domain") ?? []);
  return domain === undefined || others.length > 0 ? null : domain;
}

function namesOf(findings: readonly Finding[], kind: Subject["kind"]): readonly string[] {
  return findings.flatMap(({ subject }) => (subject.kind === kind ? [subject.name] : []));
}

/** By argument: the distinct values of all findings. */
function foundTexts(findings: readonly Finding[]): Arguments {
  return Object.fromEntries([...textsByArgument(findings)].map(([name, given]) => [name, names(distinctTexts(given))]));
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
