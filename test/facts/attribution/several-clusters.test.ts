import { describe, expect, test } from "vitest";
import type { Attribution } from "../../../src/facts/attribution/attribution.ts";
import { deriveAttribution } from "../../../src/facts/attribution/derive-attribution.ts";
import { deriveClusterAttribution } from "../../../src/facts/attribution/derive-cluster-attribution.ts";
import type { Trial } from "../../../src/facts/trials/trial.ts";
import { backups } from "./backups.ts";

/** Volumes are called `Disk 1 (A)`, nodes `A1`. */
const VOLUMES = {
  clusters: ["A", "B"],
  clusterOf: (host: string) => /^[AB]/.exec(host)?.[0] ?? null,
  inCluster: (label: string) => {
    const [, volume = "", cluster] = /^(.*) \(([AB])\)$/.exec(label) ?? [];
    return cluster === undefined ? null : { cluster, volume };
  },
};

function inputOf(trials: readonly Trial[]) {
  const leftOut = { leftOut: [], failuresAlone: 0, noAttempts: null, proxies: [] };
  const hasSuccesses = trials.some(({ isFailed }) => !isFailed);
  return { trials: { ...leftOut, trials, hasSuccesses }, nodes: [], volumes: [], proxies: [] };
}

function told({ candidates }: Attribution): readonly string[] {
  return candidates.map(({ kind, name, verdict, trials, others }) => {
    return `${kind} ${name} ${verdict} ${trials.failed}/${trials.total} beside ${others.failed}/${others.total}`;
  });
}

/** A1 fails whatever it owns, A2 passes the same. */
function bad(proxy: string): readonly Trial[] {
  return [
    ...backups({ of: "Disk 1 (A)@A1", at: 0, results: "FFFFFF", proxy }),
    ...backups({ of: "Disk 2 (A)@A1", at: 10, results: "FFFFFF", proxy }),
    ...backups({ of: "Disk 3 (A)@A1", at: 20, results: "FFFFFF", proxy }),
    ...["1", "2", "3"].flatMap((disk, at) =>
      backups({ of: `Disk ${disk} (A)@A2`, at: 30 + 10 * at, results: "PPPPPP", proxy }),
    ),
  ];
}

/** All passes. */
function good(proxy: string): readonly Trial[] {
  return ["1", "2"].flatMap((disk, at) => [
    ...backups({ of: `Disk ${disk} (B)@B1`, at: 100 + 20 * at, results: "PPPPPP", proxy }),
    ...backups({ of: `Disk ${disk} (B)@B2`, at: 110 + 20 * at, results: "PPPPPP", proxy }),
  ]);
}

describe("two clusters", () => {
  test("with a proxy each have the verdicts and figures that each has alone", () => {
    const both = deriveClusterAttribution(inputOf([...bad("P1"), ...good("P2")]), VOLUMES);
    const alone = [bad("P1"), good("P2")].map((trials) => deriveAttribution(inputOf(trials)));
    expect(told(both).toSorted()).toEqual(alone.flatMap(told).toSorted());
    expect(both.candidates.find(({ name }) => name === "A1")?.verdict).toBe("bad");
    expect(both.trials).toEqual({ failed: 18, total: 60 });
    expect(both.rejected.map(({ cluster }) => cluster)).toEqual(
      alone.flatMap(({ rejected }, at) => rejected.map(() => VOLUMES.clusters[at])),
    );
  });

  test("with one proxy have it judged once, by the backups of both, and their nodes by their own", () => {
    const both = told(deriveClusterAttribution(inputOf([...bad("P1"), ...good("P1")]), VOLUMES));
    expect(both).toContain("node A1 bad 18/18 beside 0/18");
    expect(both).toContain("node B1 clear 0/12 beside 0/12");
    expect(both.filter((line) => line.startsWith("proxy"))).toEqual([
      expect.stringMatching(/^proxy P1 \w+ 18\/60 beside 0\/0$/),
    ]);
  });

  test("are one where inputs name no second", () => {
    const trials = inputOf([...bad("P1"), ...good("P2")]);
    const one = { ...VOLUMES, clusters: [] };
    expect(told(deriveClusterAttribution(trials, one))).toEqual(told(deriveAttribution(trials)));
  });
});
