import { describe, expect, it } from "vitest";
import { chartMarkup } from "../../../src/reporters/html/charts/chart-markup.ts";

const IDENTITY = { className: "plot", prefix: "lanes", label: "A chart", titleOf: () => null };

describe("the markup of a chart", () => {
  it("keeps shapes, and leaves out styles, classes and all else that a page of this policy may not hold", () => {
    const svg = `<svg width="10" height="5" viewBox="0 0 10 5" xmlns="http://www.w3.org/2000/svg" version="1.1">
<path d="M0 0L1.23456 2" class="zr3-cls-0" fill="var(--ink)" onload="x()"></path>
<style ><![CDATA[ .zr3-cls-0:hover { fill: red; } ]]></style>
<script>alert(1)</script>
<text style="font-size:12px;font-family:sans-serif;" x="1">Disk &lt;1&gt;</text>
</svg>`;
    expect(chartMarkup(svg, IDENTITY).source).toBe(
      '<svg width="10" height="5" viewBox="0 0 10 5" xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-label="A chart">' +
        '<path d="M0 0L1.2 2" fill="var(--ink)"></path>' +
        '<text x="1" font-size="12">Disk &lt;1&gt;</text></svg>',
    );
  });

  it("names what is within by the chart, not by how many charts were drawn before", () => {
    const svg = (at: number): string =>
      `<svg><g clip-path="url(#zr${at}-c0)"></g><defs ><clipPath id="zr${at}-c0"></clipPath></defs></svg>`;
    expect(chartMarkup(svg(0), IDENTITY).source).toBe(chartMarkup(svg(7), IDENTITY).source);
    expect(chartMarkup(svg(7), IDENTITY).source).toContain('clip-path="url(#lanes-c0)"');
  });

  it("tells of a mark what is to be said of it", () => {
    const svg = `<svg><path d="M0 0" ecmeta_series_index="1" ecmeta_data_index="4"></path></svg>`;
    const { source } = chartMarkup(svg, { ...IDENTITY, titleOf: (series, index) => `<${series}/${index}>` });
    expect(source).toContain('<path d="M0 0"><title>&#60;1/4&#62;</title></path>');
  });
});
