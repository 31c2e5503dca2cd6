import type { TrialTally } from "../../../report/index.ts";
import { shownMatrix, titledMatrices, type TitledMatrix } from "../../excerpt/index.ts";
import { visibleText } from "../../records/visible-text.ts";
import { MATRIX_LEGEND, matrixNotes, restTitle, rowTitle, SECTION_TITLES, tallyCell } from "../../words/index.ts";
import { bulletList, scrollRegion } from "../blocks.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

const SHOWN_VOLUMES = 24;
/** The share that failed, in steps of colour; the figures stand in the cells, so that nothing hangs on colour. */
const STEPS = 5;

/** A heat map that is a table: every reader gets the same figures. */
export const matrixSection: ReportSection = {
  id: "matrix",
  title: SECTION_TITLES.matrix,
  content({ correlation }) {
    const matrices = correlation === null ? [] : titledMatrices(correlation);
    if (matrices.length === 0) return NOTHING;
    return html`<p class="quiet">${MATRIX_LEGEND}</p>
${matrices.map(heatMap)}`;
  },
};

function heatMap({ title, correlation }: TitledMatrix): Markup {
  const name = title === null ? SECTION_TITLES.matrix : `${SECTION_TITLES.matrix}: ${visibleText(title)}`;
  const shown = shownMatrix(correlation, SHOWN_VOLUMES);
  const rest = restTitle(shown);
  const titles = ["All", ...shown.volumes.map(({ name }) => name), ...(rest === null ? [] : [rest])];
  const rows = shown.rows.map((row) => {
    const cells = [row.all, ...row.cells, ...(rest === null ? [] : [row.rest])];
    return html`<tr><th scope="row">${rowTitle(row)}</th>${cells.map(heatCell)}</tr>`;
  });
  return html`${title === null ? NOTHING : html`<h3>${visibleText(title)}</h3>`}
${scrollRegion(
  name,
  html`<table class="heat"><caption><span class="said">${name}</span></caption>
<thead><tr><th scope="col">Node</th>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`,
)}
${bulletList(matrixNotes(correlation, shown))}`;
}

function heatCell(tally: TrialTally): Markup {
  return html`<td class="${heatClass(tally)}">${tallyCell(tally)}</td>`;
}

/** Any failure is more than none. */
function heatClass({ failed, total }: TrialTally): string {
  if (total === 0) return "heat-none";
  return `heat-${Math.ceil((failed / total) * STEPS)}`;
}
