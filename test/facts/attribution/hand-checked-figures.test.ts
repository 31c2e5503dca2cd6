import { describe, expect, it } from "vitest";
import { attributionOf, backups, candidate, hour } from "./backups.ts";

describe("what is checked by hand beside a node's probability", () => {
  const attribution = attributionOf([
    ...backups({ of: "CSV1@HV01", at: 0, results: "PPPFP" }),
    ...backups({ of: "CSV2@HV02", at: 0, results: "PPPP" }),
    ...backups({ of: "CSV1@HV06", at: 10, results: "FFFP" }),
    ...backups({ of: "CSV2@HV06", at: 10, results: "FFP" }),
  ]);
  const { trials, others, rate, fisher, oddsRatio, crossovers } = candidate(attribution, "HV06");

  it("are its failures and those elsewhere, with the interval of its rate", () => {
    expect({ trials, others }).toEqual({ trials: { failed: 5, total: 7 }, others: { failed: 1, total: 9 } });
    // Beta(5.5, 2.5)
    expect(rate?.low).toBeCloseTo(0.3523, 3);
    expect(rate?.high).toBeCloseTo(0.9353, 3);
  });

  it("is Fisher's test, three times as large for three nodes", () => {
    const p = 196 / 8008;
    expect(fisher?.p).toBeCloseTo(p, 9);
    expect(fisher?.adjusted).toBeCloseTo(3 * p, 9);
    expect(candidate(attribution, "HV02").fisher?.adjusted).toBeCloseTo(1, 9);
  });

  it("is the odds ratio within each volume, and not the 20 of all together", () => {
    expect(oddsRatio?.ratio).toBeCloseTo(156 / 7, 9);
    expect(oddsRatio?.strata).toBe(2);
  });

  it("are the volumes that failed under it and passed under another, each with the two nearest backups", () => {
    expect(crossovers).toMatchObject([
      {
        ...{ volume: "CSV1", failedUnder: "HV06", passedUnder: "HV01" },
        ...{ failedTally: { failed: 3, total: 4 }, passedTally: { failed: 1, total: 5 } },
        ...{ failed: { start: hour(10) }, passed: { start: hour(4) } },
      },
      {
        ...{ volume: "CSV2", failedUnder: "HV06", passedUnder: "HV02" },
        ...{ failedTally: { failed: 2, total: 3 }, passedTally: { failed: 0, total: 4 } },
        ...{ failed: { start: hour(10) }, passed: { start: hour(3) } },
      },
    ]);
  });
});
