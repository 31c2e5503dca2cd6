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
import { findingsTable, SHOWN_PROOFS } from "./findings-table.ts";
import { labelledItem } from "./markdown-blocks.ts";
import { markdownCode, markdownCodeBlock, markdownText } from "./markdown-text.ts";

const SHOWN = { findings: 100, perSubject: 50 };
const SHOWN_NOTES = 20;

/** A failed check: title, findings with proof, where to see all records, what stayed below the threshold. */
export function failedCheckBlocks(check: CheckResult): readonly (readonly string[])[] {
  const findings = check.findings.filter((finding) => !isNote(finding, check));
  const selection = selectShown(findings, SHOWN);
  return [
    [`## ${check.severity.toUpperCase()}: ${markdownText(checkTitle(check))}`],
    [`${markdownText(summaryWords(check))} (${markdownCode(check.text.id)})`],
    findingsTable(selection.shown, check),
    ...hiddenBlocks(findings, selection),
    ...(isFailure(check) ? objectBlocks(selection.shown) : []),
    noteItems(check, ""),
  ];
}

/** A check that found nothing to report: one item, and below it what stayed below its threshold. */
export function otherCheckItems(check: CheckResult): readonly string[] {
  const words = `${checkTitle(check)}: ${reasonWords(check) ?? ""}`;
  return [
    `- **${statusWords(check.status)}** ${markdownText(words)} (${markdownCode(check.text.id)})`,
    ...noteItems(check, "  "),
  ];
}

function objectBlocks(findings: readonly Finding[]): readonly (readonly string[])[] {
  const lookup = lookupObject(findings);
  return lookup === null ? [] : [[lookupWords(lookup)], markdownCodeBlock(lookup.commands.join("\n"))];
}

function noteItems(check: CheckResult, indent: string): readonly string[] {
  return noteWords(check, SHOWN_NOTES).map((words) => indent + labelledItem({ label: "Note", words }));
}

/** Says how many findings and proofs were left out, and the command that shows their records. */
function hiddenBlocks(findings: readonly Finding[], selection: Selection): readonly (readonly string[])[] {
  const leftOut = leftOutWords(findings, selection);
  if (leftOut.length === 0 && findings.every((finding) => mergedProof(finding.evidence).length <= SHOWN_PROOFS))
    return [];
  const lookup = lookupCommand(findings);
  if (lookup === null) return [leftOut.map(labelledItem), ["All records: with --format json"]];
  const more = lookup.filesLeftOut > 0 ? ` (and ${countWords(lookup.filesLeftOut)} more files)` : "";
  return [leftOut.map(labelledItem), [`All records of these kinds${more}:`], markdownCodeBlock(lookup.parts.join(" "))];
}
