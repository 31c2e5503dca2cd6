import { describe, expect, it } from "vitest";
import { createLikelihood } from "../../../src/facts/attribution/likelihood.ts";
import {
  betaShare,
  fisherOneSided,
  holm,
  jeffreys,
  mantelHaenszel,
} from "../../../src/facts/attribution/statistics.ts";

const likelihood = createLikelihood(200);
const { lnFactorial } = likelihood;

describe("Fisher's exact test", () => {
  it("finds for the lady who told three of four cups of tea 17/70", () => {
    const p = fisherOneSided({ failed: 3, total: 4 }, { failed: 1, total: 4 }, lnFactorial);
    expect(p).toBeCloseTo(17 / 70, 12);
  });

  it("is one where nothing failed inside", () => {
    expect(fisherOneSided({ failed: 0, total: 9 }, { failed: 5, total: 40 }, lnFactorial)).toBeCloseTo(1, 9);
  });
});

describe("Holm's correction", () => {
  it("multiplies the smallest by their number, the next by one less, and never lets one fall below its forerunner", () => {
    const adjusted = holm([0.04, 0.01, 0.03]);
    expect(adjusted[0]).toBeCloseTo(0.06, 12);
    expect(adjusted[1]).toBeCloseTo(0.03, 12);
    expect(adjusted[2]).toBeCloseTo(0.06, 12);
  });
});

describe("the interval of a rate", () => {
  it("begins at 0 where nothing failed and ends at 1 where all did", () => {
    const none = jeffreys({ failed: 0, total: 10 });
    const all = jeffreys({ failed: 10, total: 10 });
    expect(none.low).toBe(0);
    expect(none.high).toBeCloseTo(0.2172, 3);
    expect(all.high).toBe(1);
    expect(all.low).toBeCloseTo(0.7828, 3);
  });

  it("has 2.5 % of its beta distribution on either side", () => {
    const { low, high } = jeffreys({ failed: 41, total: 160 });
    expect(betaShare(low, 41.5, 119.5)).toBeCloseTo(0.025, 6);
    expect(betaShare(high, 41.5, 119.5)).toBeCloseTo(0.975, 6);
  });
});

describe("the odds ratio of Mantel and Haenszel", () => {
  it("sums over strata that have both sides", () => {
    const strata = [
      { inside: { failed: 3, total: 4 }, outside: { failed: 1, total: 6 } },
      { inside: { failed: 2, total: 2 }, outside: { failed: 1, total: 3 } },
      { inside: { failed: 5, total: 5 }, outside: { failed: 0, total: 0 } },
    ];
    // (3 * 5 / 10 + 2 * 2 / 5) / (1 * 1 / 10 + 0 * 1 / 5)
    expect(mantelHaenszel(strata)?.ratio).toBeCloseTo(23, 12);
    expect(mantelHaenszel(strata)?.strata).toBe(2);
  });

  it("is not known where no stratum has both sides", () => {
    expect(mantelHaenszel([{ inside: { failed: 5, total: 5 }, outside: { failed: 0, total: 0 } }])).toBeNull();
  });
});

describe("the likelihood of a cell", () => {
  const count = (results: string, result: string): number => results.split(result).length - 1;

  /** Of results under owners that are known, and of those under untold ones. */
  function cellOf(causes: number, results: string, untold = ""): number {
    return likelihood.cell(causes, {
      ...{ failed: count(results, "F"), passed: count(results, "P") },
      ...{ untoldFailed: count(untold, "F"), untoldPassed: count(untold, "P") },
    });
  }

  it("is that of beta and binomial distributions: Beta(1, 24) for trials that no cause touches", () => {
    expect(Math.exp(cellOf(0, "F"))).toBeCloseTo(1 / 25, 12);
    expect(Math.exp(cellOf(0, "PP"))).toBeCloseTo((24 / 25) * (25 / 26), 12);
  });

  it("mixes steady and fitful causes, four to one", () => {
    expect(Math.exp(cellOf(1, "F"))).toBeCloseTo(0.8 * 0.8 + 0.2 * 0.5, 12);
  });

  it("takes passes under untold owners for passes where none of those fails", () => {
    expect(cellOf(0, "FP", "PPP")).toBeCloseTo(cellOf(0, "FPPPP"), 9);
    expect(cellOf(1, "FF", "P")).toBeCloseTo(cellOf(1, "FFP"), 9);
    expect(cellOf(2, "F", "PP")).toBeCloseTo(cellOf(2, "FPP"), 9);
  });

  it("gains nothing by failures under untold owners, which may be those owners' doing", () => {
    expect(cellOf(1, "FF", "FFFF")).toBe(cellOf(1, "FF"));
    expect(cellOf(0, "FP", "FFFF")).toBe(cellOf(0, "FP"));
  });

  it("asks of attempts under untold owners only that no more would fail of the cause than did", () => {
    // Of two tries at a rate of Beta(24, 1) both fail with 24/25 * 25/26: the chance that one or none does is 1/13.
    expect(Math.exp(cellOf(2, "", "FP"))).toBeCloseTo(1 / 13, 12);
    // And none of them with 1/25 * 2/26.
    expect(Math.exp(cellOf(2, "", "PP"))).toBeCloseTo(2 / 650, 12);
    // At most eight of ten at a mean of four in five: counted one by one, from either end.
    const chances = Array.from({ length: 11 }, (_, failed) => {
      const ways = [1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1][failed] ?? 0;
      return ways * Math.exp(cellOf(2, "F".repeat(failed) + "P".repeat(10 - failed)));
    });
    const atMost = (most: number): number => chances.slice(0, most + 1).reduce((sum, chance) => sum + chance, 0);
    for (const most of [0, 3, 8, 9]) {
      expect(Math.exp(cellOf(2, "", "F".repeat(most) + "P".repeat(10 - most)))).toBeCloseTo(atMost(most), 12);
    }
  });
});
