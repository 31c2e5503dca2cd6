import { type CheckResult, type Finding, isFailure, isNote } from "../../report/index.ts";
import { lookupCommand, lookupObject, type Selection, selectShown } from "../excerpt/index.ts";
import {
  checkTitle,
  countWords,
  leftOutWords,
  lookupWords,
  mergedProof,
  noteWords,
  reasonWords,
  statusWords,
  summaryWords,
} from "../words/index.ts";
import { SHOWN_PROOFS } from "./evidence-lines.ts";
import { findingsTable } from "./findings-table.ts";
import { labelledLines } from "./labelled-lines.ts";
import type { Paint } from "./paint.ts";
import { hang, wrap } from "./wrap.ts";

/** Of one subject a week of nights. */
const SHOWN = { findings: 20, perSubject: 7 };
const SHOWN_NOTES = 5;

/** A failed check: title, findings with proof, where to see all records. */
export function failedCheckLines(check: CheckResult, width: number, paint: Paint): readonly string[] {
  const findings = check.findings.filter((finding) => !isNote(finding, check));
  const selection = selectShown(findings, SHOWN);
  const label = `${check.severity.toUpperCase()}  `;
  const [firstLine = "", ...furtherLines] = hang(label, `${checkTitle(check)} [${check.text.id}]`, width);
  return [
    paint(check.severity, label) + paint("strong", firstLine.slice(label.length)),
    ...furtherLines.map((line) => paint("strong", line)),
    ...wrap(summaryWords(check), width),
    "",
    ...findingsTable(selection.shown, check, width),
    ...withGap([
      ...hiddenLines(findings, selection, width, paint),
      ...(isFailure(check) ? objectLines(selection.shown, width, paint) : []),
      ...noteLines(check, width, paint),
    ]),
  ];
}

/** A check that found nothing to report: one entry, and what stayed below its threshold. */
export function otherCheckLines(check: CheckResult, width: number, paint: Paint): readonly string[] {
  const label = statusWords(check.status);
  const words = `${checkTitle(check)}: ${reasonWords(check) ?? ""} [${check.text.id}]`;
  const [firstLine = "", ...furtherLines] = labelledLines({ label, words }, width);
  return [
    paint(check.status, label) + firstLine.slice(label.length),
    ...furtherLines,
    ...noteLines(check, width, paint),
  ];
}

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
  const leftOut = leftOutWords(findings, selection);
  if (leftOut.length === 0 && findings.every((finding) => mergedProof(finding.evidence).length <= SHOWN_PROOFS))
    return [];
  const lookup = lookupCommand(findings);
  return [
    ...leftOut.flatMap((entry) => labelledLines(entry, width)),
    ...(lookup === null
      ? hang("All records: ", "with --format json", width)
      : // One line, however long: broken lines could not be pasted, and a name broken in its quotes would find nothing.
        [...wrap("All records of these kinds:", width), `  ${lookup.parts.join(" ")}`]),
    ...(lookup !== null && lookup.filesLeftOut > 0 ? [`  and ${countWords(lookup.filesLeftOut)} more files`] : []),
  ].map((line) => paint("quiet", line));
}

/** How to see what is behind a finding: one line, however long, for pasting. */
function objectLines(findings: readonly Finding[], width: number, paint: Paint): readonly string[] {
  const lookup = lookupObject(findings);
  if (lookup === null) return [];
  return [...wrap(lookupWords(lookup), width), ...lookup.commands.map((command) => `  ${command}`)].map((line) =>
    paint("quiet", line),
  );
}

function noteLines(check: CheckResult, width: number, paint: Paint): readonly string[] {
  return noteWords(check, SHOWN_NOTES)
    .flatMap((words) => labelledLines({ label: "Note", words }, width))
    .map((line) => paint("quiet", line));
}
