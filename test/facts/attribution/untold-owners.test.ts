import { describe, expect, it } from "vitest";
import type { Attribution } from "../../../src/facts/attribution/attribution.ts";
import type { Trial } from "../../../src/facts/trials/trial.ts";
import { attributionOf, backups, candidate, hour, verdictsOf } from "./backups.ts";

/** Attempts of volumes whose owners nothing tells, one volume for each text of results. */
function untold(
  results: readonly string[],
  given: { readonly proxy?: string; readonly job?: string } = {},
): readonly Trial[] {
  return results.flatMap((text, index) => backups({ of: `CSV${index + 5}@`, at: 0, results: text, ...given }));
}

function rejected({ rejected: all }: Attribution, kind: string): unknown {
  return all.find((one) => one.kind === kind);
}

describe("attempts whose owner is not known", () => {
  const fromOneMoment = ["CSV1@HV02", "CSV2@HV03", "CSV3@HV01", "CSV4@HV02"].flatMap((of) =>
    backups({ of, at: 0, results: "PPPPPPFFFFFFFF", proxy: "PROXY1" }),
  );

  it("speak against a common onset when they pass after it", () => {
    expect(attributionOf(fromOneMoment).onsets).toHaveLength(1);
    const attribution = attributionOf([
      ...fromOneMoment,
      ...untold(Array(6).fill("P".repeat(14)), { proxy: "PROXY1" }),
    ]);
    expect(attribution).toMatchObject({
      onsets: [],
      trials: { failed: 32, total: 56 },
      partial: { failed: 0, total: 84 },
    });
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 suspect", "HV02 suspect", "HV03 suspect"]);
    expect(rejected(attribution, "onset")).toEqual({
      ...{ kind: "onset", name: null, inside: { failed: 32, total: 80 }, outside: { failed: 0, total: 60 } },
      code: "passes-inside",
    });
  });

  it("are counted in a common onset, whatever they came to", () => {
    const attribution = attributionOf([...fromOneMoment, ...untold(["PPPPPPFFFFFFPP"], { proxy: "PROXY1" })]);
    expect(attribution.onsets).toMatchObject([
      { before: { failed: 0, total: 30 }, during: { failed: 38, total: 40 }, firstFailed: { start: hour(6) } },
    ]);
  });

  it("change no verdict between a node and its volumes when the owner of a third one is not told", () => {
    const own = ["CSV1@HV01", "CSV3@HV01"].flatMap((of) => backups({ of, at: 0, results: "PPPFFFFFFF" }));
    const told = attributionOf([...own, ...backups({ of: "CSV2@HV02", at: 0, results: "P".repeat(10) })]);
    const missing = attributionOf([...own, ...untold(["P".repeat(10)])]);
    expect(candidate(told, "HV01")).toMatchObject({ verdict: "suspect", reason: { code: "aliased" } });
    expect(candidate(missing, "HV01")).toMatchObject({ verdict: "suspect", reason: { code: "aliased" } });
    expect(missing.onsets).toEqual([]);
  });

  const byProxy = ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) =>
    [0, 2, 4, 6, 8, 10, 12].flatMap((at) => [
      ...backups({ of, at, results: "F", proxy: "PROXY1" }),
      ...backups({ of, at: at + 1, results: "P", proxy: "PROXY2" }),
    ]),
  );

  it("speak against a proxy when they pass through it, and are counted with it", () => {
    expect(candidate(attributionOf(byProxy), "PROXY1").verdict).toBe("bad");
    const attribution = attributionOf([...byProxy, ...untold(Array(6).fill("P".repeat(14)), { proxy: "PROXY1" })]);
    expect(candidate(attribution, "PROXY1")).toMatchObject({
      verdict: "suspect",
      trials: { failed: 21, total: 105 },
      others: { failed: 0, total: 21 },
    });
  });

  it("speak neither for a proxy nor against it when they fail through it, but do not let it be cleared", () => {
    const sound = ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) => [
      ...backups({ of, at: 0, results: "PPPP", proxy: "PROXY1" }),
      ...backups({ of, at: 20, results: "PPPP", proxy: "PROXY2" }),
    ]);
    expect(verdictsOf(attributionOf(sound), "proxy")).toEqual(["PROXY1 clear", "PROXY2 clear"]);
    const attribution = attributionOf([...sound, ...untold(["FFFFFFFF"], { proxy: "PROXY1" })]);
    expect(candidate(attribution, "PROXY1")).toMatchObject({ verdict: "unknown", trials: { failed: 8, total: 20 } });
    expect(candidate(attribution, "PROXY1").probability).toBeLessThan(0.01);
    // A bad proxy stays one where they fail as its own do.
    const alike = attributionOf([...byProxy, ...untold(["FFFFFFFFFP"], { proxy: "PROXY1" })]);
    expect(candidate(alike, "PROXY1")).toMatchObject({ verdict: "bad", trials: { failed: 30, total: 31 } });
  });

  it("speak against a job when they pass with it", () => {
    const weekly = ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) => [
      ...backups({ of, at: 0, results: "FFFF", job: "Weekly" }),
      ...backups({ of, at: 10, results: "PPPPPPPPP", job: "Nightly" }),
    ]);
    expect(attributionOf([...weekly, ...untold(["F", "P"], { job: "Weekly" })]).otherCauses).toMatchObject([
      { kind: "job", name: "Weekly", inside: { failed: 13, total: 14 }, outside: { failed: 0, total: 27 } },
    ]);
    expect(attributionOf([...weekly, ...untold(Array(4).fill("PPPPPPPP"), { job: "Weekly" })]).otherCauses).toEqual([]);
  });

  it("make no node or volume bad or clear", () => {
    const trials = [
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPP" }),
      ...backups({ of: "CSV1@", at: 10, results: "FFFFFPPPPPPPP" }),
    ];
    const attribution = attributionOf(trials);
    expect(candidate(attribution, "HV01")).toMatchObject({ verdict: "unknown", trials: { failed: 0, total: 4 } });
    expect(candidate(attribution, "CSV1")).toMatchObject({ verdict: "unknown", trials: { failed: 0, total: 4 } });
  });

  it("tell of a proxy through which they pass that it is no culprit, where all that is known of owners failed", () => {
    const failures = ["CSV1", "CSV2", "CSV3"].flatMap((csv) =>
      backups({ of: `${csv}@HV01`, at: 0, results: "FFF", proxy: "PROXY1" }),
    );
    const attribution = attributionOf([...failures, ...untold(["P".repeat(20)], { proxy: "PROXY1" })], {
      proxies: ["PROXY2"],
    });
    expect(candidate(attribution, "PROXY1")).toMatchObject({ verdict: "unknown", trials: { failed: 9, total: 29 } });
  });
});
