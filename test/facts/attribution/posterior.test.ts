import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cause, causeOf } from "../../../src/facts/attribution/cause.ts";
import { type Design, designOf } from "../../../src/facts/attribution/design.ts";
import { createLikelihood } from "../../../src/facts/attribution/likelihood.ts";
import { posteriorOf } from "../../../src/facts/attribution/posterior.ts";
import { SetScores, type SummedSets } from "../../../src/facts/attribution/set-scores.ts";
import { backups } from "./backups.ts";
import { bruteForce, type PlainCause } from "./brute-force.ts";

/** `CSV1@HV06 F`, an hour apart. */
function designFrom(lines: readonly string[]): Design {
  return designOf(
    lines.flatMap((line, at) => {
      const [of = "", results = ""] = line.split(" ");
      return backups({ of, at: at * 24, results });
    }),
  );
}

/** Up to 24 backups of three volumes under three nodes: HV01 breaks four in five of its own, and one in five fails elsewhere. */
const someBackups = fc
  .array(
    fc.record({
      volume: fc.integer({ min: 1, max: 3 }),
      node: fc.integer({ min: 1, max: 3 }),
      isOdd: fc.integer({ min: 0, max: 4 }).map((fifth) => fifth === 0),
    }),
    { minLength: 4, maxLength: 24, size: "max" },
  )
  .map((rows) =>
    rows.map(({ volume, node, isOdd }) => `CSV${volume}@HV0${node} ${(node === 1) === isOdd ? "P" : "F"}`),
  );

/** Every node and volume, and everything: all the time, and in the second half of its trials. */
function someCauses({ factors }: Design): readonly Cause[] {
  return factors
    .filter(({ kind }) => kind === "node" || kind === "volume" || kind === "everything")
    .flatMap((factor) => {
      const end = factor.trials.length - 1;
      const always = causeOf(factor, 0, end);
      return end === 0 ? [always] : [always, causeOf(factor, Math.ceil(factor.trials.length / 2), end)];
    });
}

function plain({ factor: { kind, name }, first, last }: Cause): PlainCause {
  return { kind, name, first, last };
}

function largestDifference({ probability }: SummedSets, other: SummedSets): number {
  return Math.max(...[...probability].map(([factor, p]) => Math.abs(p - (other.probability.get(factor) ?? 0))));
}

describe("the probability of a candidate", () => {
  it("is the sum over all sets where the candidates are few", () => {
    const design = designFrom([
      ...["CSV1@HV01 P", "CSV2@HV01 P", "CSV1@HV01 P", "CSV3@HV02 P", "CSV2@HV01 P", "CSV1@HV01 P"],
      ...["CSV1@HV03 F", "CSV2@HV01 P", "CSV1@HV03 F", "CSV3@HV02 F", "CSV1@HV03 F", "CSV2@HV01 P"],
    ]);
    const posterior = posteriorOf(design, createLikelihood(design.trials.length));
    const sums = bruteForce(design, posterior.shortlist.map(plain));
    expect(posterior.isExact).toBe(true);
    expect([...sums.keys()].sort()).toEqual([
      "everything ",
      ...["node HV01", "node HV02", "node HV03"],
      ...["volume CSV1", "volume CSV2", "volume CSV3"],
    ]);
    for (const [candidate, sum] of sums) {
      const factor = design.factors.find(({ kind, name }) => `${kind} ${name}` === candidate);
      expect(factor && posterior.probability(factor)).toBeCloseTo(sum, 9);
    }
  });

  it("is that of the worked example in docs/attribution.md", () => {
    const design = designOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPP" }),
      ...backups({ of: "CSV1@HV06", at: 5, results: "FFF" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPP" }),
    ]);
    const posterior = posteriorOf(design, createLikelihood(design.trials.length));
    const shown = posterior.shortlist.map(
      ({ factor }) => `${factor.kind} ${factor.name} ${posterior.probability(factor).toFixed(3)}`,
    );
    expect(posterior.isExact).toBe(true);
    expect([...new Set(shown)].sort()).toEqual([
      "everything  0.000",
      ...["node HV01 0.000", "node HV06 0.987"],
      ...["volume CSV1 0.009", "volume CSV2 0.000"],
    ]);
  });

  it("is shared by the prior between node and volume that were never seen apart", () => {
    const design = designOf([
      ...backups({ of: "CSV1@HV06", at: 5, results: "FFF" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPP" }),
    ]);
    const posterior = posteriorOf(design, createLikelihood(design.trials.length));
    const [node, volume] = [design.factor("node", "HV06"), design.factor("volume", "CSV1")];
    expect(node && posterior.probability(node)).toBeCloseTo(0.72, 2);
    expect(volume && posterior.probability(volume)).toBeCloseTo(0.29, 2);
  });
});

describe("a sum over sets of causes", () => {
  it("is the one that is counted out, to nine digits", () => {
    fc.assert(
      fc.property(someBackups, (lines) => {
        const design = designFrom(lines);
        const causes = someCauses(design);
        const { probability } = new SetScores(design, createLikelihood(lines.length), causes).all();
        const sums = bruteForce(design, causes.map(plain));
        expect(probability.size).toBe(sums.size);
        for (const [{ kind, name }, p] of probability) expect(p).toBeCloseTo(sums.get(`${kind} ${name}`) ?? 0, 9);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("along a beam, from no cause at all, differs little from that over all sets", () => {
    let largest = 0;
    fc.assert(
      fc.property(someBackups, (lines) => {
        const design = designFrom(lines);
        const sets = (): SetScores => new SetScores(design, createLikelihood(lines.length), someCauses(design));
        largest = Math.max(largest, largestDifference(sets().all(), sets().around([])));
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(largest).toBeLessThan(0.005);
  });
});
