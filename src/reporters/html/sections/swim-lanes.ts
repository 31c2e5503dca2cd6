import type { Report, SwimLanes } from "../../../report/index.ts";
import { countWords, LANE_WORDS, laneNotes, laneRows, lanesSummary, SECTION_TITLES } from "../../words/index.ts";
import { bulletList, dataTable, disclosure, scrollRegion } from "../blocks.ts";
import { type OwnerColours, ownerColours } from "../charts/owner-colours.ts";
import { swimLaneChart } from "../charts/swim-lane-chart.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

export const swimLanesSection: ReportSection = {
  id: "lanes",
  title: SECTION_TITLES.lanes,
  content({ lanes, nodes }: Report) {
    if (lanes === null) return NOTHING;
    const colours = ownerColours(lanes, nodes);
    return html`<figure>
<figcaption>${lanesSummary(lanes)}</figcaption>
${legend(lanes, colours)}
${scrollRegion(SECTION_TITLES.lanes, html`<div class="chart">${swimLaneChart(lanes, colours)}</div>`)}
</figure>
${bulletList(laneNotes(lanes))}
${disclosure(LANE_WORDS.table, table(lanes))}`;
  },
};

/** Only what the chart shows. */
function legend({ lanes }: SwimLanes, colours: OwnerColours): Markup {
  const own = [...colours].filter(([, colour]) => colour !== "other");
  const hasOthers = own.length < colours.size;
  const hasConflicts = lanes.some(({ owners }) => owners.some(({ node }) => node === null));
  const hasAssumed = lanes.some(({ owners }) => owners.some(({ certainty }) => certainty === "assumed"));
  const swatch = (colour: string): Markup =>
    html`<rect x="1" y="1" width="22" height="13" fill="var(--${colour})" stroke="var(--edge)"></rect>`;
  const items = [
    legendItem(CROSS, LANE_WORDS.failed),
    legendItem(DOT, LANE_WORDS.passed),
    ...own.map(([name, colour]) => legendItem(swatch(colour), name)),
    ...(hasOthers ? [legendItem(swatch("other"), LANE_WORDS.others)] : []),
    ...(hasConflicts ? [legendItem(swatch("conflict"), LANE_WORDS.conflict)] : []),
    ...(hasAssumed ? [legendItem(DASHED, LANE_WORDS.assumed)] : []),
  ];
  return html`<ul class="legend">${items}</ul>`;
}

const CROSS = html`<path d="M7 3L17 13M7 13L17 3" fill="none" stroke="var(--fail)" stroke-width="3"></path>`;
const DOT = html`<circle cx="12" cy="8" r="5" fill="var(--pass)"></circle>`;
const DASHED = html`<rect x="1" y="1" width="22" height="13" fill="none" stroke="var(--edge)" stroke-dasharray="3 2"></rect>`;

function legendItem(shape: Markup, words: string): Markup {
  return html`<li><svg viewBox="0 0 24 15" aria-hidden="true">${shape}</svg>${words}</li>`;
}

function table(lanes: SwimLanes): Markup {
  const { rows, left } = laneRows(lanes);
  return html`${dataTable(
    LANE_WORDS.table,
    [
      { title: "Volume" },
      { title: "Owner" },
      { title: "From when to when (UTC)" },
      { title: "Failed", isFigure: true },
    ],
    rows.map(({ volume, owner, span, failed }) => [volume, owner, span, failed]),
  )}
${left > 0 ? html`<p class="quiet">and ${countWords(left)} more</p>` : NOTHING}`;
}
