import type { Comparison, Diagnosis } from "../../report/index.ts";
import {
  clusterEntries,
  comparisonEntries,
  comparisonTitle,
  missingProofEntries,
  SECTION_TITLES,
  wantedWords,
} from "../words/index.ts";
import { causeSections } from "./cause-sections.ts";
import { labelledItem } from "./markdown-blocks.ts";
import { markdownCodeBlock, markdownText } from "./markdown-text.ts";

type Block = readonly string[];

/** What joining all that was given tells. */
export function diagnosisSections(diagnosis: Diagnosis): readonly Block[] {
  const missing = missingProofEntries(diagnosis);
  return [
    ...causeSections(diagnosis),
    ...(missing.length === 0
      ? []
      : [[`## ${SECTION_TITLES.missingProof}`], missing.map(({ words }) => labelledItem({ label: "", words }))]),
  ];
}

/** What is of which cluster. */
export function clusterSections(diagnosis: Diagnosis): readonly Block[] {
  const entries = clusterEntries(diagnosis);
  return entries.length === 0
    ? []
    : [[`## ${SECTION_TITLES.clusters}`], entries.map(({ words }) => labelledItem({ label: "", words }))];
}

/** What became of what an earlier report told. */
export function comparisonSections(comparison: Comparison): readonly Block[] {
  return [
    [`## ${SECTION_TITLES.comparison}`],
    [markdownText(comparisonTitle(comparison))],
    comparisonEntries(comparison).map(labelledItem),
  ];
}

/** What was not given, and how to export it. */
export function wantedBlocks({ wanted }: Diagnosis): readonly Block[] {
  if (wanted.length === 0) return [];
  return [
    [`## ${SECTION_TITLES.wanted}`],
    ...wanted.flatMap((input) => [
      [`- ${markdownText(wantedWords(input))}`],
      input.command === null ? [] : markdownCodeBlock(input.command),
    ]),
  ];
}
