import { describe, expect, it } from "vitest";
import type { Attribution, RejectedExplanation } from "../../../src/facts/attribution/attribution.ts";
import { attributionOf, backups, verdictsOf } from "./backups.ts";

describe("explanations that are rejected", () => {
  it("are the closest of every kind, and a common moment, each with its counts inside", () => {
    const { rejected } = attributionOf([
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFF", vm: "app-01", vmHost: "HV07" }),
      ...backups({ of: "CSV1@HV01", at: 10, results: "PPPPPPPP", vm: "app-01", vmHost: "HV07" }),
      ...backups({ of: "CSV2@HV01", at: 30, results: "PPPPPPPP", vm: "web-01", vmHost: "HV08" }),
    ]);
    expect(rejected.map(({ kind, name, inside, code }) => [kind, name, inside.failed, inside.total, code])).toEqual([
      ["node", "HV01", 0, 16, "passes-inside"],
      ["volume", "CSV1", 4, 12, "passes-inside"],
      ["proxy", null, 0, 0, "not-known"],
      ["job", null, 0, 0, "not-known"],
      ["vm", "app-01", 4, 12, "passes-inside"],
      ["vm-host", "HV07", 4, 12, "passes-inside"],
      ["hour", "04", 1, 1, "explained-by-verdict"],
      ["onset", null, 4, 20, "passes-inside"],
    ]);
  });

  /** `CSV2 2/10 passes-inside`; null: there is none of the kind. */
  function rejectedOf({ rejected }: Attribution, kind: RejectedExplanation["kind"]): string | null {
    const found = rejected.find((one) => one.kind === kind);
    return found === undefined ? null : `${found.name} ${found.inside.failed}/${found.inside.total} ${found.code}`;
  }

  it("are those with the largest ratio of likelihoods, and not those with most failures or the highest share", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPPPFPPPPPPPPPFPPPPPPPPPFPPPPPPPPPF", job: "Most failures" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PFPFPF", job: "Closest" }),
      ...backups({ of: "CSV3@HV01", at: 0, results: "F", job: "Highest share" }),
      ...backups({ of: "CSV4@HV01", at: 0, results: "P".repeat(60), job: "Nightly" }),
    ]);
    expect(rejectedOf(attribution, "job")).toBe("Closest 3/6 fails-outside");
  });

  it("are the ones that fail nearly as often inside as outside where none fails more often inside", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPPPPPP" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPPP" }),
      ...backups({ of: "CSV3@HV01", at: 0, results: "PPPPPPPPP" }),
      ...["HV01", "HV02", "HV03"].flatMap((node) => backups({ of: `CSV9@${node}`, at: 20, results: "FFFF" })),
      ...["HV02", "HV03"].flatMap((node) => backups({ of: `CSV1@${node}`, at: 40, results: "PPPP" })),
    ]);
    expect(verdictsOf(attribution, "volume").at(-1)).toBe("CSV9 bad");
    // Both have the same nine; CSV1 has more that passed.
    expect(rejectedOf(attribution, "volume")).toBe("CSV2 0/9 passes-inside");
  });

  it("are machines whose failures others of their snapshot share, where nothing else explains these either", () => {
    const together = backups({ of: "CSV1@HV01", at: 0, results: "F" }).map((trial) => ({
      ...trial,
      vms: ["app-01", "app-02"],
    }));
    const attribution = attributionOf([...together, ...backups({ of: "CSV2@HV01", at: 10, results: "P".repeat(20) })]);
    expect(rejectedOf(attribution, "vm")).toBe("app-01 1/1 others-fail-with-it");
  });

  it("are not those who are suspect, which nobody has rejected", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV06", at: 0, results: "FFFFFFFF" }),
      ...backups({ of: "CSV2@HV01", at: 0, results: "PPPPPPPP" }),
      ...backups({ of: "CSV3@HV02", at: 0, results: "PPPPPPPPP" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 clear", "HV06 suspect"]);
    expect(verdictsOf(attribution, "volume")).toEqual(["CSV1 suspect", "CSV2 clear", "CSV3 clear"]);
    expect([rejectedOf(attribution, "node"), rejectedOf(attribution, "volume")]).toEqual([
      "HV01 0/8 passes-inside",
      "CSV2 0/8 passes-inside",
    ]);
  });

  it("are laid to the verdict only where it explains their failures, and else fail too seldom to tell", () => {
    const attribution = attributionOf([
      ...backups({ of: "CSV1@HV01", at: 0, results: "PPPPPPPPPPPPPPPP", vm: "web-01" }),
      ...backups({ of: "CSV2@HV02", at: 0, results: "FPPPPPPPPPPPPPPP", vm: "web-02" }),
      ...backups({ of: "CSV2@HV02", at: 20, results: "F", vm: "app-01" }),
    ]);
    expect(verdictsOf(attribution, "node")).toEqual(["HV01 clear", "HV02 unknown"]);
    expect(rejectedOf(attribution, "vm")).toBe("app-01 1/1 too-few");
  });
});
