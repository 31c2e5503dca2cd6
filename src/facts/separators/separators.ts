import { fisherOneSided, holm } from "../attribution/statistics.ts";

/** Whether a node has a trait. `unknown` is never `lacks`: nothing that was given would show it. */
export type TraitState = "has" | "lacks" | "unknown";

/** One side of a comparison by what each node of it has; each list in the order of the side. */
export interface SplitSide {
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * `separates`: every bad node of which it is known has it, and every good one lacks it. `nearly`: its share of the bad is
 * at least half above its share of the good. `not-comparable`: it is known of no bad node, or of no good one.
 */
export type SplitKind = "separates" | "nearly" | "no" | "not-comparable";

/** How one trait splits bad nodes from good ones. */
export interface TraitSplit {
  readonly kind: SplitKind;
  readonly bad: SplitSide;
  readonly good: SplitSide;
  /**
   * How often as many of the bad or more would have it, were the bad ones drawn at random from all of which it is known: the
   * upper tail of the hypergeometric distribution, which is Fisher's exact test, one-sided. Of a perfect split 1 of all
   * ways to choose the bad ones. null: not comparable.
   */
  readonly chance: number | null;
  /** The same by Holm over all traits that were compared: the more are looked at, the likelier some splits so. */
  readonly adjusted: number | null;
}

/** Bad nodes, and those that are good beyond doubt; the rest is compared with neither. */
export interface ComparedNodes {
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

/** Below this a trait tells bad from good nodes hardly better than none does. */
const NEARLY = 0.5;

/** Of each trait, told by what a node has of it; in the order given. */
export function splitTraits(
  traits: readonly ((node: string) => TraitState)[],
  { bad, good }: ComparedNodes,
): readonly TraitSplit[] {
  const lnFactorial = lnFactorialTo(bad.length + good.length);
  const splits = traits.map((stateOf) => splitOf(sideOf(bad, stateOf), sideOf(good, stateOf), lnFactorial));
  const compared = splits.flatMap(({ chance }, at) => (chance === null ? [] : [{ at, chance }]));
  const adjusted = holm(compared.map(({ chance }) => chance));
  const adjustedAt = new Map(compared.map(({ at }, index) => [at, adjusted[index] ?? 1]));
  return splits.map((split, at) => ({ ...split, adjusted: adjustedAt.get(at) ?? null }));
}

function sideOf(nodes: readonly string[], stateOf: (node: string) => TraitState): SplitSide {
  const side: Record<TraitState, string[]> = { has: [], lacks: [], unknown: [] };
  for (const node of nodes) side[stateOf(node)].push(node);
  return side;
}

function splitOf(bad: SplitSide, good: SplitSide, lnFactorial: (n: number) => number): Omit<TraitSplit, "adjusted"> {
  const [badKnown, goodKnown] = [bad, good].map(({ has, lacks }) => has.length + lacks.length);
  if (badKnown === undefined || goodKnown === undefined || badKnown === 0 || goodKnown === 0) {
    return { kind: "not-comparable", bad, good, chance: null };
  }
  const chance = fisherOneSided(
    { failed: bad.has.length, total: bad.has.length + good.has.length },
    { failed: bad.lacks.length, total: bad.lacks.length + good.lacks.length },
    lnFactorial,
  );
  const lead = bad.has.length / badKnown - good.has.length / goodKnown;
  const isPerfect = bad.lacks.length === 0 && good.has.length === 0;
  return { kind: isPerfect ? "separates" : lead >= NEARLY ? "nearly" : "no", bad, good, chance };
}

function lnFactorialTo(most: number): (n: number) => number {
  const table = [0];
  for (let n = 1; n <= most; n++) table.push((table[n - 1] ?? 0) + Math.log(n));
  return (n) => table[n] ?? 0;
}
