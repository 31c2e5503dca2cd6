import type { CheckResult, CheckStatus, Finding } from "../../report/index.ts";
import { displayWidth } from "../records/display-width.ts";
import { visibleText } from "../records/visible-text.ts";
import { checkTitle, countWords, findingWords, nameWords, reasonWords } from "../words/index.ts";
import { evidenceWords, SHOWN_PROOFS } from "./evidence-lines.ts";
import { findingsTable } from "./findings-table.ts";
import { type LookupCommand, lookupCommand } from "./lookup-command.ts";
import type { Paint } from "./paint.ts";
import { type Selection, selectShown } from "./shown-findings.ts";
import { hang, wrap } from "./wrap.ts";

const SHOWN_NOTES = 5;
const NOTE = "Note     ";

/** A failed check: title, findings with proof, where to see all records. */
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
      : [...wrap("All records of these kinds:", width), ...commandLines(lookup, width)]),
    ...(lookup !== null && lookup.filesLeftOut > 0 ? [`  and ${countWords(lookup.filesLeftOut)} more files`] : []),
  ].map((line) => paint("quiet", line));
}

/** Names every host with rows that are left out, so that none is hidden. */
function leftOutLines(findings: readonly Finding[], selection: Selection, width: number): readonly string[] {
  const shownOfAll = `${countWords(selection.shown.length)} of ${rowWords(findings.length)}`;
  const namesByRows = new Map<number, string[]>();
  for (const { name, total, shown } of selection.subjects) {
    if (shown < total) namesByRows.set(total - shown, [...(namesByRows.get(total - shown) ?? []), name]);
  }
  const leftOut = [...namesByRows].map(
    ([rows, names]) => `${rowWords(rows)}${names.length === 1 ? "" : " each"} of ${nameWords(names)}`,
  );
  return [
    ...hang("Shown    ", `${shownOfAll}: the latest, then those with the most records; all with --format json`, width),
    ...hang("Left out ", leftOut.join("; "), width),
  ];
}

/** As many parts in a line as fit; those that follow stand further in. */
function commandLines({ parts: [first = "", ...rest] }: LookupCommand, width: number): readonly string[] {
  const lines = [{ indent: "  ", text: first }];
  for (const part of rest) {
    const line = lines.at(-1);
    const joined = `${line?.text ?? ""} ${part}`;
    if (line !== undefined && displayWidth(line.indent + joined) <= width) line.text = joined;
    else lines.push({ indent: "    ", text: part });
  }
  return lines.flatMap(({ indent, text }) => hang(indent, text, width));
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
