import type { CheckResult, CheckStatus, Finding } from "../../report/index.ts";
import { displayWidth } from "../records/display-width.ts";
import { visibleText } from "../records/visible-text.ts";
import { checkTitle, countWords, findingWords, nameWords, reasonWords, remediationWords } from "../words/index.ts";
import { evidenceWords, SHOWN_PROOFS } from "./evidence-lines.ts";
import { findingsTable } from "./findings-table.ts";
import { type LookupCommand, lookupCommand } from "./lookup-command.ts";
import type { Paint } from "./paint.ts";
import { type Selection, selectShown } from "./shown-findings.ts";
import { hang, wrap } from "./wrap.ts";

const SHOWN_NOTES = 5;
const NOTE = "Note     ";

/** A failed check: title, findings with proof, where to see all records, next steps. */
export function failedCheckLines(check: CheckResult, width: number, paint: Paint): readonly string[] {
  const findings = check.findings.filter((finding) => finding.severity !== "info");
  const selection = selectShown(findings);
  const label = `${check.severity.toUpperCase()}  `;
  const [firstLine = "", ...furtherLines] = hang(label, `${checkTitle(check)} [${check.text.id}]`, width);
  return [
    paint(check.severity, label) + paint("strong", firstLine.slice(label.length)),
    ...furtherLines.map((line) => paint("strong", line)),
    ...wrap(`${reasonWords(check) ?? ""}. ${check.text.legend}`, width),
    "",
    ...findingsTable(selection.shown, check, width),
    ...withGap([...hiddenLines(findings, selection, width, paint), ...noteLines(check, width, paint)]),
    ...withGap(stepLines(remediationWords(check), width)),
  ];
}

/** A check that found nothing to report: one entry, and what stayed below its threshold. */
export function otherCheckLines(check: CheckResult, width: number, paint: Paint): readonly string[] {
  const label = `${STATUS_LABELS[check.status]}  `;
  const [firstLine = "", ...furtherLines] = hang(
    label,
    `${checkTitle(check)}: ${reasonWords(check) ?? ""} [${check.text.id}]`,
    width,
  );
  return [
    paint(check.status, label) + firstLine.slice(label.length),
    ...furtherLines,
    ...noteLines(check, width, paint),
  ];
}

const STATUS_LABELS: Readonly<Record<CheckStatus, string>> = {
  pass: "PASS   ",
  fail: "FAIL   ",
  inconclusive: "UNCLEAR",
  "not-applicable": "NO DATA",
  error: "ERROR  ",
};

function withGap(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

/** Says how many findings and proofs were left out, and the command that shows their records. */
function hiddenLines(
  findings: readonly Finding[],
  selection: Selection,
  width: number,
  paint: Paint,
): readonly string[] {
  const isCut = findings.length > selection.shown.length;
  if (!isCut && findings.every((finding) => finding.evidence.length <= SHOWN_PROOFS)) return [];
  const lookup = lookupCommand(findings);
  return [
    ...(isCut ? leftOutLines(findings, selection, width) : []),
    ...(lookup === null
      ? hang("All records: ", "with --format json", width)
      : [...wrap("All records with these ids:", width), ...commandLines(lookup, width)]),
    ...(lookup !== null && lookup.filesLeftOut > 0 ? [`  and ${countWords(lookup.filesLeftOut)} more files`] : []),
  ].map((line) => paint("quiet", line));
}

/** Names every host with rows that are left out, so that none is hidden. */
function leftOutLines(findings: readonly Finding[], selection: Selection, width: number): readonly string[] {
  const total = `${countWords(selection.shown.length)} of ${rowWords(findings.length)}`;
  const cut = selection.subjects
    .filter(({ total, shown }) => shown < total)
    .map(({ name, total, shown }) => `${rowWords(total - shown)} of ${visibleText(name)}`);
  return [
    ...hang("Shown    ", `${total}: the latest, then those with the most records; all with --format json`, width),
    ...hang("Left out ", cut.join(", "), width),
  ];
}

/** In one line where it fits; else one path below the other. */
function commandLines({ command, paths }: LookupCommand, width: number): readonly string[] {
  const line = `  ${[command, ...paths].join(" ")}`;
  return displayWidth(line) <= width
    ? [line]
    : [...hang("  ", command, width), ...paths.flatMap((path) => hang("    ", path, width))];
}

function rowWords(rows: number): string {
  return `${countWords(rows)} ${rows === 1 ? "row" : "rows"}`;
}

function noteLines(check: CheckResult, width: number, paint: Paint): readonly string[] {
  const notes = check.findings.filter((finding) => finding.severity === "info");
  const unlisted = notes.slice(SHOWN_NOTES);
  const names = [...new Set(unlisted.map(({ subject }) => subject.name))];
  return [
    ...notes.slice(0, SHOWN_NOTES).flatMap((note) => {
      const words = `${visibleText(note.subject.name)}: ${findingWords(note, check)} (${evidenceWords(note.evidence[0])})`;
      return hang(NOTE, words, width);
    }),
    ...(unlisted.length > 0
      ? hang(NOTE, `and ${countWords(unlisted.length)} more, on ${nameWords(names)}: --format json`, width)
      : []),
  ].map((line) => paint("quiet", line));
}

function stepLines(steps: readonly string[], width: number): readonly string[] {
  if (steps.length === 0) return [];
  return ["Next steps:", ...steps.flatMap((step, index) => hang(`  ${index + 1}. `, step, width))];
}
