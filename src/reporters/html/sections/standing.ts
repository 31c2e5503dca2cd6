import type { Report } from "../../../report/index.ts";
import {
  countWords,
  culpritFigures,
  saidColumns,
  SECTION_TITLES,
  STANDING_TITLES,
  standingRows,
} from "../../words/index.ts";
import { badge, dataTable, type Tone } from "../blocks.ts";
import { html, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

/** The largest cluster has 64 nodes; a domain may have thousands of hosts. */
const SHOWN = 80;
const FIGURES: ReadonlySet<string> = new Set<(typeof STANDING_TITLES)[number]>(["Probability", "Failed", "Elsewhere"]);
const TONES: Readonly<Record<Report["nodes"][number]["verdict"], Tone>> = {
  bad: "bad",
  suspect: "warning",
  clear: "good",
  unknown: "quiet",
};

/** Who is bad with figures, and everybody else beside them. */
export const standingSection: ReportSection = {
  id: "standing",
  title: SECTION_TITLES.standing,
  content(report) {
    const rows = standingRows(report);
    const figures = report.correlation === null ? [] : culpritFigures(report.correlation);
    const left = rows.length - SHOWN;
    const columns = saidColumns(rows);
    const table = dataTable(
      SECTION_TITLES.standing,
      columns.map((at) => {
        const title = STANDING_TITLES[at] ?? "";
        return { title, isFigure: FIGURES.has(title) };
      }),
      rows.slice(0, SHOWN).map(({ cells, verdict }) =>
        columns.map((at) => {
          const cell = cells[at] ?? "";
          return STANDING_TITLES[at] === "Verdict" ? badge(cell, TONES[verdict]) : cell;
        }),
      ),
    );
    if (rows.length === 0) return NOTHING;
    return html`${figures.length === 0 ? NOTHING : html`<ul class="figures">${figures.map(({ figure, words, isBad }) => html`<li class="${isBad ? "bad" : "good"}"><strong>${figure}</strong> ${words}</li>`)}</ul>`}
${table}
${left > 0 ? html`<p class="quiet">and ${countWords(left)} more: --format json</p>` : NOTHING}`;
  },
};
