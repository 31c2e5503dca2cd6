import { gravestFirst, isFailure, type Report } from "../../report/index.ts";
import {
  historyWords,
  nextSteps,
  redactionWords,
  type StepWords,
  suppressionEntries,
  timeWords,
  undecidedWords,
  verdictWords,
  volumeWords,
} from "../words/index.ts";
import { briefCheckBlocks } from "./brief-check-lines.ts";
import { failedCheckLines, otherCheckLines } from "./check-lines.ts";
import { correlationBlocks, nextTestLines } from "./correlation-lines.ts";
import { clusterLines, comparisonLines, diagnosisBlocks, wantedLines } from "./diagnosis-lines.ts";
import { hostLines } from "./host-lines.ts";
import { identityBlocks } from "./identity-lines.ts";
import { labelledLines } from "./labelled-lines.ts";
import { type Paint, paintWith } from "./paint.ts";
import { readingLines } from "./reading-lines.ts";
import { repairBlocks } from "./repair-lines.ts";
import { hang, wrap } from "./wrap.ts";

export interface TableOptions {
  /** Terminal cells per line. */
  readonly width: number;
  readonly colour: boolean;
}

const NARROWEST = 30;
/** One for each of a few bad nodes: what is joined besides has proofs of its own. */
const CROSSOVERS_OF_DIAGNOSIS = 3;

/** The report for people: what was read, failures, next steps, what stays open; the verdict last. Ends with a line feed. */
export function reportToTable(report: Report, { width: wanted, colour }: TableOptions): string {
  const width = Math.max(NARROWEST, wanted);
  const paint = paintWith(colour);
  const { tool, generatedAt, checks, correlation, diagnosis } = report;
  const failed = checks.filter((check) => check.status === "fail");
  const failures = gravestFirst(failed.filter(isFailure));
  const circumstances = failed.filter((check) => !isFailure(check));
  const others = checks.filter((check) => check.status !== "fail");
  // Circumstances call for nothing by themselves.
  const steps = nextSteps([...failures, ...others], report);
  const redaction = redactionWords(report);
  const blocks = [
    [
      ...wrap(`${tool.name} ${tool.version}, ${timeWords(generatedAt)}`, width),
      ...(redaction === null ? [] : wrap(redaction, width)),
      ...readingLines(report, width, paint),
    ],
    diagnosis === null ? [] : clusterLines(diagnosis, width),
    report.directory === null ? [] : hostLines(report.directory, width, paint),
    ...(correlation === null
      ? []
      : correlationBlocks(correlation, width, paint, ...(diagnosis === null ? [] : [CROSSOVERS_OF_DIAGNOSIS]))),
    ...(diagnosis === null
      ? [
          ...[...failures, ...circumstances].map((check) => failedCheckLines(check, width, paint)),
          others.flatMap((check) => otherCheckLines(check, width, paint)),
        ]
      : briefCheckBlocks([...failures, ...circumstances], others, width, paint)),
    suppressionEntries(report).flatMap((entry) => labelledLines(entry, width)),
    ...(diagnosis === null ? [] : diagnosisBlocks(diagnosis, width)),
    ...(diagnosis === null ? [] : identityBlocks(report, width, paint)),
    stepLines(steps, width),
    correlation === null ? [] : nextTestLines(correlation, width),
    ...(diagnosis === null ? [] : repairBlocks(diagnosis.repairs, width, paint)),
    diagnosis === null ? [] : wantedLines(diagnosis, width),
    diagnosis === null || diagnosis.comparison === null ? [] : comparisonLines(diagnosis.comparison, width),
    verdictLines(report, width, paint),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function stepLines(steps: readonly StepWords[], width: number): readonly string[] {
  if (steps.length === 0) return [];
  return [
    "Next steps, read-only first:",
    ...steps.flatMap(({ words, command }, index) => {
      const label = `  ${index + 1}. `;
      // One line, however long: a broken one could not be pasted.
      return [...hang(label, words, width), ...(command === null ? [] : [`${" ".repeat(label.length)}${command}`])];
    }),
  ];
}

function verdictLines(report: Report, width: number, paint: Paint): readonly string[] {
  return [
    ...wrap([...undecidedWords(report), ...historyWords(report), ...volumeWords(report)].join(" "), width),
    ...hang("Verdict: ", verdictWords(report), width).map((line) => paint("strong", line)),
  ];
}
