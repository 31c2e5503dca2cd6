import { type CauseAnalysis, causesByCluster, type Diagnosis } from "../../report/index.ts";
import {
  CAUSE_COLUMNS,
  CAUSE_TITLE,
  causeNotes,
  causeRows,
  causeSummary,
  CHAIN_TITLE,
  chainWords,
  titleIn,
} from "../words/index.ts";
import { labelledItem, markdownTable } from "./markdown-blocks.ts";
import { markdownText } from "./markdown-text.ts";

type Block = readonly string[];

/** What bad nodes share and good ones lack, and how each may have come to it. */
export function causeSections(diagnosis: Diagnosis): readonly Block[] {
  return causesByCluster(diagnosis).flatMap(({ cluster, causes }) => sectionsOf(causes, cluster));
}

function sectionsOf(causes: CauseAnalysis, cluster: string | null): readonly Block[] {
  const rows = causeRows(causes);
  const { shown, more } = chainWords(causes);
  return [
    [`## ${markdownText(titleIn(CAUSE_TITLE, cluster))}`],
    causeSummary(causes).map((words) => labelledItem({ label: "", words })),
    rows.length === 0
      ? []
      : markdownTable(
          CAUSE_COLUMNS.map((title) => ({ title })),
          rows.map((cells) => cells.map(markdownText)),
        ),
    causeNotes(causes).map((words) => labelledItem({ label: "", words })),
    ...(shown.length === 0 ? [] : [[`## ${markdownText(titleIn(CHAIN_TITLE, cluster))}`]]),
    ...shown.flatMap(({ node, steps }): readonly Block[] => [
      [`### ${markdownText(node)}`],
      steps.map(
        ({ words, proof }, index) => `${index + 1}. ${markdownText(proof === "" ? words : `${words} (${proof})`)}`,
      ),
    ]),
    more === "" ? [] : [markdownText(more)],
  ];
}
