import { gravestFirst, isFailure, type Report } from "../../report/index.ts";
import {
  historyWords,
  nextSteps,
  readingEntries,
  redactionWords,
  SECTION_TITLES,
  type StepWords,
  suppressionEntries,
  timeWords,
  undecidedWords,
  verdictWords,
  volumeWords,
} from "../words/index.ts";
import { failedCheckBlocks, otherCheckItems } from "./check-sections.ts";
import { correlationBlocks, nextTestBlocks } from "./correlation-sections.ts";
import { clusterSections, comparisonSections, diagnosisSections, wantedBlocks } from "./diagnosis-sections.ts";
import { hostBlocks } from "./host-sections.ts";
import { identitySections } from "./identity-sections.ts";
import { labelledItem } from "./markdown-blocks.ts";
import { markdownCodeBlock, markdownText } from "./markdown-text.ts";
import { repairSections } from "./repair-sections.ts";

const SHOWN_SOURCES = 20;

/**
 * The report as GitHub-flavoured Markdown, for a ticket or a mail: the verdict first, as the reader sees the top first.
 * Lines are not wrapped. Ends with a line feed.
 */
export function reportToMarkdown(report: Report): string {
  const { tool, generatedAt, checks, correlation, diagnosis } = report;
  const failed = checks.filter((check) => check.status === "fail");
  const failures = gravestFirst(failed.filter(isFailure));
  const circumstances = failed.filter((check) => !isFailure(check));
  const others = checks.filter((check) => check.status !== "fail");
  const open = [...undecidedWords(report), ...historyWords(report), ...volumeWords(report)];
  const redaction = redactionWords(report);
  const blocks = [
    ["# badnode report"],
    redaction === null ? [] : [markdownText(redaction)],
    [`**Verdict:** ${markdownText(verdictWords(report))}.`],
    open.length === 0 ? [] : [markdownText(open.join(" "))],
    ...(diagnosis === null || diagnosis.comparison === null ? [] : comparisonSections(diagnosis.comparison)),
    ...(diagnosis === null ? [] : clusterSections(diagnosis)),
    ...section("What was read", [
      ...readingEntries(report, SHOWN_SOURCES).map(labelledItem),
      `- By ${markdownText(`${tool.name} ${tool.version}, ${timeWords(generatedAt)}`)}. All times are UTC.`,
    ]),
    ...(report.directory === null ? [] : hostBlocks(report.directory)),
    ...(correlation === null ? [] : correlationBlocks(correlation)),
    ...[...failures, ...circumstances].flatMap(failedCheckBlocks),
    ...section(SECTION_TITLES.suppressed, suppressionEntries(report).map(labelledItem)),
    ...(diagnosis === null ? [] : diagnosisSections(diagnosis)),
    ...(diagnosis === null ? [] : identitySections(report)),
    ...section("Next steps, read-only first", nextSteps([...failures, ...others], report).flatMap(stepLines)),
    ...(correlation === null ? [] : nextTestBlocks(correlation)),
    ...(diagnosis === null ? [] : repairSections(diagnosis.repairs)),
    ...(diagnosis === null ? [] : wantedBlocks(diagnosis)),
    ...section(failed.length > 0 ? "Other checks" : "Checks", others.flatMap(otherCheckItems)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** A command stands in a block of its own below its step, to be copied as it is. */
function stepLines({ words, command }: StepWords, index: number): readonly string[] {
  const number = `${index + 1}. `;
  const block = command === null ? [] : markdownCodeBlock(command);
  return [`${number}${markdownText(words)}`, ...block.map((line) => `${" ".repeat(number.length)}${line}`)];
}

function section(title: string, lines: readonly string[]): readonly (readonly string[])[] {
  return lines.length === 0 ? [] : [[`## ${title}`], lines];
}
