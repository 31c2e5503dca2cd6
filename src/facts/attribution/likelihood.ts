/** Failures are this often nobody's: Beta(1, 24), 4 % on average. */
const LEAK = { failed: 1, passed: 24 };
/** Most culprits break nearly every backup they touch: Beta(8, 2), 80 % on average. */
const STEADY = { failed: 8, passed: 2 };
/** Some break only part of them: Beta(2, 2). */
const FITFUL = { failed: 2, passed: 2 };
const FITFUL_SHARE = 0.2;
/** 1 - (1 - 0.8)^2 = 0.96: where two culprits meet, one suffices. */
const JOINT = { failed: 24, passed: 1 };
/** Terms beside a sum that has sixteen digits. */
const NEGLIGIBLE = 1e-17;

/** Outcomes of trials; of untold owners apart, as their failures may be those owners' doing. */
export interface CellCounts {
  failed: number;
  passed: number;
  untoldFailed: number;
  untoldPassed: number;
}

export const NO_TRIALS: Readonly<CellCounts> = { failed: 0, passed: 0, untoldFailed: 0, untoldPassed: 0 };

export function countInto(
  counts: CellCounts,
  trial: number,
  { failed, untold }: { readonly failed: Uint8Array; readonly untold: Uint8Array },
): void {
  const isFailed = failed[trial] === 1;
  if (untold[trial] === 1) {
    if (isFailed) counts.untoldFailed++;
    else counts.untoldPassed++;
  } else if (isFailed) counts.failed++;
  else counts.passed++;
}

interface BetaPrior {
  readonly failed: number;
  readonly passed: number;
}

/** How well each kind of cell explains its failed and passed trials: marginal likelihoods, as natural logarithms. */
export interface Likelihood {
  /** Trials that so many culprits touch. */
  cell(culprits: number, counts: Readonly<CellCounts>): number;
  /** ln n! for n up to the number of trials. */
  readonly lnFactorial: (n: number) => number;
}

/** For at most so many trials: the beta functions of whole numbers are sums of logarithms of factorials. */
export function createLikelihood(trials: number): Likelihood {
  const table = new Float64Array(trials + 64);
  for (let n = 2; n < table.length; n++) table[n] = (table[n - 1] ?? 0) + Math.log(n);
  const lnFactorial = (n: number): number => table[n] ?? 0;
  const lnBeta = (a: number, b: number): number => lnFactorial(a - 1) + lnFactorial(b - 1) - lnFactorial(a + b - 1);
  // Of n tries at a rate that is Beta(a, b), the chance that no more than so many fail: its sum from there to the nearer end.
  const lnAtMost = (most: number, n: number, a: number, b: number): number => {
    const lnChance = (k: number): number =>
      lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k) + lnBeta(k + a, n - k + b) - lnBeta(a, b);
    let [term, sum] = [1, 0];
    if (most * (a + b) < n * a) {
      for (let k = most; k >= 0 && term > sum * NEGLIGIBLE; k--) {
        sum += term;
        term *= (k * (b + n - k)) / ((n - k + 1) * (a + k - 1));
      }
      return lnChance(most) + Math.log(sum);
    }
    for (let k = most + 1; k <= n && term > sum * NEGLIGIBLE; k++) {
      sum += term;
      term *= ((n - k) * (a + k)) / ((k + 1) * (b + n - k - 1));
    }
    return Math.log1p(-Math.exp(lnChance(most + 1)) * sum);
  };
  const of = (prior: BetaPrior): ((counts: Readonly<CellCounts>) => number) => {
    const whole = lnBeta(prior.failed, prior.passed);
    return ({ failed, passed, untoldFailed, untoldPassed }) => {
      const [a, b] = [failed + prior.failed, passed + prior.passed];
      const fit = lnBeta(a, b) - whole;
      return untoldPassed === 0 ? fit : fit + lnAtMost(untoldFailed, untoldFailed + untoldPassed, a, b);
    };
  };
  const [leak, steady, fitful, joint] = [of(LEAK), of(STEADY), of(FITFUL), of(JOINT)];
  const [lnSteady, lnFitful] = [Math.log(1 - FITFUL_SHARE), Math.log(FITFUL_SHARE)];
  return {
    lnFactorial,
    cell(culprits, counts) {
      if (counts.failed + counts.passed + counts.untoldPassed === 0) return 0;
      if (culprits === 0) return leak(counts);
      if (culprits > 1) return joint(counts);
      return lnSum(lnSteady + steady(counts), lnFitful + fitful(counts));
    },
  };
}

/** ln(e^a + e^b) */
function lnSum(a: number, b: number): number {
  const [most, least] = a > b ? [a, b] : [b, a];
  return most + Math.log1p(Math.exp(least - most));
}
