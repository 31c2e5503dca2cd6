import CliTable3 from "cli-table3";

/** One finding: the lines of each cell, each at most as wide as its column. */
export interface TableRow {
  readonly cells: readonly (readonly string[])[];
  /** With a rule above it. */
  readonly ruled: boolean;
}

export const GAP = 2;

const CHARS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "─",
  "mid-mid": "─".repeat(GAP),
  right: "",
  "right-mid": "",
  middle: " ".repeat(GAP),
};
/**
 * Never seen, as no line is wider than its column. For every line it draws, cli-table3 cuts the whole cell to 10 columns
 * for its own log, character by character, measuring anew each time; where the ellipsis takes all 10, it stops at once.
 */
const UNUSED_ELLIPSIS = " ".repeat(10);
const NO_RULE = { mid: "", "mid-mid": "" };

export function drawTable(
  head: readonly string[],
  rows: readonly TableRow[],
  widths: readonly number[],
): readonly string[] {
  const table = new CliTable3({
    head: [...head],
    chars: CHARS,
    colWidths: [...widths],
    truncate: UNUSED_ELLIPSIS,
    // Without these it colours, NO_COLOR or not.
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const { cells, ruled } of rows) {
    const chars = ruled ? {} : NO_RULE;
    table.push(cells.map((lines) => ({ content: lines.join("\n"), chars })));
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

export function height(cells: TableRow["cells"]): number {
  return Math.max(...cells.map((lines) => lines.length));
}

// Letters of Europe and East Asia, punctuation, symbols for controls: one width by any count. Combining marks, joiners
// and emoji are counted differently by cli-table3, which would cut what fits or push columns out of line.
const MEASURED_ALIKE =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2400-\u243f\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\ufffd]*$/;

/** Whether cli-table3 gives the text as many columns as a terminal does. */
export function isDrawable(text: string): boolean {
  return MEASURED_ALIKE.test(text);
}
