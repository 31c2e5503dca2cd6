import { type Cause, causeOf } from "./cause.ts";
import type { Design, Factor } from "./design.ts";
import type { Explanation } from "./explanation.ts";
import type { Likelihood } from "./likelihood.ts";

/** How much likelier the trials become with one cause more: ln of the odds. */
export interface Gain {
  readonly cause: Cause;
  readonly gain: number;
}

/** What one trial says for a stretch, roughly: only where a stretch begins and ends is found with these. */
const FAILED_UNEXPLAINED = 3;
const PASSED_UNEXPLAINED = -1.57;
const FAILED_EXPLAINED = 0.18;
const PASSED_EXPLAINED = -1.6;

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
  const failed = new Int32Array(cells.length);
  const passed = new Int32Array(cells.length);
  for (let at = cause.first; at <= cause.last; at++) {
    const trial = cause.factor.trials[at] ?? 0;
    const cell = cellOf[trial] ?? 0;
    if (design.failed[trial] === 1) failed[cell] = (failed[cell] ?? 0) + 1;
    else passed[cell] = (passed[cell] ?? 0) + 1;
  }
  let gain = 0;
  cells.forEach((cell, number) => {
    const [f, p] = [failed[number] ?? 0, passed[number] ?? 0];
    if (f + p === 0) return;
    gain +=
      likelihood.cell(cell.causes + 1, f, p) +
      likelihood.cell(cell.causes, cell.failed - f, cell.passed - p) -
      likelihood.cell(cell.causes, cell.failed, cell.passed);
  });
  return gain;
}

/** The whole, the best suffix, the best prefix and the best stretch within; each once. */
function stretchesOf({ trials, failed }: Factor, design: Design, { cells, cellOf }: Explanation): readonly Stretch[] {
  const end = trials.length - 1;
  const whole = { first: 0, last: end };
  if (failed === 0 || end < 1) return [whole];
  let sum = 0;
  let least = 0;
  let leastAt = 0;
  let prefix = { sum: Number.NEGATIVE_INFINITY, last: end };
  let within = { sum: Number.NEGATIVE_INFINITY, first: 0, last: end };
  let suffix = { lowest: 0, first: 0 };
  for (let at = 0; at <= end; at++) {
    const trial = trials[at] ?? 0;
    const isExplained = (cells[cellOf[trial] ?? 0]?.causes ?? 0) > 0;
    const isFailed = design.failed[trial] === 1;
    sum += isFailed
      ? isExplained
        ? FAILED_EXPLAINED
        : FAILED_UNEXPLAINED
      : isExplained
        ? PASSED_EXPLAINED
        : PASSED_UNEXPLAINED;
    if (sum > prefix.sum) prefix = { sum, last: at };
    if (sum - least > within.sum) within = { sum: sum - least, first: leastAt, last: at };
    if (sum < least) {
      least = sum;
      leastAt = at + 1;
    }
    if (at < end && sum < suffix.lowest) suffix = { lowest: sum, first: at + 1 };
  }
  const found: Stretch[] = [whole];
  if (suffix.first > 0) found.push({ first: suffix.first, last: end });
  if (prefix.last < end) found.push({ first: 0, last: prefix.last });
  if (within.first > 0 && within.last < end) found.push({ first: within.first, last: within.last });
  return found;
}
