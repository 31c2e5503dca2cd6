import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveAttribution } from "../../../src/facts/attribution/derive-attribution.ts";
import { backups } from "./backups.ts";

const TRIALS = [
  ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPFPP", proxy: "PROXY1", job: "Nightly 1" }),
  ...backups({ of: "CSV1@HV06", at: 0, results: "FFFP", proxy: "PROXY2", job: "Nightly 2" }),
  ...backups({ of: ["CSV2@HV01", "CSV3@HV06"], at: 0, results: "FFF", proxy: "PROXY1", job: "Nightly 1" }),
  ...backups({ of: "CSV2@HV02", at: 4, results: "PPPP", proxy: "PROXY2", job: "Nightly 1" }),
  ...backups({ of: "CSV4@HV07", at: 2, results: "FFFF", proxy: "PROXY2", job: "Nightly 2" }),
];

describe("the order of rows", () => {
  it("changes nothing", () => {
    const attribute = (trials: typeof TRIALS): unknown =>
      deriveAttribution({
        trials: { trials, leftOut: [], failuresAlone: 0, hasSuccesses: true, noAttempts: null, proxies: [] },
        nodes: ["HV08"],
        volumes: [],
        proxies: [],
      });
    const expected = attribute(TRIALS);
    fc.assert(
      fc.property(fc.shuffledSubarray(TRIALS, { minLength: TRIALS.length }), (shuffled) => {
        expect(attribute(shuffled)).toEqual(expected);
      }),
      { numRuns: 50, seed: 7 },
    );
  });
});
