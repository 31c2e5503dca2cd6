import type { ComparedOutcome } from "../../../report/index.ts";
import { comparisonEntries, comparisonTitle, SECTION_TITLES } from "../../words/index.ts";
import { definitionList, type Tone } from "../blocks.ts";
import { html, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

const TONES: Readonly<Record<ComparedOutcome, Tone>> = {
  persisting: "bad",
  new: "bad",
  "too-early": "warning",
  "not-known-then": "quiet",
  unknown: "quiet",
  resolved: "good",
};

/** What became of what an earlier report told. */
export const comparisonSection: ReportSection = {
  id: "comparison",
  title: SECTION_TITLES.comparison,
  content({ diagnosis }) {
    const comparison = diagnosis?.comparison ?? null;
    if (comparison === null) return NOTHING;
    const entries = comparisonEntries(comparison).map(({ label, words, outcome }) => ({
      label,
      words,
      ...(outcome === null ? {} : { tone: TONES[outcome] }),
    }));
    return html`<p class="quiet">${comparisonTitle(comparison)}</p>
${definitionList(entries)}`;
  },
};
