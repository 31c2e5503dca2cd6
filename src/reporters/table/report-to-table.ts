import type { Report, VerdictWord } from "../../report/index.ts";
import { nameWords, timeWords, verdictSentence, verdictShort } from "../words/index.ts";
import { failedCheckLines, otherCheckLines } from "./check-lines.ts";
import { type Paint, paintWith } from "./paint.ts";
import { readingLines } from "./reading-lines.ts";
import { hang, wrap } from "./wrap.ts";

export interface TableOptions {
  /** Terminal cells per line. */
  readonly width: number;
  readonly colour: boolean;
}

const NARROWEST = 30;

/** The report for people, failures first after what was read; the verdict is the last line. Ends with a line feed. */
export function reportToTable(report: Report, { width: wanted, colour }: TableOptions): string {
  const width = Math.max(NARROWEST, wanted);
  const paint = paintWith(colour);
  const { tool, generatedAt, checks } = report;
  const failed = checks.filter((check) => check.status === "fail");
  const others = checks.filter((check) => check.status !== "fail");
  const blocks = [
    [...wrap(`${tool.name} ${tool.version}, ${timeWords(generatedAt)}`, width), ...readingLines(report, width, paint)],
    ...failed.map((check) => failedCheckLines(check, width, paint)),
    others.flatMap((check) => otherCheckLines(check, width, paint)),
    verdictLines(report, width, paint),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdictLines(report: Report, width: number, paint: Paint): readonly string[] {
  return [
    ...wrap(verdictSentence(report), width),
    ...candidateLines("Suspect: ", "suspect", report, width),
    ...candidateLines("Unknown: ", "unknown", report, width),
    ...hang("Verdict: ", verdictShort(report), width).map((line) => paint("strong", line)),
  ];
}

function candidateLines(
  label: string,
  verdict: VerdictWord,
  { nodes, proxies }: Report,
  width: number,
): readonly string[] {
  const groups = [
    ["node", "nodes", nodes],
    ["proxy", "proxies", proxies],
  ] as const;
  const words = groups.flatMap(([one, many, candidates]) => {
    const names = candidates.filter((candidate) => candidate.verdict === verdict).map(({ name }) => name);
    return names.length === 0 ? [] : [`${names.length === 1 ? one : many} ${nameWords(names)}`];
  });
  return words.length === 0 ? [] : hang(label, words.join("; "), width);
}
