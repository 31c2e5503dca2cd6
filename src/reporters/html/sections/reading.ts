import { timeWords, readingEntries, SECTION_TITLES } from "../../words/index.ts";
import { definitionList } from "../blocks.ts";
import { html } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

const SHOWN_SOURCES = 50;

/** What was read, what could not be, and how far it reaches. */
export const readingSection: ReportSection = {
  id: "reading",
  title: SECTION_TITLES.reading,
  content: (report) =>
    html`${definitionList(readingEntries(report, SHOWN_SOURCES))}
<p class="quiet">By ${report.tool.name} ${report.tool.version}, ${timeWords(report.generatedAt)}. All times are UTC.</p>`,
};
