import type { Correlation } from "../../../report/index.ts";
import {
  CANDIDATE_COLUMNS,
  CANDIDATE_LEGEND,
  countWords,
  type CrossoverWords,
  crossoverWords,
  EXTRA_LEGEND,
  horizonEntries,
  nextTestWords,
  otherCandidates,
  otherCauseWords,
  rejectedWords,
  sameOwnerWords,
  SECTION_TITLES,
  shownCandidates,
  shownCrossovers,
} from "../../words/index.ts";
import { dataTable, definitionList, disclosure, stepList } from "../blocks.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

const SHOWN_CROSSOVERS = 20;

function ofCorrelation(id: string, title: string, content: (correlation: Correlation) => Markup): ReportSection {
  return { id, title, content: ({ correlation }) => (correlation === null ? NOTHING : content(correlation)) };
}

/** How far what is known of owners and backups reaches, and what could not be used. */
export const horizonSection = ofCorrelation("horizon", SECTION_TITLES.horizon, (correlation) =>
  definitionList(horizonEntries(correlation)),
);

export const rejectedSection = ofCorrelation("rejected", SECTION_TITLES.rejected, (correlation) =>
  definitionList(rejectedWords(correlation)),
);

const FIGURES: ReadonlySet<string> = new Set(["Prob.", "Failed", "Elsewhere", "95 %", "Fisher", "Odds"]);

export const rankingSection = ofCorrelation("ranking", SECTION_TITLES.ranking, (correlation) => {
  const candidates = shownCandidates(correlation);
  const table = dataTable(
    SECTION_TITLES.ranking,
    CANDIDATE_COLUMNS.map(({ title }) => ({ title, isFigure: FIGURES.has(title) })),
    candidates.map((candidate) => CANDIDATE_COLUMNS.map(({ cell }) => cell(candidate))),
  );
  const legend = candidates.length === 0 ? NOTHING : html`<p class="quiet">${CANDIDATE_LEGEND} ${EXTRA_LEGEND}</p>`;
  const others = otherCandidates(correlation);
  return candidates.length + others.length === 0 ? NOTHING : html`${table}${legend}${definitionList(others)}`;
});

export const otherCausesSection = ofCorrelation("other-causes", SECTION_TITLES.otherCauses, (correlation) =>
  definitionList(otherCauseWords(correlation)),
);

export const crossoversSection = ofCorrelation("crossovers", SECTION_TITLES.crossovers, (correlation) => {
  const left = correlation.crossovers.length - SHOWN_CROSSOVERS;
  return pairs(
    shownCrossovers(correlation, SHOWN_CROSSOVERS).map(crossoverWords),
    left > 0 ? html`<p class="quiet">and ${countWords(left)} more: --format json</p>` : NOTHING,
  );
});

export const sameOwnerSection = ofCorrelation("same-owner", SECTION_TITLES.sameOwner, ({ sameOwner }) =>
  pairs(
    sameOwner.flatMap((row) => sameOwnerWords(row, SHOWN_CROSSOVERS)),
    NOTHING,
  ),
);

export const nextTestsSection = ofCorrelation("next-tests", SECTION_TITLES.nextTests, ({ nextTests }) =>
  stepList(nextTests.map((test) => ({ words: nextTestWords(test), command: test.command }))),
);

function pairs(all: readonly CrossoverWords[], more: Markup): Markup {
  if (all.length === 0) return NOTHING;
  const blocks = all.map(({ words, records }) =>
    disclosure(
      words,
      definitionList(records.map(({ label, words: where }) => ({ label: label.trim(), words: where }))),
    ),
  );
  return html`${blocks}${more}`;
}
