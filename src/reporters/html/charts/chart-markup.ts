import { escapedText, Markup } from "../markup.ts";

/** What a chart may consist of. Everything else that the library writes, styles above all, stays out of the page. */
const ELEMENTS: ReadonlySet<string> = new Set([
  "svg",
  "g",
  "path",
  "rect",
  "circle",
  "line",
  "polyline",
  "text",
  "defs",
  "clipPath",
]);
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...[
    "d",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "width",
    "height",
    "points",
    "transform",
    "viewBox",
    "id",
  ],
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray", "clip-path"],
  ...["dominant-baseline", "text-anchor", "xmlns"],
]);

export interface ChartIdentity {
  /** What the stylesheet calls it. */
  readonly className: string;
  /** Begins the ids of everything within: those of the library count what it has drawn so far. */
  readonly prefix: string;
  /** Of the whole chart, for whoever does not see it. */
  readonly label: string;
  /** Shown where the pointer rests on a mark; null: nothing is to be said of it. */
  readonly titleOf: (series: number, index: number) => string | null;
}

const TAG = /<(\/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

/** An SVG of echarts as markup: known elements and attributes only, sizes and ids the same for the same chart. */
export function chartMarkup(svg: string, identity: ChartIdentity): Markup {
  const pieces: string[] = [];
  let isWithinUnknown: string | null = null;
  let end = 0;
  for (const tag of svg.matchAll(TAG)) {
    const [whole, closing = "", name = "", attributes = "", selfClosing = ""] = tag;
    const before = svg.slice(end, tag.index);
    end = tag.index + whole.length;
    if (isWithinUnknown !== null) {
      if (closing === "/" && name === isWithinUnknown) isWithinUnknown = null;
      continue;
    }
    if (!ELEMENTS.has(name)) {
      if (closing === "" && selfClosing === "") isWithinUnknown = name;
      continue;
    }
    pieces.push(textOf(before));
    if (closing === "/") pieces.push(`</${name}>`);
    else pieces.push(openingTag(name, attributes, identity), selfClosing === "/" ? `</${name}>` : "");
  }
  return new Markup(pieces.join(""));
}

/** The library writes text escaped already. Line feeds between elements are of no use. */
function textOf(between: string): string {
  return between.trim() === "" ? "" : between.trim().replace(/[<>"]/g, escapedText);
}

function openingTag(name: string, attributes: string, identity: ChartIdentity): string {
  const given = new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key = "", value = ""]) => [key, value]));
  const kept = [...given]
    .filter(([key]) => ATTRIBUTES.has(key))
    .map(([key, value]) => ` ${key}="${steady(value, identity)}"`);
  const size = name === "text" ? sizeOf(given.get("style") ?? "") : "";
  // The page scales it: it has a shape, and no size of its own.
  const root =
    name === "svg"
      ? ` class="${escapedText(identity.className)}" role="img" aria-label="${escapedText(identity.label)}"`
      : "";
  return `<${name}${kept.join("")}${size}${root}>${titleOf(given, identity)}`;
}

const LONG_FRACTION = /-?\d+\.\d{2,}(?:e-?\d+)?/g;
const OWN_ID = /\bzr\d+-(\w+)/g;

function steady(value: string, { prefix }: ChartIdentity): string {
  return value
    .replace(OWN_ID, (_, rest: string) => `${prefix}-${rest}`)
    .replace(LONG_FRACTION, (figure) => String(Math.round(Number(figure) * 10) / 10));
}

/** Fonts are the stylesheet's, for the page allows no style of a single element. */
function sizeOf(style: string): string {
  const size = /(\d+)px/.exec(style)?.[1];
  return size === undefined ? "" : ` font-size="${size}"`;
}

function titleOf(given: ReadonlyMap<string, string>, { titleOf: words }: ChartIdentity): string {
  const series = given.get("ecmeta_series_index");
  const index = given.get("ecmeta_data_index");
  const title = series === undefined || index === undefined ? null : words(Number(series), Number(index));
  return title === null ? "" : `<title>${escapedText(title)}</title>`;
}
