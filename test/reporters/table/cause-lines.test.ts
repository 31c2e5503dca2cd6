import { expect, test } from "vitest";
import type { CauseAnalysis, Diagnosis } from "../../../src/report/index.ts";
import { causeBlocks } from "../../../src/reporters/table/cause-lines.ts";

const CAUSES: CauseAnalysis = {
  bad: ["HV01", "HV02"],
  good: ["HV03"],
  compared: 1,
  separators: [],
  near: [
    {
      trait: {
        id: "renamed-while-joined",
        role: "cause",
        label: "renamed while joined",
        one: "was renamed while joined",
        many: "were renamed while joined",
        passing: null,
        note: null,
      },
      bad: { has: ["HV01"], lacks: ["HV02"], unknown: [] },
      good: { has: [], lacks: ["HV03"], unknown: [] },
      chance: 2 / 3,
      adjusted: 2 / 3,
      proofs: [],
    },
  ],
  chains: [],
};

function diagnosisOf(causes: CauseAnalysis | null, clusters: Diagnosis["clusters"] = []): Diagnosis {
  const none = { missingProof: [], wanted: [], repairs: [], identities: [], clustersNotTold: [], comparison: null };
  return { ...none, causes, clusters };
}

test("without room for a table each trait stands in lines", () => {
  const [, rows = []] = causeBlocks(diagnosisOf(CAUSES), 40);
  expect(rows).toEqual([
    "renamed while joined",
    "  Bad: 1 of 2",
    "  Passing: 0 of 1",
    "  By chance: 67 %",
    "  Counter-examples: HV02 (bad) without",
    "  it",
    "By chance: how often nodes drawn at",
    "random would differ so clearly. What is",
    "common need not be the cause.",
  ]);
});

test("nothing is said where no node is bad", () => {
  expect(causeBlocks(diagnosisOf(null), 80)).toEqual([]);
});

test("of several clusters each is told by itself, under its name", () => {
  const of = { volumes: [], proxies: [] };
  const clusters = [
    { ...of, cluster: "HVCL01", nodes: ["HV01", "HV02", "HV03"], bad: ["HV01", "HV02"], causes: CAUSES },
    { ...of, cluster: "LNCL01", nodes: ["LN01"], bad: [], causes: null },
  ];
  const titles = causeBlocks(diagnosisOf(null, clusters), 80).map(([title]) => title);
  expect(titles).toEqual([
    "What the bad nodes share, and nodes that pass lack, in HVCL01:",
    expect.any(String),
    undefined,
  ]);
});
