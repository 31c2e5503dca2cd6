import type { CandidateVerdict, CheckResult, Report } from "../../report/index.ts";
import { causeClauses } from "./cause-words.ts";
import { comparisonClauses } from "./comparison-words.ts";
import { correlationClauses } from "./correlation-verdict-words.ts";
import {
  directoryStanding,
  directoryVerdictWords,
  hasOnlyDirectory,
  undecidedChecks,
} from "./directory-verdict-words.ts";
import { missingProofClauses } from "./diagnosis-words.ts";
import { historyWords } from "./history-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { countWords, hostWords, nameWords } from "./phrase-words.ts";
import { suppressedClauses } from "./suppression-words.ts";

/** Who is bad, who is suspect and why, who reports the failures; or that nothing was found, and how far that goes. */
export function verdictWords(report: Report): string {
  return [standingWords(report), ...suppressedClauses(report)].join("; ");
}

function standingWords(report: Report): string {
  const { verdict, directory, correlation } = report;
  if (correlation !== null) {
    const others = verdict.basis === "findings" ? otherFindings(report) : directoryParts(report);
    const compared = comparisonClauses(report);
    const clauses = [
      ...correlationClauses(report, correlation),
      ...causeClauses(report),
      ...missingProofClauses(report),
      ...others,
    ];
    // What was asked is told first; what old records still show is no contradiction to it.
    const [first = "", ...rest] = clauses;
    return [...compared, compared.length === 0 ? first : `in all that was given: ${first}`, ...rest].join("; ");
  }
  if (verdict.basis === "findings") return foundWords(report);
  if (directory !== null && hasOnlyDirectory(report)) return directoryVerdictWords(report, directory);
  return [logVerdictWords(report), ...directoryParts(report)].join("; ");
}

function logVerdictWords(report: Report): string {
  switch (report.verdict.basis) {
    case "incomplete":
      return incompleteWords(report);
    case "undecided":
      return `no known failure found, but ${undecidedChecks(report)} could not tell from what was given; no node is cleared`;
    case "not-applicable":
      return "no log that a check looks in was given; no node is judged";
    case "findings":
    case "nothing-found":
      return "no known failure found; no node is cleared, as no trials are known";
  }
}

function directoryParts(report: Report): readonly string[] {
  return report.directory === null ? [] : directoryStanding(report, report.directory);
}

function incompleteWords({ checks }: Report): string {
  const hosts = [...new Set(checks.filter(looksInLogs).flatMap(({ unjudged }) => unjudged ?? []))];
  return hosts.length === 0
    ? "nothing found, but the evidence is incomplete; no node is cleared"
    : `failures were seen on ${hostWords(hosts)} and could not be judged by what was given; no node is cleared`;
}

/** A check of a directory looks in no channel; what it could not judge is told with the directory's hosts. */
function looksInLogs({ text }: CheckResult): boolean {
  return text.channels.length > 0;
}

/** The verdict for a reader who sees nothing else. */
export function verdictSentence(report: Report): string {
  const words = verdictWords(report);
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  return report.verdict.basis === "findings"
    ? [sentence, ...historyWords(report), ...volumeWords(report)].join(" ")
    : sentence;
}

/** That volumes were not judged, and what that takes; nothing when they were, or when no log was given. */
export function volumeWords(report: Report): readonly string[] {
  return report.volumes.length > 0 || report.correlation !== null || hasOnlyDirectory(report)
    ? []
    : ["Volumes were not judged: badnode correlate does that, where it is known which node owned them when."];
}

function foundWords(report: Report): string {
  return otherFindings(report).join("; ");
}

/** All but what trials say by themselves. */
function otherFindings(report: Report): readonly string[] {
  const ofTrials = new Set(report.checks.flatMap(({ text }) => (text.places === undefined ? [] : [text.id])));
  const candidates = [...report.nodes, ...report.proxies, ...report.volumes].filter(({ reasons }) =>
    reasons.some((id) => !ofTrials.has(id)),
  );
  const suspects = candidates.filter(({ verdict }) => verdict === "suspect");
  const asked = new Set(
    (report.directory?.hosts ?? []).filter(({ audit }) => audit === "question").map(({ name }) => name),
  );
  const witnesses = candidates.filter(
    ({ name, verdict, reasons }) => verdict === "unknown" && reasons.length > 0 && !asked.has(name),
  );
  return [
    ...accusedWords(suspects, report),
    ...byLabels(witnesses, report).map(
      ({ names, labels }) =>
        `${nameWords(names)} ${names.length === 1 ? "reports" : "report"} the failures (${labels})`,
    ),
    ...unjudgedVolumeWords(report),
    ...directoryParts(report),
    ...objectWords(report),
  ];
}

/** Findings about volumes that have no verdict, so that none goes unsaid. */
function unjudgedVolumeWords({ checks, volumes }: Report): readonly string[] {
  return checks.flatMap(({ text, findings }) => {
    const found = findings.filter(({ subject, severity }) => subject.kind === "volume" && severity !== "info");
    const names = new Set(found.map(({ subject }) => subject.name));
    for (const { name } of volumes) names.delete(name);
    return names.size === 0 ? [] : `volumes with failures: ${nameWords([...names].sort())} (${text.label})`;
  });
}

/** Objects of a directory that belong to no host. */
function objectWords({ checks }: Report): readonly string[] {
  return checks.flatMap(({ text, findings }) => {
    const found = findings.filter(({ subject, severity }) => subject.kind === "object" && severity !== "info");
    return found.length === 0
      ? []
      : `${countWords(found.length)} ${found.length === 1 ? "object" : "objects"} of no host (${text.label})`;
  });
}

/** The id of the check of connection points that are not there. */
const MISSING = "scp-missing";

function namesOf(some: readonly { readonly name: string }[]): readonly string[] {
  return some.map(({ name }) => name);
}

/** An audit begins with who lacks a connection point: nobody may take what is not proven for what is well. */
function accusedWords(suspects: readonly CandidateVerdict[], report: Report): readonly string[] {
  // Where trials were given they say it.
  const isProven = report.verdict.badNodes.length > 0 || report.correlation !== null;
  const suspected = (some: readonly CandidateVerdict[]): readonly string[] =>
    some.length === 0 ? [] : [`suspect: ${suspectWords(some, report)}`];
  if (report.directory === null || suspects.length === 0)
    return [...(isProven ? [] : ["no node is proven bad"]), ...suspected(suspects)];
  const lacking = new Set(
    namesOf(report.directory.hosts.filter(({ connectionPoint }) => connectionPoint.state === "missing")),
  );
  const missing = suspects.filter(({ name }) => lacking.has(name));
  const lack =
    missing.length === 1
      ? "lacks its service connection point and is suspect"
      : "lack their service connection points and are suspect";
  const isAllSaid = ({ name, reasons }: CandidateVerdict): boolean =>
    lacking.has(name) && reasons.every((id) => id === MISSING);
  const further = suspects.filter((suspect) => !isAllSaid(suspect));
  return [
    ...(missing.length === 0 ? [] : [`${listWords(namesOf(missing), SHOWN_HOSTS)} ${lack}`]),
    ...(missing.length > 0 && further.length > 0 ? [`also ${suspected(further).join("; ")}`] : suspected(further)),
    ...(isProven ? [] : ["none is proven bad, as no backup trials were given"]),
  ];
}

/** `HV03 and HV06 (VMMS 12660), HV08 (VMMS 12660, VMMS 14050)`. */
function suspectWords(suspects: readonly CandidateVerdict[], report: Report): string {
  return byLabels(suspects, report)
    .map(({ names, labels }) => `${listWords(names, SHOWN_HOSTS)} (${labels})`)
    .join(", ");
}

interface Labelled {
  readonly names: readonly string[];
  readonly labels: string;
}

/** Those with the same reasons together, in the order of the report. */
function byLabels(candidates: readonly CandidateVerdict[], { checks }: Report): readonly Labelled[] {
  const groups = new Map<string, string[]>();
  for (const { name, reasons } of candidates) {
    const labels = checks.filter(({ text }) => reasons.includes(text.id)).map(({ text }) => text.label);
    const key = labels.join(", ");
    const names = groups.get(key);
    if (names === undefined) groups.set(key, [name]);
    else names.push(name);
  }
  return [...groups].map(([labels, names]) => ({ names, labels }));
}
