import type { Cause } from "./cause.ts";
import type { Design } from "./design.ts";
import { type CellCounts, countInto, type Likelihood, NO_TRIALS } from "./likelihood.ts";

/** Trials that the same causes touch. */
export interface Cell extends CellCounts {
  readonly causes: number;
}

/** Causes, and the trials divided into cells by which of them touch each. */
export interface Explanation {
  readonly causes: readonly Cause[];
  readonly cells: readonly Cell[];
  /** The cell of each trial. */
  readonly cellOf: Uint16Array;
  /** ln of prior times marginal likelihood. */
  readonly score: number;
}

/** Bits of an integer. */
export const MOST_CAUSES = 30;

export function explain(design: Design, likelihood: Likelihood, causes: readonly Cause[]): Explanation {
  const masks = masksOf(design, causes);
  const untouched: Cell = { causes: 0, ...NO_TRIALS };
  const numbers = new Map([[0, 0]]);
  const cells = [untouched];
  const cellOf = new Uint16Array(masks.length);
  for (let trial = 0; trial < masks.length; trial++) {
    const mask = masks[trial] ?? 0;
    let number = mask === 0 ? 0 : numbers.get(mask);
    if (number === undefined) {
      number = cells.length;
      numbers.set(mask, number);
      cells.push({ causes: bits(mask), ...NO_TRIALS });
    }
    cellOf[trial] = number;
    countInto(cells[number] ?? untouched, trial, design);
  }
  const fit = cells.reduce((sum, cell) => sum + likelihood.cell(cell.causes, cell), 0);
  return { causes, cells, cellOf, score: causes.reduce((sum, { lnPrior }) => sum + lnPrior, fit) };
}

/** Of each trial: the causes that touch it, as bits by their place. */
export function masksOf(design: Design, causes: readonly Cause[]): Int32Array {
  const masks = new Int32Array(design.trials.length);
  causes.forEach(({ factor: { trials }, first, last }, bit) => {
    for (let at = first; at <= last; at++) {
      const trial = trials[at] ?? 0;
      masks[trial] = (masks[trial] ?? 0) | (1 << bit);
    }
  });
  return masks;
}

export function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
