import { type Cause, causeOf } from "./cause.ts";
import type { Design, Factor } from "./design.ts";
import type { Explanation } from "./explanation.ts";
import { type CellCounts, countInto, type Likelihood, NO_TRIALS } from "./likelihood.ts";

/** How much likelier the trials become with one cause more: ln of the odds. */
export interface Gain {
  readonly cause: Cause;
  readonly gain: number;
}

/**
 * What one trial says for a stretch, as the logarithm of a ratio of mean rates: passed (0.2 to 0.96) and failed (0.8 to
 * 0.04), and the same where another cause touches it already. They only find where a stretch may begin and end.
 */
const WEIGHTS = Float64Array.of(-1.57, 3, -1.6, 0.18);
const EXPLAINED = 2;

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The factor as a cause beside those of the explanation: all the time, and from, up to, or between its likeliest moments. */
export function gainsOf(
  factor: Factor,
  design: Design,
  likelihood: Likelihood,
  explanation: Explanation,
): readonly Gain[] {
  return stretchesOf(factor, design, explanation).map(({ first, last }) => {
    const cause = causeOf(factor, first, last);
    return { cause, gain: cause.lnPrior + gainInFit(cause, design, likelihood, explanation) };
  });
}

function gainInFit(cause: Cause, design: Design, likelihood: Likelihood, { cells, cellOf }: Explanation): number {
  const touched: (CellCounts | undefined)[] = cells.map(() => undefined);
  for (let at = cause.first; at <= cause.last; at++) {
    const trial = cause.factor.trials[at] ?? 0;
    const number = cellOf[trial] ?? 0;
    let counts = touched[number];
    if (counts === undefined) touched[number] = counts = { ...NO_TRIALS };
    countInto(counts, trial, design);
  }
  let gain = 0;
  cells.forEach((cell, number) => {
    const own = touched[number];
    if (own === undefined) return;
    const left: CellCounts = {
      failed: cell.failed - own.failed,
      passed: cell.passed - own.passed,
      untoldFailed: cell.untoldFailed - own.untoldFailed,
      untoldPassed: cell.untoldPassed - own.untoldPassed,
    };
    gain +=
      likelihood.cell(cell.causes + 1, own) + likelihood.cell(cell.causes, left) - likelihood.cell(cell.causes, cell);
  });
  return gain;
}

/** The whole, the best suffix, the best prefix and the best stretch within; each once. */
function stretchesOf({ trials, failed }: Factor, design: Design, { cells, cellOf }: Explanation): readonly Stretch[] {
  const end = trials.length - 1;
  const whole = { first: 0, last: end };
  if (failed === 0 || end < 1) return [whole];
  const isExplained = Uint8Array.from(cells, ({ causes }) => (causes > 0 ? EXPLAINED : 0));
  let sum = 0;
  let least = 0;
  let leastAt = 0;
  let prefixSum = Number.NEGATIVE_INFINITY;
  let prefixLast = end;
  let suffixLowest = 0;
  let suffixFirst = 0;
  let withinSum = Number.NEGATIVE_INFINITY;
  let withinFirst = 0;
  let withinLast = end;
  for (let at = 0; at <= end; at++) {
    const trial = trials[at] ?? 0;
    // What failed under an untold owner says nothing for the stretch.
    if (design.failed[trial] === 0 || design.untold[trial] === 0) {
      sum += WEIGHTS[(design.failed[trial] ?? 0) + (isExplained[cellOf[trial] ?? 0] ?? 0)] ?? 0;
    }
    if (sum > prefixSum) {
      prefixSum = sum;
      prefixLast = at;
    }
    if (sum - least > withinSum) {
      withinSum = sum - least;
      withinFirst = leastAt;
      withinLast = at;
    }
    if (sum < least) {
      least = sum;
      leastAt = at + 1;
    }
    if (at < end && sum < suffixLowest) {
      suffixLowest = sum;
      suffixFirst = at + 1;
    }
  }
  const found: Stretch[] = [whole];
  if (suffixFirst > 0) found.push({ first: suffixFirst, last: end });
  if (prefixLast < end) found.push({ first: 0, last: prefixLast });
  if (withinFirst > 0 && withinLast < end) found.push({ first: withinFirst, last: withinLast });
  return found;
}
