import type { CauseAnalysis } from "../../report/index.ts";
import {
  CAUSE_COLUMNS,
  CAUSE_TITLE,
  causeNotes,
  causeRows,
  causeSummary,
  CHAIN_TITLE,
  chainWords,
} from "../words/index.ts";
import { labelledItem, markdownTable } from "./markdown-blocks.ts";
import { markdownText } from "./markdown-text.ts";

type Block = readonly string[];

/** What bad nodes share and good ones lack, and how each may have come to it. */
export function causeSections(causes: CauseAnalysis | null): readonly Block[] {
  if (causes === null) return [];
  const rows = causeRows(causes);
  const { shown, more } = chainWords(causes);
  return [
    [`## ${CAUSE_TITLE}`],
    causeSummary(causes).map((words) => labelledItem({ label: "", words })),
    rows.length === 0
      ? []
      : markdownTable(
          CAUSE_COLUMNS.map((title) => ({ title })),
          rows.map((cells) => cells.map(markdownText)),
        ),
    causeNotes(causes).map((words) => labelledItem({ label: "", words })),
    ...(shown.length === 0 ? [] : [[`## ${CHAIN_TITLE}`]]),
    ...shown.flatMap(({ node, steps }): readonly Block[] => [
      [`### ${markdownText(node)}`],
      steps.map(
        ({ words, proof }, index) => `${index + 1}. ${markdownText(proof === "" ? words : `${words} (${proof})`)}`,
      ),
    ]),
    more === "" ? [] : [markdownText(more)],
  ];
}
