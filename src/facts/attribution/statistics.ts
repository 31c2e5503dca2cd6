import type { RateInterval, Tally } from "./attribution.ts";

/** P(at least so many of the failures fall inside by chance): Fisher's exact test, one-sided. */
export function fisherOneSided(inside: Tally, outside: Tally, lnFactorial: (n: number) => number): number {
  const total = inside.total + outside.total;
  const failures = inside.failed + outside.failed;
  const lnChoose = (n: number, k: number): number => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
  const most = Math.min(inside.total, failures);
  const whole = lnChoose(total, failures);
  let p = 0;
  for (let k = inside.failed; k <= most; k++) {
    const term = Math.exp(lnChoose(inside.total, k) + lnChoose(outside.total, failures - k) - whole);
    p += term;
    // Past the hypergeometric mode terms only shrink.
    if (term < p * 1e-12 && k * total > inside.total * failures) break;
  }
  return Math.min(1, p);
}

/** Holm's step-down: the adjusted p values in the order given. */
export function holm(values: readonly number[]): readonly number[] {
  const ranked = values.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p || a.index - b.index);
  const adjusted = new Array<number>(values.length).fill(1);
  let least = 0;
  ranked.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, p * (values.length - rank)));
    adjusted[index] = least;
  });
  return adjusted;
}

/** Jeffreys: the central 95 % of Beta(failed + 1/2, passed + 1/2), closed at 0 and 1 where nothing or all failed. */
export function jeffreys({ failed, total }: Tally): RateInterval {
  const [a, b] = [failed + 0.5, total - failed + 0.5];
  return {
    low: failed === 0 ? 0 : betaQuantile(0.025, a, b),
    high: failed === total ? 1 : betaQuantile(0.975, a, b),
  };
}

function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 32; step++) {
    const middle = (low + high) / 2;
    if (betaShare(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function, by its continued fraction (Lentz). */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;

function fraction(x: number, a: number, b: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-13) break;
  }
  return result;
}

/** Stirling's series after shifting the argument above 8. */
function lnGamma(value: number): number {
  let [x, shift] = [value, 0];
  for (; x < 8; x++) shift += Math.log(x);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** One stratum's four counts. */
export interface Stratum {
  readonly inside: Tally;
  readonly outside: Tally;
}

/** Mantel and Haenszel's odds ratio over strata that have both sides; null: no stratum has, or nothing failed or passed in them. */
export function mantelHaenszel(strata: Iterable<Stratum>): { readonly ratio: number; readonly strata: number } | null {
  let [above, below, count] = [0, 0, 0];
  for (const { inside, outside } of strata) {
    if (inside.total === 0 || outside.total === 0) continue;
    count++;
    const total = inside.total + outside.total;
    above += (inside.failed * (outside.total - outside.failed)) / total;
    below += ((inside.total - inside.failed) * outside.failed) / total;
  }
  if (count === 0 || (above === 0 && below === 0)) return null;
  return { ratio: below === 0 ? Number.POSITIVE_INFINITY : above / below, strata: count };
}
