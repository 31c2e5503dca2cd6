import { CustomChart, type CustomSeriesOption } from "echarts/charts";
import { GridComponent, type GridComponentOption } from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { LaneAttempts, LaneOwner, SwimLanes } from "../../../report/index.ts";
import { filetimeToIso } from "../../../shared/filetime.ts";
import { cutText, displayWidth } from "../../records/display-width.ts";
import { visibleText } from "../../records/visible-text.ts";
import { LANE_WORDS, laneAttemptsWords, laneOwnerWords, lanesSummary, tallyWords } from "../../words/index.ts";
import { html, type Markup } from "../markup.ts";
import { chartMarkup } from "./chart-markup.ts";
import type { OwnerColours } from "./owner-colours.ts";

use([CustomChart, GridComponent, SVGRenderer]);

type RenderItem = NonNullable<CustomSeriesOption["renderItem"]>;
type Place = Parameters<RenderItem>[1];
type Shape = ReturnType<RenderItem>;

/** Of the drawing; the page scales both parts alike, as the stylesheet gives them room in this proportion. */
const WIDTH = { names: 130, plot: 1105 };
const LANE = 46;
const MARGIN = { left: 24, right: 16, top: 34, bottom: 14 };
const BAR = { top: 3, height: 17 };
/** Where marks stand above the bar of their owner, and half their size. */
interface MarkLayout {
  readonly failed: number;
  readonly passed: number;
  readonly size: number;
}
const LOOSE: MarkLayout = { failed: -9, passed: -9, size: 5 };
/** Of so many in a lane those that failed would cover those that passed: each kind has a row of its own. */
const DENSE_MARKS = 70;
const DENSE: MarkLayout = { failed: -16, passed: -5, size: 3.5 };
/** Bars narrower than this would be all edge. */
const NARROW = 5;
const LETTER = 6.6;
const FONT_SIZE = 12;
const DAY = 24 * 3_600_000;

interface InLane<T> {
  readonly lane: number;
  readonly one: T;
}

/** The names of the lanes stand beside their chart, and stay in sight while it scrolls. */
export function swimLaneChart(lanes: SwimLanes, colours: OwnerColours): Markup {
  return html`${laneNames(lanes)}${lanePlot(lanes, colours)}`;
}

const NAME_LENGTH = Math.floor((WIDTH.names - 8) / LETTER);

/** For the eye alone: for others the table has them. */
function laneNames({ lanes }: SwimLanes): Markup {
  const names = lanes.map(({ volume, tally }, at) => {
    const middle = MARGIN.top + LANE * (at + 0.5);
    return html`<text x="4" y="${middle - 3}" font-size="${FONT_SIZE}"><title>${volume}</title>${cutText(visibleText(volume), NAME_LENGTH)}</text>
<text x="4" y="${middle + 12}" font-size="${FONT_SIZE}">${tallyWords(tally)} ${LANE_WORDS.failed}</text>`;
  });
  return html`<svg class="names" viewBox="0 0 ${WIDTH.names} ${heightOf(lanes)}" xmlns="http://www.w3.org/2000/svg" aria-hidden="true">${names}</svg>`;
}

function heightOf({ length }: SwimLanes["lanes"]): number {
  return MARGIN.top + MARGIN.bottom + LANE * length;
}

/** Bars for owners, marks for attempts, a lane for each volume. The colours are the stylesheet's. */
function lanePlot(lanes: SwimLanes, colours: OwnerColours): Markup {
  const owners = inLanes(lanes, ({ owners: some }) => some);
  const attempts = inLanes(lanes, ({ attempts: some }) => some);
  const passed = attempts.filter(({ one }) => !one.isFailed);
  const failed = attempts.filter(({ one }) => one.isFailed);
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH.plot, height: heightOf(lanes.lanes) });
  const [from, to] = [milliseconds(lanes.from), milliseconds(lanes.to)];
  const layout = lanes.lanes.some((lane) => lane.attempts.length > DENSE_MARKS) ? DENSE : LOOSE;
  const isShort = to - from < 3 * DAY;
  const option: ComposeOption<CustomSeriesOption | GridComponentOption> = {
    animation: false,
    useUTC: true,
    grid: MARGIN,
    xAxis: {
      type: "time",
      // Labels of days would stand twice.
      ...(isShort ? {} : { minInterval: DAY }),
      position: "top",
      min: from,
      max: to > from ? to : from + 3_600_000,
      axisLine: { lineStyle: { color: "var(--line)" } },
      axisTick: { lineStyle: { color: "var(--line)" } },
      splitLine: { show: true, lineStyle: { color: "var(--line)" } },
      axisLabel: {
        color: "var(--ink)",
        fontSize: FONT_SIZE,
        hideOverlap: true,
        formatter: (time: number) =>
          new Date(time)
            .toISOString()
            .slice(5, isShort ? 16 : 10)
            .replace("T", " "),
      },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: lanes.lanes.map((_, at) => at),
      axisLine: { lineStyle: { color: "var(--line)" } },
      axisTick: { show: false },
      splitLine: { show: true, interval: 0, lineStyle: { color: "var(--line)" } },
      axisLabel: { show: false },
    },
    series: [
      {
        type: "custom",
        clip: true,
        data: owners.map(({ lane, one }) => [milliseconds(one.from), lane, milliseconds(one.to)]),
        renderItem: ({ dataIndex }, api) => bar(owners[dataIndex], api, colours),
      },
      {
        type: "custom",
        data: passed.map(({ lane, one }) => [milliseconds(one.from), lane]),
        renderItem: (_, api) => dot(api, layout),
      },
      {
        type: "custom",
        data: failed.map(({ lane, one }) => [milliseconds(one.from), lane]),
        renderItem: (_, api) => cross(api, layout),
      },
    ],
  };
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  const marks = [passed, failed];
  return chartMarkup(svg, {
    className: "plot",
    prefix: "lanes",
    label: lanesSummary(lanes),
    titleOf: (series, index) => {
      const owner = series === 0 ? owners[index] : undefined;
      const mark = series === 0 ? undefined : marks[series - 1]?.[index];
      if (owner !== undefined) return laneOwnerWords(owner.one);
      return mark === undefined ? null : laneAttemptsWords(mark.one);
    },
  });
}

function inLanes<T extends LaneOwner | LaneAttempts>(
  { lanes }: SwimLanes,
  partsOf: (lane: SwimLanes["lanes"][number]) => readonly T[],
): readonly InLane<T>[] {
  return lanes.flatMap((lane, at) => partsOf(lane).map((one) => ({ lane: at, one })));
}

function bar(owner: InLane<LaneOwner> | undefined, api: Place, colours: OwnerColours): Shape {
  if (owner === undefined) return null;
  const { node, certainty } = owner.one;
  const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
  const [end = 0] = api.coord([api.value(2), api.value(1)]);
  const width = Math.max(1, end - x);
  const name = node === null ? LANE_WORDS.conflict : visibleText(node);
  const colour = node === null ? "conflict" : (colours.get(node) ?? "other");
  return {
    type: "group",
    children: [
      {
        type: "rect",
        shape: { x, y: y + BAR.top, width, height: BAR.height },
        style: {
          fill: `var(--${colour})`,
          stroke: "var(--edge)",
          lineWidth: width < NARROW ? 0.3 : 1,
          lineDash: certainty === "certain" ? "solid" : [3, 2],
        },
      },
      ...(displayWidth(name) * LETTER + 8 > width
        ? []
        : [
            {
              type: "text" as const,
              silent: true,
              style: {
                text: name,
                x: x + 4,
                y: y + BAR.top + BAR.height / 2,
                fill: "var(--ink)",
                fontSize: FONT_SIZE,
                verticalAlign: "middle" as const,
              },
            },
          ]),
    ],
  };
}

function dot(api: Place, { passed, size }: MarkLayout): Shape {
  const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
  return { type: "circle", shape: { cx: x, cy: y + passed, r: size * 0.8 }, style: { fill: "var(--pass)" } };
}

function cross(api: Place, { failed, size }: MarkLayout): Shape {
  const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
  const middle = y + failed;
  const arms = `M${x - size} ${middle - size}L${x + size} ${middle + size}M${x - size} ${middle + size}L${x + size} ${middle - size}`;
  return {
    type: "path",
    shape: { pathData: arms },
    style: { fill: "none", stroke: "var(--fail)", lineWidth: size * 0.6 },
  };
}

function milliseconds(ticks: bigint): number {
  return Date.parse(`${filetimeToIso(ticks).slice(0, -5)}Z`);
}
