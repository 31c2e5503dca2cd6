import type { Proof } from "../../evidence/index.ts";
import type { CheckResult, Finding, Report } from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { cutText } from "../records/display-width.ts";
import { visibleText } from "../records/visible-text.ts";
import { findingWords, reasonWords, redactionWords } from "../words/index.ts";
import { delimitedCells, delimitedLine } from "./delimited-line.ts";

/** What stands in every row of a finding, whatever a log made of it. */
const LONGEST_REPEATED = 300;

// Programs and spreadsheets name the columns: new ones come last.
const FINDING_COLUMNS = [
  "check",
  "severity",
  "status",
  "finding",
  "subjectKind",
  "subject",
  "code",
  "message",
  "first",
  "last",
  "proofs",
] as const;
const PROOF_COLUMNS = [
  "proof",
  "evidenceKind",
  "file",
  "channel",
  "recordId",
  "time",
  "server",
  "dn",
  "attribute",
  "value",
  "line",
  "path",
] as const;

/** Columns that are not named stay empty. */
type Row<Column extends string> = Readonly<Partial<Record<Column, string | number | null>>>;
type FindingCells = Row<(typeof FINDING_COLUMNS)[number]>;
type ProofCells = Row<(typeof PROOF_COLUMNS)[number]>;

/**
 * One line for each proof of each finding, and one for each check that did not fail: its status and why. Those that are suppressed have that as their
 * status and come last. Findings count from 1 in each check, proofs in each finding. A redacted report says so in a last line, of no check. Every cell is one line: controls of a log are shown as symbols.
 */
export function reportToDelimited(report: Report): string {
  const { checks } = report;
  const redaction = redactionWords(report);
  const lines = checks.flatMap((check) => [
    ...statusLines(check),
    ...check.findings.flatMap((finding, index) => findingLines(finding, check, index + 1)),
    ...(check.suppressed ?? []).flatMap(({ finding }, index) =>
      findingLines(finding, { ...check, status: "suppressed" }, check.findings.length + index + 1),
    ),
  ]);
  return [
    delimitedLine([...FINDING_COLUMNS, ...PROOF_COLUMNS]),
    ...lines,
    ...(redaction === null ? [] : [line(findingText({ status: "redacted", message: redaction }), {})]),
  ].join("");
}

/** A check that failed is said by its findings; any other one may have none. */
function statusLines(check: CheckResult): readonly string[] {
  const { text, severity, status, reason, findings } = check;
  if (status === "fail" && findings.length > 0) return [];
  const cells = { check: text.id, severity, status, code: reason?.code ?? null, message: reasonWords(check) };
  return [line(findingText(cells), {})];
}

function findingLines(finding: Finding, check: CheckResult, number: number): readonly string[] {
  const { severity, subject, code, evidence } = finding;
  const repeated = findingText({
    check: check.text.id,
    severity,
    status: check.status,
    finding: number,
    subjectKind: subject.kind,
    subject: cutText(visibleText(subject.name), LONGEST_REPEATED),
    code,
    message: cutText(findingWords(finding, check), LONGEST_REPEATED),
    ...spanOf(finding),
    proofs: evidence.length,
  });
  return evidence.map(({ kind, ...cells }, index) =>
    line(repeated, { proof: index + 1, evidenceKind: kind, ...cells }),
  );
}

/** Made once for all proofs of a finding. */
function findingText(cells: FindingCells): string {
  return delimitedCells(FINDING_COLUMNS.map((column) => visibleCell(cells[column])));
}

function line(finding: string, cells: ProofCells): string {
  return `${finding},${delimitedLine(PROOF_COLUMNS.map((column) => visibleCell(cells[column])))}`;
}

function visibleCell(cell: string | number | null | undefined): string | number | null {
  return typeof cell === "string" ? visibleText(cell) : (cell ?? null);
}

/** The span that the finding gives itself, not that of a cause; without one, that of its proof. */
function spanOf({ arguments: given, evidence }: Finding): FindingCells {
  const span = Object.values(given).find((argument) => argument.kind === "span" && argument.isOfCause !== true);
  if (span?.kind !== "span") {
    const times = timesOf(evidence);
    return { first: times[0] ?? null, last: times.at(-1) ?? null };
  }
  return { first: timeOrNull(span.first), last: timeOrNull(span.last) };
}

function timesOf(proof: Proof): readonly string[] {
  return proof.flatMap((ref) => (ref.kind === "event" || ref.kind === "row" ? [ref.time] : [])).sort();
}

function timeOrNull(ticks: bigint | null): string | null {
  return ticks === null ? null : filetimeToIso(ticks);
}
