import { describe, expect, it } from "vitest";
import type { Trial } from "../../../src/facts/trials/trial.ts";
import { attributionOf, backups, candidate, verdictsOf } from "./backups.ts";

describe("a node's verdict", () => {
  it("is bad where volumes fail under it that pass under others", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPP" }),
      ...backups({ of: "CSV1@HV06", at: 10, results: "FFF" }),
      ...backups({ of: "CSV2@HV01", at: 20, results: "PPPPP" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV06 bad"]);
    expect(verdictsOf(attribution, "volume")).toEqual(["CSV1 unknown", "CSV2 unknown"]);
    expect(candidate(attribution, "HV06")).toMatchObject({
      reason: { code: "crossovers" },
      trials: { failed: 3, total: 3 },
      others: { failed: 0, total: 10 },
      since: null,
      until: null,
    });
  });

  it("is not bad on two failed trials, however many pass elsewhere", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "P".repeat(40) }),
      ...backups({ of: "CSV1@HV06", at: 50, results: "FF" }),
    ]);
    expect(candidate(attribution, "HV06")).toMatchObject({
      verdict: "suspect",
      reason: { code: "failed-too-few", needed: 3 },
    });
  });

  it("is unknown where it owned nothing while anything ran, and it still stands there", () => {
    const attribution = attributionOf(backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPP" }), { nodes: ["HV02"] });
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 unknown"]);
    expect(candidate(attribution, "HV02")).toMatchObject({ probability: null, reason: { code: "no-trials" } });
  });

  it.each([
    ["PPPPPPP", "unknown"],
    ["PPPPPPPP", "clear"],
    ["PPPFPPPP", "clear"],
    [`PFPPPPPPPPPPPPPPFPPPPPPPP`, "clear"],
    [`PFPPPPPPPPFPPPPPP`, "unknown"],
  ])("after %s is %s: clear takes eight trials, of which one, or 8 %, may fail", (results, verdict) => {
    const attribution = attributionOf(backups({ of: "CSV1@HV01", at: 0, results }));
    expect(verdictsOf(attribution, "node")).toEqual([`HV01 ${verdict}`]);
  });

  it("is bad where its three volumes all fail while all else passes, even if nothing ever moved", () => {
    const attribution = attributionOf([
      ...["CSV1", "CSV2", "CSV3"].flatMap((csv) => backups({ of: `${csv}@HV06`, at: 0, results: "FFFF" })),
      ...["CSV4", "CSV5", "CSV6"].flatMap((csv) => backups({ of: `${csv}@HV01`, at: 0, results: "PPPP" })),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV06 bad"]);
    expect(candidate(attribution, "HV06").reason).toEqual({ code: "fails-widely" });
    expect(verdictsOf(attribution, "volume").slice(0, 3)).toEqual(["CSV1 unknown", "CSV2 unknown", "CSV3 unknown"]);
  });

  it.each([
    ["only two volumes, which never moved, fail under it", ["CSV1@HV06 FFFF", "CSV2@HV06 FFFF"], "aliased"],
    [
      "one of its failures alone is of a volume that passes elsewhere",
      ["CSV1@HV06 F", "CSV1@HV01 PPP", "CSV2@HV06 FFFF"],
      "hardly-told-apart",
    ],
    ["its volume passed elsewhere only once", ["CSV1@HV06 FFFF", "CSV1@HV01 P"], "hardly-told-apart"],
    [
      "it passes more often than it fails",
      [
        ...["CSV1@HV06 FPPFPPFPPFPP", "CSV1@HV01 PPPPPPPPPPPPPPPPPPPP"],
        ...["CSV2@HV06 PFPPFPPFPPFP", "CSV2@HV02 PPPPPPPPPPPPPPPPPPPP"],
      ],
      "mixed",
    ],
  ])("is no worse than suspect where %s", (_, given, code) => {
    const attribution = attributionOf([
      ...given.flatMap((one) => {
        const [of = "", results = ""] = one.split(" ");
        return backups({ of, at: of.endsWith("HV06") ? 0 : 20, results });
      }),
      ...["CSV7@HV01", "CSV8@HV02", "CSV9@HV03"].flatMap((of) => backups({ of, at: 0, results: "PPPPPPPPPP" })),
    ]);
    const { verdict, reason, probability } = candidate(attribution, "HV06");
    expect([verdict, reason.code]).toEqual(["suspect", code]);
    // It is not for want of probability.
    expect(probability).toBeGreaterThan(0.8);
  });

  it("is no worse than suspect where too little else is seen to pass, however many volumes fail under it", () => {
    const attribution = attributionOf([
      ...["CSV1", "CSV2", "CSV3"].flatMap((csv) => backups({ of: `${csv}@HV06`, at: 0, results: "FFFF" })),
      ...backups({ of: "CSV4@HV01", at: 0, results: "PP" }),
    ]);
    expect(candidate(attribution, "HV06")).toMatchObject({
      verdict: "suspect",
      reason: { code: "aliased", others: ["CSV1", "CSV2", "CSV3"] },
    });
  });

  it("is suspect beside the proxy by which all its failures went, and each is named to the other", () => {
    const attribution = attributionOf([
      ...["CSV1", "CSV2", "CSV3"].flatMap((csv) =>
        backups({ of: `${csv}@HV06`, at: 20, results: "FFFF", proxy: "PROXY1" }),
      ),
      ...["CSV1@HV01", "CSV2@HV02", "CSV3@HV03"].flatMap((of) =>
        backups({ of, at: 0, results: "PPPPPPPPP", proxy: "PROXY2" }),
      ),
    ]);
    expect(candidate(attribution, "HV06")).toMatchObject({
      verdict: "suspect",
      reason: { code: "aliased", others: ["PROXY1"] },
    });
    expect(candidate(attribution, "PROXY1")).toMatchObject({
      verdict: "suspect",
      reason: { code: "aliased", others: ["HV06"] },
    });
    expect(attribution.nextTests).toEqual([
      { code: "move-volume", volume: "CSV1", from: "HV06", to: "HV01" },
      { code: "other-proxy", proxy: "PROXY1" },
    ]);
  });

  it("is clear after eight that passed, but not where as many failures as make a node bad could be laid to nobody", () => {
    const passed = backups({ of: "CSV1@HV01", at: 0, results: "P".repeat(30) });
    const reasonBeside = (failuresAlone: number): unknown =>
      [candidate(attributionOf(passed, { failuresAlone }), "HV01")].map(({ verdict, reason }) => [
        verdict,
        reason.code,
      ]);
    expect(reasonBeside(0)).toEqual([["clear", "passes"]]);
    expect(reasonBeside(2)).toEqual([["clear", "passes"]]);
    expect(reasonBeside(3)).toEqual([["unknown", "failures-unlaid"]]);
    expect(attributionOf(passed, { failuresAlone: 3 }).failuresUnlaid).toBe(3);
  });

  it("is no worse than suspect where it passes too and fails only in the moments in which others do: one snapshot may have failed", () => {
    const nights = (of: string, results: string): readonly Trial[] => backups({ of, at: 0, results, job: "Nightly" });
    const elsewhere = ["CSV1", "CSV2", "CSV3", "CSV4"].flatMap((csv) =>
      backups({ of: `${csv}@HV02`, at: 100, results: "PPPP", job: "Nightly" }),
    );
    const bad = [...nights("CSV1@HV06", "FFFFFFFF"), ...nights("CSV2@HV06", "FFFFFFFF")];
    const sharing = [...nights("CSV3@HV01", "FFPFFPFF"), ...nights("CSV4@HV01", "PFFPFFPF")];
    const attribution = attributionOf([...bad, ...sharing, ...elsewhere]);
    expect(candidate(attribution, "HV06").verdict).toBe("bad");
    expect(candidate(attribution, "HV01")).toMatchObject({ verdict: "suspect", reason: { code: "fails-with-others" } });
    const later = sharing.map((trial) => ({ ...trial, end: trial.end + 1n }));
    expect(verdictsOf(attributionOf([...bad, ...later, ...elsewhere]), "node")).toContain("HV01 bad");
  });

  it("is bad where it backs up what it owns by itself, for one computer is no proxy beside a node", () => {
    const attribution = attributionOf(
      ["HV01", "HV02", "HV03", "HV06"].flatMap((node, turn) =>
        ["CSV1", "CSV2", "CSV3"].flatMap((csv) =>
          backups({ of: `${csv}@${node}`, at: turn * 10, results: node === "HV06" ? "FFF" : "PPP", proxy: node }),
        ),
      ),
    );
    expect(candidate(attribution, "HV06")).toMatchObject({ kind: "node", verdict: "bad" });
    expect(attribution.candidates.filter(({ kind }) => kind === "proxy")).toEqual([]);
  });

  it("is suspect where its only volume never had another owner, and one move would tell", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFFFFFF" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPP" }),
      ...backups({ of: "CSV3@HV02", at: 0, results: "PPPPPPPPP" }),
    ]);
    expect(candidate(attribution, "HV06")).toMatchObject({
      verdict: "suspect",
      reason: { code: "aliased", others: ["CSV1"] },
    });
    expect(["suspect", "unknown"]).toContain(candidate(attribution, "CSV1").verdict);
    expect(attribution.nextTests[0]).toEqual({ code: "move-volume", volume: "CSV1", from: "HV06", to: "HV02" });
  });

  it("is not bad where one of its volumes fails while its others pass: that volume is", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFF" }),
      ...backups({ of: "CSV2@HV06", at: 0, results: "PPPPP" }),
      ...backups({ of: "CSV3@HV06", at: 0, results: "PPPPP" }),
      ...backups({ of: "CSV4@HV01", at: 0, results: "PPPPP" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 unknown", "HV06 clear"]);
    expect(verdictsOf(attribution, "volume")[0]).toBe("CSV1 bad");
    expect(candidate(attribution, "HV06").reason).toEqual({ code: "explained", by: "volume", names: ["CSV1"] });
  });

  it("is not cleared by backups of which most are its own only by what is assumed", () => {
    const assumed = backups({ of: "CSV1@HV01?", at: 0, results: "PPPPPPPPPP" });
    const certain = backups({ of: "CSV2@HV02", at: 0, results: "PPPPPPPPPP" });
    const attribution = attributionOf([...assumed, ...certain]);
    expect(candidate(attribution, "HV01")).toMatchObject({ verdict: "unknown", reason: { code: "ownership-assumed" } });
    expect(candidate(attribution, "HV02")).toMatchObject({ verdict: "clear" });
  });

  it("is not cleared by them either where another node explains its failures", () => {
    const attribution = attributionOf([
      ...backups({ of: ["CSV1@HV01?", "CSV2@HV06"], at: 0, results: "FFFF" }),
      ...backups({ of: "CSV1@HV01?", at: 10, results: "PPPPPPPPPP" }),
      ...backups({ of: "CSV2@HV02", at: 10, results: "PPPPPPPPPP" }),
    ]);
    expect(candidate(attribution, "HV06")).toMatchObject({ verdict: "bad" });
    expect(candidate(attribution, "HV01")).toMatchObject({ verdict: "unknown", reason: { code: "ownership-assumed" } });
  });

  it("is suspect at most where its failures' owners are mostly assumed", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPP" }),
      ...backups({ of: "CSV1@HV06?", at: 10, results: "FFFF" }),
    ]);
    expect(candidate(attribution, "HV06")).toMatchObject({
      verdict: "suspect",
      reason: { code: "ownership-assumed" },
    });
    expect(attribution.nextTests).toContainEqual({ code: "give-ownership" });
  });

  it("is told by no attempt during which the volume moved", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPP" }),
      ...backups({ of: "CSV1@HV01>HV06", at: 10, results: "FFFFFF" }),
    ]);
    expect(attribution).toMatchObject({ trials: { failed: 0, total: 8 }, partial: { failed: 6, total: 6 } });
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear"]);
  });

  it.each([
    ["facts disagree on the owner", "CSV1@HV01/HV06"],
    ["nothing tells the owner", "CSV1@"],
  ])("is told by no attempt of which %s", (_, of) => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPP" }),
      ...backups({ of, at: 10, results: "FFFFFF" }),
    ]);
    expect(attribution).toMatchObject({ trials: { failed: 0, total: 8 }, partial: { failed: 6, total: 6 } });
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear"]);
    expect(verdictsOf(attribution, "volume")).toEqual(["CSV1 clear"]);
  });

  it("comes with the moment at which it turned bad", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV06", at: 0, results: "PPPPPPPPFFFFFF" }),
      ...backups({ of: "CSV2@HV06", at: 100, results: "FFFF" }),
      ...backups({ of: "CSV1@HV01", at: 200, results: "PPPPPP" }),
      ...backups({ of: "CSV2@HV01", at: 300, results: "PPPPPP" }),
    ]);
    const { verdict, since, until } = candidate(attribution, "HV06");
    expect({ verdict, since, until }).toEqual({
      verdict: "bad",
      since: { after: 133_000_252_000_000_000n, before: 133_000_288_000_000_000n },
      until: null,
    });
  });

  it("is not bad from a moment on after which nothing else passed: all may have turned bad then", () => {
    const attribution = attributionOf([
      ...["CSV1", "CSV2", "CSV3"].flatMap((csv) => backups({ of: `${csv}@HV01`, at: 0, results: "PPPPPPPPPPFFFFFF" })),
      ...backups({ of: "CSV4@HV02", at: 0, results: "FFFFFFFFFFFFFFFF" }),
      ...backups({ of: "CSV5@HV02", at: 0, results: "FFFFFFFFFFFFFFFF" }),
      ...backups({ of: "CSV6@HV02", at: 0, results: "FFFFFFFFFFFFFFFF" }),
    ]);
    const [first, second] = verdictsOf(attribution, "node");
    expect(second).toBe("HV02 bad");
    expect(first).not.toBe("HV01 bad");
  });

  it("is suspect from a moment on after which nothing else was backed up, though its volumes passed elsewhere before", () => {
    const attribution = attributionOf([
      ...["CSV1", "CSV2", "CSV3"].flatMap((csv) => backups({ of: `${csv}@HV02`, at: -20, results: "PPPPPP" })),
      ...["CSV1", "CSV2", "CSV3"].flatMap((csv) => backups({ of: `${csv}@HV01`, at: 0, results: "PPPPPPPPPPFFFFFF" })),
      ...backups({ of: "CSV4@HV02", at: 0, results: "PPPPPPPPPP" }),
    ]);
    expect(candidate(attribution, "HV01")).toMatchObject({
      verdict: "suspect",
      reason: { code: "nothing-passed-meanwhile" },
    });
  });

  it("is suspect, and not likely enough to be bad, where it fails half of the time while others fail now and then", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV06", at: 0, results: "PFFFPP" }),
      ...backups({ of: "CSV1@HV01", at: 20, results: "PPPPPPP" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPPPP" }),
      ...backups({ of: "CSV3@HV02", at: 0, results: "PPFPPPPFPPPP" }),
    ]);
    expect(candidate(attribution, "HV06")).toMatchObject({
      verdict: "suspect",
      reason: { code: "not-likely-enough" },
      trials: { failed: 3, total: 6 },
    });
  });

  it("is suspect beside a common onset where it owned everything when everything began to fail", () => {
    const attribution = attributionOf(
      ["CSV1", "CSV2", "CSV3"].flatMap((csv) => backups({ of: `${csv}@HV01`, at: 0, results: "PPPPPPPPPPFFFFFF" })),
      { nodes: ["HV02"] },
    );
    expect(candidate(attribution, "HV01")).toMatchObject({
      verdict: "suspect",
      reason: { code: "explained", by: "onset" },
    });
    expect(attribution.onsets).toHaveLength(1);
    expect(attribution.nextTests[0]).toEqual({ code: "move-volume", volume: "CSV1", from: "HV01", to: "HV02" });
  });

  it("is bad where what it owns is backed up by a job of its own: the two cannot be told apart", () => {
    const attribution = attributionOf([
      ...["CSV1@HV06", "CSV2@HV06"].flatMap((of) => backups({ of, at: 0, results: "FFFFFF", job: "Nightly 6" })),
      ...["CSV1@HV01", "CSV2@HV01"].flatMap((of) => backups({ of, at: 20, results: "PPPPPP", job: "Nightly 1" })),
    ]);
    expect(candidate(attribution, "HV06").verdict).toBe("bad");
    expect(attribution.rejected.find(({ kind }) => kind === "job")).toEqual({
      ...{ kind: "job", name: "Nightly 6", code: "inseparable", from: [{ kind: "node", name: "HV06" }] },
      ...{ inside: { failed: 12, total: 12 }, outside: { failed: 0, total: 12 } },
    });
  });

  it("comes with the moment at which it was repaired", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: -20, results: "PPPPPP" }),
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFFFFPPPPPPPP" }),
      ...backups({ of: "CSV1@HV01", at: 200, results: "PPPPPP" }),
    ]);
    const { verdict, since, until } = candidate(attribution, "HV06");
    expect({ verdict, since, until }).toEqual({
      verdict: "bad",
      since: null,
      until: { after: 133_000_180_000_000_000n, before: 133_000_216_000_000_000n },
    });
  });

  it("lays a failed snapshot set to the one bad owner of its volumes", () => {
    const attribution = attributionOf([
      ...backups({ of: ["CSV1@HV01", "CSV2@HV06"], at: 0, results: "FFFF" }),
      ...backups({ of: ["CSV1@HV01", "CSV2@HV02"], at: 10, results: "PPPP" }),
      ...backups({ of: ["CSV1@HV06", "CSV2@HV02"], at: 20, results: "FFFF" }),
      ...backups({ of: ["CSV1@HV01", "CSV2@HV01"], at: 30, results: "PPPP" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 unknown", "HV06 bad"]);
  });
});
