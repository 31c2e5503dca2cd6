import { describe, expect, test } from "vitest";
import type {
  CauseAnalysis,
  CauseChain,
  TraitProof,
  TraitRow,
  TraitSide,
  TraitText,
} from "../../../src/report/index.ts";
import { causeNotes, causeRows, causeSummary, chainWords } from "../../../src/reporters/words/index.ts";
import { row } from "../../checks/build-trials.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const MISSING: TraitText = {
  id: "scp-missing",
  role: "factor",
  label: "SCP missing",
  one: "lacks its service connection point",
  many: "lack their service connection point",
  passing: { one: "has", many: "have" },
  note: null,
};

const RENAMED: TraitText = {
  id: "renamed-while-joined",
  role: "cause",
  label: "renamed while joined",
  one: "was renamed while joined",
  many: "were renamed while joined",
  passing: null,
  note: "some note",
};

function side(given: Partial<TraitSide> = {}): TraitSide {
  return { has: [], lacks: [], unknown: [], ...given };
}

function traitRow(trait: TraitText, bad: TraitSide, good: TraitSide, chance = 1 / 84): TraitRow {
  return { trait, bad, good, chance, adjusted: Math.min(1, chance * 4), proofs: [] };
}

function analysis(given: Partial<CauseAnalysis> = {}): CauseAnalysis {
  return { bad: ["HV01"], good: ["HV02"], compared: 4, separators: [], near: [], chains: [], ...given };
}

function proofOf(trait: TraitText, time: string | null): TraitProof {
  return { trait, time: time === null ? null : ticks(time), evidence: [row("any.csv", 2, "2026-09-01T00:00:00Z")] };
}

function chain(node: string, given: Partial<CauseChain> = {}): CauseChain {
  const evidence = [row("sessions.csv", 7, "2026-09-08T21:00:00Z")] as const;
  return {
    node,
    failure: { volume: "Disk 1", proxy: "PROXY01", time: ticks("2026-09-08T21:00:00Z"), evidence },
    owner: { from: null, isAssumed: false, evidence },
    factor: { trait: MISSING, state: "has" },
    traits: [proofOf(MISSING, null)],
    causes: [],
    ...given,
  };
}

describe("what bad nodes share", () => {
  test.each([
    [
      "one of them",
      ["HV01"],
      traitRow(MISSING, side({ has: ["HV01"] }), side({ lacks: ["HV02"] })),
      "HV01 lacks its service connection point, which the one node that passes has.",
    ],
    [
      "two",
      ["HV01", "HV02"],
      traitRow(MISSING, side({ has: ["HV01", "HV02"] }), side({ lacks: ["HV03", "HV04"] })),
      "Both lack their service connection point, which the two nodes that pass have.",
    ],
    [
      "of some of which it is not known",
      ["HV01", "HV02"],
      traitRow(MISSING, side({ has: ["HV01"], unknown: ["HV02"] }), side({ lacks: ["HV03", "HV04"] })),
      "HV01 lacks its service connection point, which the two nodes that pass have (not known of HV02).",
    ],
    [
      "what good ones have no word for",
      ["HV01", "HV02", "HV03"],
      traitRow(RENAMED, side({ has: ["HV01", "HV02", "HV03"] }), side({ lacks: ["HV04"] })),
      "All three were renamed while joined, unlike the one node that passes.",
    ],
  ])("is told in one sentence: %s", (_, bad, separator, words) => {
    expect(causeSummary(analysis({ bad, separators: [separator] }))).toEqual([words]);
  });

  test("stands in rows with counter-examples and whom nobody knows of by name", () => {
    const perfect = traitRow(MISSING, side({ has: ["HV01"] }), side({ lacks: ["HV02"] }), 1 / 2);
    const near = traitRow(
      RENAMED,
      side({ has: ["HV01", "HV05"], lacks: ["HV06"] }),
      side({ has: ["HV02"], lacks: ["HV03"], unknown: ["HV04"] }),
      0.7,
    );
    expect(causeRows(analysis({ separators: [perfect], near: [near] }))).toEqual([
      ["SCP missing", "1 of 1", "0 of 1", "1 in 2", "-"],
      [
        "renamed while joined",
        "2 of 3",
        "1 of 2",
        "70 %",
        "HV06 (bad) without it; HV02 (passing) with it; not known of HV04",
      ],
    ]);
  });

  test("impresses nobody: how many traits were compared stands beside the chance", () => {
    const separators = [traitRow(MISSING, side({ has: ["HV01"] }), side({ lacks: ["HV02"] }), 1 / 9)];
    expect(causeNotes(analysis({ separators }))).toEqual([
      "By chance: how often nodes drawn at random would differ so clearly. 4 traits were compared; allowing for that, 1 in 2 for the best (Holm). " +
        "What is common need not be the cause.",
    ]);
  });

  test.each([
    ["nothing", analysis(), "Of 4 traits compared, none tells the bad nodes from those that pass."],
    ["no node passes", analysis({ good: [], compared: 0 }), "No node passes, so that nothing can be compared."],
  ])("may be told by none: %s", (_, causes, words) => {
    expect(causeNotes(causes)).toEqual([words]);
  });
});

describe("why", () => {
  test("is told of each that has the factor, and that nobody knows of the others", () => {
    const chains = [
      chain("HV01", { causes: [proofOf(RENAMED, "2026-09-02T09:00:00Z")] }),
      chain("HV02", { causes: [proofOf(RENAMED, "2026-09-03T09:00:00Z")] }),
      chain("HV03"),
    ];
    expect(causeSummary(analysis({ chains }))).toEqual([
      "Probable cause, not proven: HV01 and HV02 were renamed while joined (2026-09-02, 2026-09-03).",
      "Why HV03 came to it, nothing that was given tells.",
    ]);
  });

  test("is no more than possible where nobody knows of the factor, and nothing where a node was seen not to have it", () => {
    const causes = [proofOf(RENAMED, "2026-09-02T09:00:00Z")];
    const factorOf = (state: CauseChain["factor"]["state"]): CauseChain["factor"] => ({ trait: MISSING, state });
    const chains = [
      chain("HV01", { factor: factorOf("unknown"), traits: [], causes }),
      chain("HV02", { factor: factorOf("lacks"), traits: [], causes }),
    ];
    expect(causeSummary(analysis({ chains }))).toEqual([
      "Whether HV01 lacks its service connection point is not known: nothing that was given shows it.",
      "Possible cause, not proven: HV01 was renamed while joined (2026-09-02).",
    ]);
    expect(chainWords(analysis({ chains })).shown.map(({ steps }) => steps.map(({ words }) => words))).toEqual([
      [
        "Backup of Disk 1 failed on PROXY01, 2026-09-08 21:00:00Z",
        "Owner then: HV01",
        "Whether it lacks its service connection point is not known",
        "Possible cause: it was renamed while joined, 2026-09-02 09:00:00Z",
      ],
      [
        "Backup of Disk 1 failed on PROXY01, 2026-09-08 21:00:00Z",
        "Owner then: HV02",
        "Before that: it was renamed while joined, 2026-09-02 09:00:00Z",
      ],
    ]);
  });

  test("is shown of four nodes, and of whom else it could be", () => {
    const chains = ["HV01", "HV02", "HV03", "HV04", "HV05", "HV06"].map((node) => chain(node));
    const { shown, more } = chainWords(analysis({ chains }));
    expect(shown.map(({ node }) => node)).toEqual(["HV01", "HV02", "HV03", "HV04"]);
    expect(more).toBe("Likewise of HV05 and HV06: --format json");
  });
});
