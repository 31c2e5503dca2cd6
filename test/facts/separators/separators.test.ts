import { describe, expect, test } from "vitest";
import { splitTraits, type TraitSplit } from "../../../src/facts/separators/index.ts";

function stateOf(sign: string): "has" | "lacks" | "unknown" {
  return sign === "+" ? "has" : sign === "-" ? "lacks" : "unknown";
}

/** One column for each node, the bad ones before the bar: + has it, - lacks it, ? unknown. */
function splitsOf(...rows: readonly string[]): readonly TraitSplit[] {
  const [badSigns = "", goodSigns = ""] = (rows[0] ?? "").split("|");
  const bad = Array.from(badSigns, (_, at) => `B${at + 1}`);
  const good = Array.from(goodSigns, (_, at) => `G${at + 1}`);
  const all = [...bad, ...good];
  return splitTraits(
    rows.map((row) => (node) => stateOf(row.replace("|", "").charAt(all.indexOf(node)))),
    { bad, good },
  );
}

function onlySplit(row: string): TraitSplit {
  const [split] = splitsOf(row);
  if (split === undefined) throw new Error("no split");
  return split;
}

describe("a trait that every bad node has and every good one lacks", () => {
  test("separates them, by chance once in as many ways as there are to choose the bad ones", () => {
    const { chance, adjusted, ...split } = onlySplit("+++|------");
    expect(split).toEqual({
      kind: "separates",
      bad: { has: ["B1", "B2", "B3"], lacks: [], unknown: [] },
      good: { has: [], lacks: ["G1", "G2", "G3", "G4", "G5", "G6"], unknown: [] },
    });
    expect(chance).toBeCloseTo(1 / 84, 12);
    // The only one that was compared.
    expect(adjusted).toBe(chance);
  });

  test.each([
    ["one of two: half of all traits do", "+|-", 1 / 2],
    ["one of nine", "+|--------", 1 / 9],
    ["two of four", "++|--", 1 / 6],
    ["eight of sixteen", "++++++++|--------", 1 / 12_870],
  ])("impresses by the number of nodes: %s", (_, row, chance) => {
    expect(onlySplit(row).chance).toBeCloseTo(chance, 12);
  });

  test("separates those of which it is known; the others are told aside and counted nowhere", () => {
    const { chance, adjusted, ...split } = onlySplit("++?|-----?");
    expect(split).toEqual({
      kind: "separates",
      bad: { has: ["B1", "B2"], lacks: [], unknown: ["B3"] },
      good: { has: [], lacks: ["G1", "G2", "G3", "G4", "G5"], unknown: ["G6"] },
    });
    expect(chance).toBeCloseTo(1 / 21, 12);
    expect(adjusted).toBe(chance);
  });
});

describe("a trait with counter-examples", () => {
  test("nearly separates while its share of the bad is at least half above that of the good", () => {
    const kinds = ["++-|------", "+++|+++---", "+--|------", "+++|++++--", "---|++++++"].map(
      (row) => [row, onlySplit(row).kind] as const,
    );
    expect(kinds).toEqual([
      ["++-|------", "nearly"],
      ["+++|+++---", "nearly"],
      ["+--|------", "no"],
      ["+++|++++--", "no"],
      ["---|++++++", "no"],
    ]);
  });

  test("has the chance that as many of the bad or more have it: the tail of the hypergeometric distribution", () => {
    // Both that have it among the three bad of nine: C(3,2) of C(9,2).
    expect(onlySplit("++-|------").chance).toBeCloseTo(3 / 36, 12);
  });
});

describe("a trait that cannot be compared", () => {
  test.each([
    ["nobody knows it of a bad node", "???|------"],
    ["nobody knows it of a good node", "+++|??????"],
    ["there is no good node", "+++|"],
  ])("is never a separator: %s", (_, row) => {
    const { kind, chance, adjusted } = onlySplit(row);
    expect({ kind, chance, adjusted }).toEqual({ kind: "not-comparable", chance: null, adjusted: null });
  });
});

test("the more traits are compared, the less a clean split tells: Holm", () => {
  const splits = splitsOf("+++|------", "++-|------", "---|------", "???|------");
  expect(splits.map(({ adjusted }) => adjusted)).toEqual([
    expect.closeTo(3 / 84, 12),
    expect.closeTo(2 / 12, 12),
    1,
    null,
  ]);
});
