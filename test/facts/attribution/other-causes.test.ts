import { describe, expect, it } from "vitest";
import type { Trial } from "../../../src/facts/trials/trial.ts";
import { attributionOf, backups, candidate, hour, verdictsOf } from "./backups.ts";

describe("a volume's verdict", () => {
  it("is bad where it fails under every owner while their other volumes pass", () => {
    const attribution = attributionOf([
      ...["HV01", "HV02", "HV03"].flatMap((node, index) => [
        ...backups({ of: `CSV1@${node}`, at: index * 10, results: "FFF" }),
        ...backups({ of: `CSV${index + 2}@${node}`, at: index * 10, results: "PPPPPPPP" }),
      ]),
    ]);
    expect(verdictsOf(attribution, "volume")).toEqual(["CSV1 bad", "CSV2 clear", "CSV3 clear", "CSV4 clear"]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV03 clear"]);
    expect(candidate(attribution, "CSV1").oddsRatio).toEqual({ ratio: Number.POSITIVE_INFINITY, strata: 3 });
  });
});

describe("a proxy's verdict", () => {
  it("is bad where volumes fail by it that pass by another, whoever owns them", () => {
    const attribution = attributionOf(
      ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of, index) => [
        ...backups({ of, at: index * 20, results: "FFFF", proxy: "PROXY1" }),
        ...backups({ of, at: index * 20 + 10, results: "PPPP", proxy: "PROXY2" }),
      ]),
    );
    expect(verdictsOf(attribution, "proxy")).toEqual(["PROXY1 bad", "PROXY2 clear"]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 unknown", "HV02 unknown", "HV03 unknown"]);
    expect(candidate(attribution, "PROXY1").crossovers[0]).toMatchObject({
      volume: "CSV1",
      failedUnder: "PROXY1",
      passedUnder: "PROXY2",
      failed: { start: hour(3) },
      passed: { start: hour(10) },
      failedTally: { failed: 4, total: 4 },
      passedTally: { failed: 0, total: 4 },
    });
  });
});

describe("the only proxy", () => {
  const proxy = "PROXY1";
  const only = (trials: readonly Trial[]): unknown => {
    const { verdict, reason } = candidate(attributionOf(trials), proxy);
    return { verdict, reason };
  };

  it("is unknown where everything failed through it and nothing passed", () => {
    const failures = ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) =>
      backups({ of, at: 0, results: "FFFFFFFFF", proxy }),
    );
    expect(only(failures)).toEqual({ verdict: "unknown", reason: { code: "only-failures-known" } });
  });

  it("is unknown where everything failed through it, and what passed tells no proxy", () => {
    const failures = ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) => [
      ...backups({ of, at: 0, results: "FFFFFFFFF", proxy }),
      ...backups({ of, at: 20, results: "PPPPPPPPP" }),
    ]);
    expect(only(failures)).toEqual({ verdict: "unknown", reason: { code: "only-proxy" } });
  });

  it("is unknown where everything fails from one moment on: that may be its own doing", () => {
    const onset = ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) =>
      backups({ of, at: 0, results: "PPPPPPPPPPFFFFFF", proxy }),
    );
    expect(only(onset)).toEqual({ verdict: "unknown", reason: { code: "only-proxy" } });
  });

  it("is unknown where it fails now and then for no reason", () => {
    const noise = ["CSV1@HV01", "CSV2@HV02"].flatMap((of) => backups({ of, at: 0, results: "PPFPPPPFPP", proxy }));
    expect(only(noise)).toEqual({ verdict: "unknown", reason: { code: "only-proxy" } });
  });

  it("is clear where a node explains its failures and the rest passes", () => {
    const byNode = [
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPPPP", proxy }),
      ...backups({ of: "CSV1@HV06", at: 20, results: "FFFFF", proxy }),
      ...backups({ of: "CSV2@HV02", at: 0, results: "PPPPPPPPPP", proxy }),
    ];
    expect(only(byNode)).toEqual({ verdict: "clear", reason: { code: "explained", by: "node", names: ["HV06"] } });
  });
});

describe("a common onset", () => {
  const nodes = ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"];

  it("blames no owner, volume or proxy when everything fails from one moment on", () => {
    const attribution = attributionOf(
      nodes.flatMap((of) => backups({ of, at: 0, results: "PPPPPPPPPPFFFFFF", proxy: "PROXY1" })),
    );
    expect(attribution.candidates.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      "HV01 clear",
      "HV02 clear",
      "HV03 clear",
      "CSV1 clear",
      "CSV2 clear",
      "CSV3 clear",
      // It may be what everything failed by.
      "PROXY1 unknown",
    ]);
    expect(attribution.onsets).toMatchObject([
      {
        proxy: null,
        at: { after: hour(9), before: hour(10) },
        until: null,
        before: { failed: 0, total: 30 },
        during: { failed: 18, total: 18 },
        firstFailed: { start: hour(10) },
        lastPassed: { start: hour(9) },
      },
    ]);
  });

  it("of one proxy lays the failures to it from that moment on", () => {
    const attribution = attributionOf(
      nodes.flatMap((of) => [
        ...backups({ of, at: 0, results: "PPPPPPPPFFFFF", proxy: "PROXY1" }),
        ...backups({ of, at: 0, results: "PPPPPPPPPPPPP", proxy: "PROXY2" }),
      ]),
    );
    expect(attribution.onsets).toMatchObject([{ proxy: "PROXY1", during: { failed: 15, total: 15 } }]);
    expect(verdictsOf(attribution, "proxy")).toEqual(["PROXY1 suspect", "PROXY2 clear"]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV03 clear"]);
  });

  it("does not stand in for a bad node that owns everything from some moment on", () => {
    const attribution = attributionOf([
      ...nodes.flatMap((of) => backups({ of, at: 0, results: "PPPPPPPPPP" })),
      ...nodes.flatMap((of) => backups({ of: `${of.slice(0, 4)}@HV06`, at: 20, results: "FFFF" })),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV03 clear", "HV06 bad"]);
    expect(attribution.onsets).toEqual([]);
  });
});

describe("failures without any success", () => {
  it("make the node that has them all suspect, never bad, and ask for successes", () => {
    const attribution = attributionOf(
      ["CSV1", "CSV2", "CSV3", "CSV4"].flatMap((csv) => backups({ of: `${csv}@HV06`, at: 0, results: "FFF" })),
      { nodes: ["HV01", "HV02", "HV03"] },
    );
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 unknown", "HV02 unknown", "HV03 unknown", "HV06 suspect"]);
    expect(candidate(attribution, "HV06").reason).toEqual({ code: "only-failures-known" });
    expect(attribution.nextTests[0]).toEqual({ code: "give-successes" });
  });

  it("blame nobody where every node has as many", () => {
    const attribution = attributionOf(
      ["HV01", "HV02", "HV03", "HV04"].flatMap((node) => backups({ of: `CSV-${node}@${node}`, at: 0, results: "FFF" })),
    );
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 unknown", "HV02 unknown", "HV03 unknown", "HV04 unknown"]);
  });
});

describe("what else failures could follow", () => {
  it("is a cause of its own where a job fails under every owner, and blames none", () => {
    const attribution = attributionOf(
      ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) => [
        ...backups({ of, at: 0, results: "FFFF", job: "Weekly" }),
        ...backups({ of, at: 10, results: "PPPPPPPPP", job: "Nightly" }),
      ]),
    );
    expect(attribution.otherCauses).toMatchObject([
      { kind: "job", name: "Weekly", inside: { failed: 12, total: 12 }, outside: { failed: 0, total: 27 } },
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV03 clear"]);
  });

  it.each([
    ["machine", "vm", { vm: "app-01" }, { vm: "web-01" }],
    ["machine's host", "vm-host", { vmHost: "HV07" }, { vmHost: "HV08" }],
  ] as const)("is a cause of its own where a %s fails under every owner, and blames none", (_, kind, sick, sound) => {
    const attribution = attributionOf(
      ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) => [
        ...backups({ of, at: 0, results: "FFFF", ...sick }),
        ...backups({ of, at: 10, results: "PPPPPPPPP", ...sound }),
      ]),
    );
    const name = Object.values(sick).join();
    expect(attribution.otherCauses).toMatchObject([
      { kind, name, inside: { failed: 12, total: 12 }, outside: { failed: 0, total: 27 } },
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV03 clear"]);
  });

  it("is a cause of its own where an hour of the day fails under every owner, and blames none", () => {
    const nights = [0, 24, 48, 72, 96, 120];
    const attribution = attributionOf(
      ["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) =>
        nights.flatMap((night) => backups({ of, at: night, results: "PPFPP" })),
      ),
    );
    expect(attribution.otherCauses).toMatchObject([
      { kind: "hour", name: "06", inside: { failed: 18, total: 18 }, outside: { failed: 0, total: 72 } },
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV03 clear"]);
  });

  it("is rejected with counts where a node explains it better", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPP", job: "Nightly 1" }),
      ...backups({ of: "CSV1@HV06", at: 10, results: "FFFF", job: "Nightly 1" }),
      ...backups({ of: "CSV2@HV06", at: 30, results: "FFFF", job: "Nightly 2" }),
      ...backups({ of: "CSV2@HV02", at: 40, results: "PPPPPPPP", job: "Nightly 2" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV06 bad"]);
    expect(attribution.otherCauses).toEqual([]);
    const rejected = attribution.rejected.map(({ kind, name, inside, code }) => ({ kind, name, inside, code }));
    expect(rejected.filter(({ kind }) => kind === "job" || kind === "proxy" || kind === "volume")).toEqual([
      { kind: "volume", name: "CSV1", inside: { failed: 4, total: 12 }, code: "passes-inside" },
      { kind: "proxy", name: null, inside: { failed: 0, total: 0 }, code: "not-known" },
      { kind: "job", name: "Nightly 1", inside: { failed: 4, total: 12 }, code: "passes-inside" },
    ]);
  });
});

describe("what no cause explains", () => {
  it("is counted among all failures", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPPPFPPPPPPPPPP" }),
      ...backups({ of: "CSV1@HV06", at: 30, results: "FFFFF" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV06 bad"]);
    expect(attribution.leak).toEqual({ failed: 1, total: 6 });
  });
});

describe("an attribution", () => {
  it("is empty of blame where nothing was backed up", () => {
    expect(attributionOf([], { nodes: ["HV01"], proxies: ["PROXY1"] })).toMatchObject({
      trials: { failed: 0, total: 0 },
      candidates: [
        { kind: "node", name: "HV01", verdict: "unknown", reason: { code: "no-trials" } },
        { kind: "proxy", name: "PROXY1", verdict: "unknown", reason: { code: "no-trials" } },
      ],
      onsets: [],
      otherCauses: [],
      rejected: [],
      nextTests: [],
    });
  });
});

it("one machine is no cause of what failed with others of its snapshot: the volume of all of them is, however many they are", () => {
  const machines = ["app-01", "app-02", "app-03"];
  const together = (of: string, at: number, results: string): readonly Trial[] =>
    backups({ of, at, results }).map((trial) => ({ ...trial, vms: machines }));
  const attribution = attributionOf([
    ...["HV01", "HV02", "HV03"].flatMap((node, turn) => together(`CSV1@${node}`, turn * 20, "FFFF")),
    ...["HV01", "HV02", "HV03"].flatMap((node, turn) =>
      ["CSV2", "CSV3", "CSV4"].flatMap((csv) => backups({ of: `${csv}@${node}`, at: turn * 20, results: "PPPP" })),
    ),
  ]);
  expect(candidate(attribution, "CSV1")).toMatchObject({ verdict: "bad", trials: { failed: 12, total: 12 } });
  expect(attribution.rejected.find(({ kind }) => kind === "vm")).toMatchObject({
    ...{ name: "app-01", inside: { failed: 12, total: 12 }, code: "explained-by-verdict" },
  });
});

it("one machine of thousands that fails three times of four is not the cause, as some will by chance", () => {
  const crowd = (machines: number): readonly Trial[] =>
    Array.from({ length: machines }, (_, index) => {
      const [csv, node] = [`CSV${index % 8}`, `HV0${index % 4}`];
      const results = index === 0 ? "FFFP" : index % 30 === 0 ? "PFPP" : "PPPP";
      return backups({ of: `${csv}@${node}`, at: index % 24, results, vm: `app-${index}` });
    }).flat();
  expect(attributionOf(crowd(2000)).otherCauses).toEqual([]);
  expect(attributionOf(crowd(60)).otherCauses).toMatchObject([{ kind: "vm", name: "app-0" }]);
});
