import { displayWidth } from "../records/display-width.ts";
import { drawTable, GAP, isDrawable, type TableRow } from "./draw-table.ts";
import { wrap } from "./wrap.ts";

/** Below this, columns would be too narrow to read. */
const NARROWEST_TABLE = 60;

/** Rows under one rule, of cells that begin a line with each part; null where a table has no room or cannot be drawn. */
export function fittedTable(
  titles: readonly string[],
  rows: readonly TableRow["cells"][],
  width: number,
  narrowestColumn: number,
): readonly string[] | null {
  if (width < NARROWEST_TABLE || !rows.flat(2).every(isDrawable)) return null;
  const natural = titles.map((title, at) =>
    Math.max(displayWidth(title), ...rows.flatMap((cells) => (cells[at] ?? []).map(displayWidth))),
  );
  const widths = shrunk(natural, width - GAP * (titles.length - 1), narrowestColumn);
  return drawTable(
    titles,
    rows.map((cells, index) => ({
      cells: cells.map((parts, at) => parts.flatMap((part) => wrap(part, widths[at] ?? narrowestColumn))),
      ruled: index === 0,
    })),
    widths,
  );
}

/** The widest columns give way first. */
function shrunk(natural: readonly number[], room: number, narrowest: number): readonly number[] {
  const widths = [...natural];
  for (let excess = widths.reduce((sum, one) => sum + one, 0) - room; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}
