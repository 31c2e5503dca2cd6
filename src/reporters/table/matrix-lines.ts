import type { Correlation, NamedTally } from "../../report/index.ts";
import { type ShownMatrix, shownMatrix, titledMatrices, type TitledMatrix } from "../excerpt/index.ts";
import { displayWidth } from "../records/display-width.ts";
import { visibleText } from "../records/visible-text.ts";
import { matrixNotes, restTitle, rowTitle, tallyCell } from "../words/index.ts";
import { drawTable, GAP, isDrawable } from "./draw-table.ts";
import type { Paint } from "./paint.ts";
import { hang, wrap } from "./wrap.ts";

/** Below this, columns would be too narrow to read: nodes stand one below the other. */
const NARROWEST_TABLE = 60;
/** Names of volumes break into lines of this width. */
const WIDEST_NAME = 10;
const WIDEST_NODE = 16;
/** In lines of text a few tell as much as all. */
const STACKED_VOLUMES = 8;

/** Failed and all trials by owner and volume; as many volumes as there is room for. */
export function matrixBlocks(all: Correlation, width: number, paint: Paint): readonly (readonly string[])[] {
  return titledMatrices(all).map((one) => matrixLines(one, width, paint));
}

function matrixLines({ title, correlation }: TitledMatrix, width: number, paint: Paint): readonly string[] {
  const fitting = width < NARROWEST_TABLE ? null : fittingTable(correlation, width);
  const shown = fitting?.shown ?? shownMatrix(correlation, STACKED_VOLUMES);
  return [
    ...wrap(
      `Failed and all backups${title === null ? "" : ` in ${visibleText(title)}`}, by owner and volume:`,
      width,
    ).map((line) => paint("strong", line)),
    ...(fitting?.lines ?? stacked(shown, width)),
    ...matrixNotes(correlation, shown).flatMap((note) => wrap(note, width).map((line) => paint("quiet", line))),
  ];
}

interface Fitting {
  readonly shown: ShownMatrix;
  readonly lines: readonly string[];
}

/** null where a name has characters that no column holds in line. */
function fittingTable(correlation: Correlation, width: number): Fitting | null {
  const { matrix, trials } = correlation;
  const titles = matrix.rows.map(({ node }) => visibleText(node));
  const nodeWidth = Math.min(WIDEST_NODE, Math.max(...["999 others", ...titles].map(displayWidth)));
  const allWidth = cellWidth(trials);
  // Room for the column of all others, whether it will be needed or not.
  let room = width - nodeWidth - 2 * (GAP + allWidth);
  const widths: number[] = [];
  for (const volume of matrix.volumes) {
    const columnWidth = Math.max(cellWidth(volume), Math.min(WIDEST_NAME, displayWidth(visibleText(volume.name))));
    if (room < columnWidth + GAP) break;
    room -= columnWidth + GAP;
    widths.push(columnWidth);
  }
  const shown = shownMatrix(correlation, widths.length);
  const rest = restTitle(shown);
  const columns = [nodeWidth, allWidth, ...widths, ...(rest === null ? [] : [allWidth])];
  const head = ["Node", "All", ...shown.volumes.map(({ name }) => visibleText(name)), ...(rest === null ? [] : [rest])];
  const rows = shown.rows.map((row) => [
    rowTitle(row),
    tallyCell(row.all),
    ...row.cells.map(tallyCell),
    ...(rest === null ? [] : [tallyCell(row.rest)]),
  ]);
  if (![head, ...rows].flat().every(isDrawable)) return null;
  const broken = (cells: readonly string[]): readonly (readonly string[])[] =>
    cells.map((cell, at) => wrap(cell, columns[at] ?? WIDEST_NAME));
  return {
    shown,
    lines: drawTable(
      broken(head).map((lines) => lines.join("\n")),
      rows.map((cells, index) => ({ cells: broken(cells), ruled: index === 0 })),
      columns,
    ),
  };
}

function cellWidth(tally: Pick<NamedTally, "failed" | "total">): number {
  return Math.max("others".length, tallyCell(tally).length);
}

function stacked(shown: ShownMatrix, width: number): readonly string[] {
  const rest = restTitle(shown);
  return shown.rows.flatMap((row) => {
    const cells = shown.volumes.flatMap(({ name }, at) => {
      const cell = row.cells[at];
      return cell === undefined || cell.total === 0 ? [] : [`${visibleText(name)} ${tallyCell(cell)}`];
    });
    const others = rest === null || row.rest.total === 0 ? [] : [`${rest} ${tallyCell(row.rest)}`];
    const words = [...cells, ...others].join(", ");
    return [...wrap(`${rowTitle(row)} ${tallyCell(row.all)}`, width), ...hang("  ", words, width)];
  });
}
