/** Failures are this often nobody's: Beta(1, 24), 4 % on average. */
const LEAK = { failed: 1, passed: 24 };
/** Most culprits break nearly every backup they touch: Beta(8, 2), 80 % on average. */
const STEADY = { failed: 8, passed: 2 };
/** Some break only part of them: Beta(2, 2). */
const FITFUL = { failed: 2, passed: 2 };
const FITFUL_SHARE = 0.2;
/** 1 - (1 - 0.8)^2 = 0.96: where two culprits meet, one suffices. */
const JOINT = { failed: 24, passed: 1 };

interface BetaPrior {
  readonly failed: number;
  readonly passed: number;
}

/** How well each kind of cell explains its failed and passed trials: marginal likelihoods, as natural logarithms. */
export interface Likelihood {
  /** Trials that so many culprits touch. */
  cell(culprits: number, failed: number, passed: number): number;
  /** ln n! for n up to the number of trials. */
  readonly lnFactorial: (n: number) => number;
}

/** For at most so many trials: the beta functions of whole numbers are sums of logarithms of factorials. */
export function createLikelihood(trials: number): Likelihood {
  const table = new Float64Array(trials + 64);
  for (let n = 2; n < table.length; n++) table[n] = (table[n - 1] ?? 0) + Math.log(n);
  const lnFactorial = (n: number): number => table[n] ?? 0;
  const lnBeta = (a: number, b: number): number => lnFactorial(a - 1) + lnFactorial(b - 1) - lnFactorial(a + b - 1);
  const of = (prior: BetaPrior): ((failed: number, passed: number) => number) => {
    const whole = lnBeta(prior.failed, prior.passed);
    return (failed, passed) => lnBeta(failed + prior.failed, passed + prior.passed) - whole;
  };
  const [leak, steady, fitful, joint] = [of(LEAK), of(STEADY), of(FITFUL), of(JOINT)];
  const [lnSteady, lnFitful] = [Math.log(1 - FITFUL_SHARE), Math.log(FITFUL_SHARE)];
  return {
    lnFactorial,
    cell(culprits, failed, passed) {
      if (failed + passed === 0) return 0;
      if (culprits === 0) return leak(failed, passed);
      if (culprits > 1) return joint(failed, passed);
      return lnSum(lnSteady + steady(failed, passed), lnFitful + fitful(failed, passed));
    },
  };
}

/** ln(e^a + e^b) */
function lnSum(a: number, b: number): number {
  const [most, least] = a > b ? [a, b] : [b, a];
  return most + Math.log1p(Math.exp(least - most));
}
