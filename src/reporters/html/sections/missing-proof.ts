import { missingProofEntries, SECTION_TITLES, wantedWords } from "../../words/index.ts";
import { bulletList, stepList } from "../blocks.ts";
import { NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

export const missingProofSection: ReportSection = {
  id: "missing-proof",
  title: SECTION_TITLES.missingProof,
  content: ({ diagnosis }) =>
    diagnosis === null ? NOTHING : bulletList(missingProofEntries(diagnosis).map(({ words }) => words)),
};

/** What was not given, and how to export it. */
export const wantedSection: ReportSection = {
  id: "wanted",
  title: SECTION_TITLES.wanted,
  content: ({ diagnosis }) =>
    diagnosis === null
      ? NOTHING
      : stepList(diagnosis.wanted.map((input) => ({ words: wantedWords(input), command: input.command }))),
};
