import { describe, expect, it } from "vitest";
import { attributionOf, backups, candidate, hour } from "./backups.ts";

describe("what sets a bad volume apart from its owners", () => {
  const attribution = attributionOf([
    ...backups({ of: "CSV1@HV01", at: 0, results: "FFF" }),
    ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPP" }),
    ...backups({ of: "CSV1@HV02", at: 10, results: "FFPF" }),
    ...backups({ of: "CSV3@HV02", at: 16, results: "PPPPPPPP" }),
    ...backups({ of: "CSV3@HV02", at: 30, results: "PPPPPPPP" }),
    ...backups({ of: "CSV1@HV03", at: 30, results: "FF" }),
  ]);
  const { verdict, reason, underOwners, crossovers } = candidate(attribution, "CSV1");

  it("is that others pass under the same owners", () => {
    expect({ verdict, reason, crossovers }).toEqual({
      verdict: "bad",
      reason: { code: "same-owner-passes" },
      crossovers: [],
    });
  });

  it("are the owners under which it failed, those first under which it did most often and passed least", () => {
    expect(underOwners?.owners).toEqual([
      { node: "HV01", tally: { failed: 3, total: 3 } },
      { node: "HV02", tally: { failed: 3, total: 4 } },
      { node: "HV03", tally: { failed: 2, total: 2 } },
    ]);
  });

  it("are its failure and another volume's pass under one owner, the two nearest in time", () => {
    expect(underOwners?.pairs).toMatchObject([
      {
        ...{ owner: "HV01", otherVolume: "CSV2", failed: { start: hour(0) }, passed: { start: hour(0) } },
        ...{ failedTally: { failed: 3, total: 3 }, passedTally: { failed: 0, total: 8 } },
      },
      {
        ...{ owner: "HV02", otherVolume: "CSV3", failed: { start: hour(13) }, passed: { start: hour(16) } },
        ...{ failedTally: { failed: 3, total: 4 }, passedTally: { failed: 0, total: 16 } },
      },
    ]);
    // HV03 owned nothing else.
    expect(underOwners?.pairs).toHaveLength(2);
  });

  it("is not asked of volumes that are no likely cause, nor of nodes", () => {
    const others = attribution.candidates.filter(({ name }) => name !== "CSV1");
    expect(others.map((one) => one.underOwners)).toEqual([null, null, null, null, null]);
  });
});

describe("a volume in a snapshot set", () => {
  it("is not taken to have passed beside itself", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "FFFF" }),
      ...backups({ of: ["CSV1@HV01", "CSV2@HV01"], at: 10, results: "P" }),
      ...backups({ of: "CSV3@HV01", at: 20, results: "PPPPPPPP" }),
    ]);
    expect(candidate(attribution, "CSV1").underOwners?.pairs).toMatchObject([
      { owner: "HV01", otherVolume: "CSV3", failed: { start: hour(3) }, passed: { start: hour(20) } },
    ]);
  });
});

describe("a suspect volume", () => {
  it("has nothing to be compared with where it is its only owner's only one", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFFFFFF" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPP" }),
    ]);
    expect(candidate(attribution, "CSV1")).toMatchObject({ verdict: "suspect", underOwners: null });
  });
});
