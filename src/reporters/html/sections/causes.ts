import { type CauseAnalysis, causesByCluster } from "../../../report/index.ts";
import {
  CAUSE_COLUMNS,
  CAUSE_TITLE,
  causeNotes,
  causeRows,
  causeSummary,
  CHAIN_TITLE,
  type ChainStep,
  chainWords,
} from "../../words/index.ts";
import { dataTable, disclosure, paragraphs } from "../blocks.ts";
import { evidenceList } from "../evidence-list.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

function ofCauses(id: string, title: string, content: (causes: CauseAnalysis) => Markup): ReportSection {
  return {
    id,
    title,
    content({ diagnosis }) {
      const byCluster = diagnosis === null ? [] : causesByCluster(diagnosis);
      if (byCluster.length === 0) return NOTHING;
      return html`${byCluster.map(
        ({ cluster, causes }) => html`${cluster === null ? NOTHING : html`<h3>${cluster}</h3>`}${content(causes)}`,
      )}`;
    },
  };
}

/** What bad nodes share and good ones lack. */
export const causesSection = ofCauses(
  "causes",
  CAUSE_TITLE,
  (causes) => html`${paragraphs(causeSummary(causes))}
${dataTable(
  CAUSE_TITLE,
  CAUSE_COLUMNS.map((title) => ({ title, isFigure: FIGURES.has(title) })),
  causeRows(causes),
)}
${causeNotes(causes).map((words) => html`<p class="quiet">${words}</p>`)}`,
);

const FIGURES: ReadonlySet<string> = new Set<(typeof CAUSE_COLUMNS)[number]>(["Bad", "Passing", "By chance"]);

/** Of each bad node the way from a failed backup to its probable cause, each step with its evidence. */
export const chainsSection = ofCauses("chains", CHAIN_TITLE, (causes) => {
  const { shown, more } = chainWords(causes);
  return html`${shown.map(
    ({ node, steps }) => html`<h3>${node}</h3>
<ol class="chain">${steps.map(chainStep)}</ol>`,
  )}
${more === "" ? NOTHING : html`<p class="quiet">${more}</p>`}`;
});

function chainStep({ words, evidence }: ChainStep): Markup {
  return html`<li>${evidence === null ? words : disclosure(words, evidenceList(evidence))}</li>`;
}
