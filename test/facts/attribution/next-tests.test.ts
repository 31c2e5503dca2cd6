import { describe, expect, it } from "vitest";
import { attributionOf, backups, verdictsOf } from "./backups.ts";

describe("the next test", () => {
  const sound = ["CSV7@HV01", "CSV8@HV02"].flatMap((of) => backups({ of, at: 0, results: "PPPPPPPPPP" }));

  it("moves a volume that failed too seldom to be called bad", () => {
    const { nextTests } = attributionOf([...sound, ...backups({ of: "CSV1@HV01", at: 0, results: "FF" })]);
    expect(nextTests).toEqual([{ code: "move-volume", volume: "CSV1", from: "HV01", to: "HV02" }]);
  });

  it("backs a volume up under the node that owned nothing", () => {
    const { nextTests } = attributionOf(
      [
        ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPPPP" }),
        ...backups({ of: "CSV1@HV06", at: 20, results: "FFFF" }),
      ],
      { nodes: ["HV02"] },
    );
    expect(nextTests).toEqual([{ code: "back-up-under", node: "HV02", volume: "CSV1" }]);
  });

  it("wants more of the owners where most attempts have none all through", () => {
    const { nextTests } = attributionOf([
      ...backups({ of: "CSV1@HV01>HV02", at: 0, results: "FFFPPP" }),
      ...backups({ of: "CSV1@HV01", at: 10, results: "PPP" }),
    ]);
    expect(nextTests).toEqual([{ code: "give-ownership" }]);
  });

  it("moves a volume that fails now from its suspect owner to a clear node", () => {
    const { nextTests } = attributionOf([...sound, ...backups({ of: "CSV1@HV06", at: 0, results: "FFFFFFFF" })]);
    expect(nextTests).toEqual([{ code: "move-volume", volume: "CSV1", from: "HV06", to: "HV01" }]);
  });

  it("moves it from where it is now, not from where it was most often", () => {
    const { nextTests } = attributionOf([
      ...sound,
      ...backups({ of: "CSV9@HV03", at: 0, results: "PPPPPPPPP" }),
      ...backups({ of: "CSV1@HV06", at: 0, results: "PFFFFFFF" }),
      ...backups({ of: "CSV1@HV03", at: 20, results: "F" }),
    ]);
    expect(nextTests[0]).toEqual({ code: "move-volume", volume: "CSV1", from: "HV03", to: "HV01" });
  });

  it("moves nothing to a bad node, where it would fail anyhow", () => {
    const attribution = attributionOf([
      ...["CSV7", "CSV8", "CSV9"].flatMap((csv) => backups({ of: `${csv}@HV03`, at: 0, results: "FFFFFF" })),
      ...["CSV7", "CSV8", "CSV9"].flatMap((csv) => backups({ of: `${csv}@HV01`, at: 20, results: "PP" })),
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFFFFFF" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 unknown", "HV03 bad", "HV06 suspect"]);
    expect(attribution.nextTests[0]).toEqual({ code: "move-volume", volume: "CSV1", from: "HV06", to: "HV01" });
  });

  it("backs another volume up under the suspect volume's owner where the only other node is bad", () => {
    const attribution = attributionOf([
      ...["CSV7", "CSV8", "CSV9"].flatMap((csv) => backups({ of: `${csv}@HV03`, at: 0, results: "FFFFFF" })),
      ...["CSV7", "CSV8", "CSV9"].flatMap((csv) => backups({ of: `${csv}@HV06`, at: 20, results: "PP" })),
      ...["CSV7", "CSV8", "CSV9"].flatMap((csv) => backups({ of: `${csv}@HV03`, at: 30, results: "FF" })),
      ...backups({ of: "CSV1@HV06", at: 30, results: "FF" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV03 bad", "HV06 unknown"]);
    expect(verdictsOf(attribution, "volume")[0]).toBe("CSV1 suspect");
    expect(attribution.nextTests).toEqual([{ code: "back-up-under", node: "HV06", volume: "CSV7" }]);
  });

  it("backs a sound volume up under a node that failed too seldom to be called bad", () => {
    const attribution = attributionOf([...sound, ...backups({ of: "CSV7@HV06", at: 20, results: "FF" })]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV06 suspect"]);
    expect(attribution.nextTests[0]).toEqual({ code: "back-up-under", node: "HV06", volume: "CSV8" });
  });

  it("is another proxy where everything went through one, and everything fails", () => {
    const { nextTests } = attributionOf(
      ["CSV1@HV01", "CSV2@HV02"].flatMap((of) =>
        backups({ of, at: 0, results: "PPPPPPPPPPPPFFFFFFFF", proxy: "PROXY1" }),
      ),
    );
    expect(nextTests).toEqual([{ code: "other-proxy", proxy: "PROXY1" }]);
  });

  it("moves nothing to try a suspect that was repaired: the past cannot be tried", () => {
    const attribution = attributionOf([
      ...sound,
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFFFPPPPPPPPPPPPPPPPPPPPPPP" }),
    ]);
    expect(attribution.nextTests).toEqual([]);
  });

  it("is none where all is decided", () => {
    const attribution = attributionOf([
      ...sound,
      ...backups({ of: "CSV7@HV06", at: 20, results: "FFFF" }),
      ...backups({ of: "CSV8@HV06", at: 20, results: "FFFF" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV06 bad"]);
    expect(attribution.nextTests).toEqual([]);
  });
});
