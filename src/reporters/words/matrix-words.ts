import type { Correlation } from "../../report/index.ts";
import type { ShownMatrix, ShownMatrixRow } from "../excerpt/shown-matrix.ts";
import { listWords } from "./list-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { tallyWords } from "./tally-words.ts";

/** Where cells have colours. */
export const MATRIX_LEGEND =
  "Failed/all. The stronger the red, the larger the share that failed; a dash where nothing was backed up under that owner.";

export function rowTitle({ node, nodes }: ShownMatrixRow): string {
  return node === null ? `${countWords(nodes)} others` : nameWords([node]);
}

/** null where every volume has a column of its own. */
export function restTitle({ hidden, otherVolumes }: ShownMatrix): string | null {
  const others = hidden.length + otherVolumes;
  return others === 0 ? null : `${countWords(others)} ${others === 1 ? "other" : "others"}`;
}

/** What the matrix sums or leaves out, and how it is to be read. */
export function matrixNotes({ matrix }: Correlation, shown: ShownMatrix): readonly string[] {
  const summed = shown.rows.find(({ node }) => node === null);
  return [
    ...(shown.hidden.length === 0
      ? []
      : [
          `Summed among the others though they failed: ${listWords(shown.hidden.map(({ name }) => name))}; all with --format json.`,
        ]),
    ...(summed === undefined
      ? []
      : [`${countWords(summed.nodes)} nodes have no row of their own: ${tallyWords(summed.all)} failed under them.`]),
    ...(matrix.hasSets ? ["An attempt on several volumes stands under each of them, and once in All."] : []),
  ];
}
