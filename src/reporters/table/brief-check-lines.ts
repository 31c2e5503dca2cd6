import { type CheckResult, isFailure, isNote } from "../../report/index.ts";
import { checkTitle, countWords, evidenceWords, reasonWords } from "../words/index.ts";
import { otherCheckLines } from "./check-lines.ts";
import { labelledLines } from "./labelled-lines.ts";
import type { Paint } from "./paint.ts";
import { hang, wrap } from "./wrap.ts";

const ALL = "Every finding with its records: --format markdown, html or json.";
const INDENT = " ".repeat("CRITICAL  ".length);

/**
 * What all checks found, for a reader who wants the answer first: of each that failed what it found and one proof, of those that could not tell why, and
 * the names alone of those that passed. All of it stands in the other formats.
 */
export function briefCheckBlocks(
  failed: readonly CheckResult[],
  others: readonly CheckResult[],
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  const passed = others.filter(({ status }) => status === "pass");
  const open = others.filter(({ status }) => status !== "pass");
  return [
    failed.length === 0
      ? []
      : [
          ...wrap("What the checks found:", width).map((line) => paint("strong", line)),
          ...failed.flatMap((check) => failedLines(check, width, paint)),
          ...wrap(ALL, width).map((line) => paint("quiet", line)),
        ],
    [
      ...open.flatMap((check) => otherCheckLines(check, width, paint)),
      ...(passed.length === 0 ? [] : labelledLines({ label: "PASS", words: passedWords(passed) }, width)),
    ],
  ];
}

function passedWords(passed: readonly CheckResult[]): string {
  const ids = passed.map(({ text }) => text.id).join(", ");
  return `${countWords(passed.length)} ${passed.length === 1 ? "check" : "checks"}: ${ids}`;
}

function failedLines(check: CheckResult, width: number, paint: Paint): readonly string[] {
  const label = `${check.severity.toUpperCase()}  `.padEnd(INDENT.length);
  const findings = check.findings.filter((finding) => !isNote(finding, check));
  const proof = findings[0]?.evidence[0];
  const [first = "", ...rest] = hang(label, `${checkTitle(check)} [${check.text.id}]`, width);
  const reason = reasonWords(check);
  return [
    paint(check.severity, label) +
      (isFailure(check) ? paint("strong", first.slice(label.length)) : first.slice(label.length)),
    ...rest,
    ...(reason === null ? [] : hang(INDENT, `${reason}.`, width)),
    ...(proof === undefined
      ? []
      : hang(`${INDENT}First: `, evidenceWords(proof), width).map((line) => paint("quiet", line))),
  ];
}
