import { type Cause, compareCauses, priorOf } from "./cause.ts";
import type { Design, Factor } from "./design.ts";
import { type Explanation, explain, MOST_CAUSES } from "./explanation.ts";
import { type Gain, gainsOf } from "./gains.ts";
import { aliasGroups } from "./inseparable.ts";
import type { Likelihood } from "./likelihood.ts";
import { numberOfSets, SetScores, type WeighedSet } from "./set-scores.ts";

export interface Posterior {
  /** The likeliest causes together. */
  readonly best: Explanation;
  /** Of being a cause, in whatever stretch. */
  probability(factor: Factor): number;
  /** The likeliest stretch of a factor, whether it is among the best or not; null: none is worth a thought. */
  likeliest(factor: Factor): Cause | null;
  /** Jobs, machines, hosts and hours that are in the very same trials as this one; they are weighed as one cause. */
  readonly aliasesOf: (factor: Factor) => readonly Factor[];
  /** What the sets are made of. */
  readonly shortlist: readonly Cause[];
  /** Every set of them was summed, and not only those around the likeliest. */
  readonly isExact: boolean;
  /** The likeliest sets, the first of them first. */
  readonly sets: readonly [WeighedSet, ...WeighedSet[]];
}

/** Sets with more causes than this are not looked for: whoever has more has another problem. */
const MOST_IN_A_SET = 16;
const SHORTLIST = 24;
/** So many are summed one by one, if trials fall into few cells: a tenth of a second. */
const MOST_SETS = 16_384;
const MOST_SETS_TIMES_CELLS = 2_000_000;
/** Causes that are e^10 times less likely than what they would replace are left to the sum of single gains. */
const WORTH_A_THOUGHT = 10;
/** Another kind of cause must look like one on its own before it is weighed: there may be thousands of machines. */
const FEWEST_FAILURES_OF_OTHERS = 3;

/** A cause, and how much less likely than the best set the likeliest is that it is found in: a logarithm. */
interface Rival {
  readonly cause: Cause;
  readonly gap: number;
}

/** The posterior over sets of causes: climbed to its top, then summed over all sets, or where they are many those around it. */
export function posteriorOf(design: Design, likelihood: Likelihood): Posterior {
  const groups = aliasGroups(design.factors.filter((factor) => isWeighed(factor, design)));
  const groupOf = new Map(groups.flatMap((group) => group.map((factor) => [factor, group] as const)));
  // Several names make a cause no likelier than its likeliest name does, and no less likely either.
  const factors = groups.map(mostUsual);
  const asWeighed = (factor: Factor): Factor => {
    const group = groupOf.get(factor);
    return group === undefined ? factor : mostUsual(group);
  };
  const best = climb(design, likelihood, factors);
  const singles = new Map<Factor, readonly Gain[]>();
  const shortlist = shortlistOf(design, likelihood, factors, best, singles);
  const scores = new SetScores(design, likelihood, shortlist);
  const count = numberOfSets(shortlist);
  const isExact = count <= MOST_SETS && count * scores.cells <= MOST_SETS_TIMES_CELLS;
  const summed = isExact ? scores.all() : scores.around(best.causes);
  const [likeliestSet] = summed.sets;
  const top = explain(design, likelihood, likeliestSet.causes);
  const inBest = new Map(top.causes.map((cause) => [cause.factor, cause]));
  return {
    best: top,
    shortlist,
    isExact,
    sets: summed.sets,
    probability(named) {
      const factor = asWeighed(named);
      const inSets = summed.probability.get(factor);
      const alone = singles.get(factor) ?? gainsOf(factor, design, likelihood, best);
      const odds = alone.reduce((sum, { gain }) => sum + Math.exp(gain), 0);
      return inSets ?? odds / (1 + odds);
    },
    aliasesOf(factor) {
      return (groupOf.get(factor) ?? []).filter((other) => other !== factor);
    },
    likeliest(named) {
      const factor = asWeighed(named);
      return inBest.get(factor) ?? summed.likeliest.get(factor) ?? null;
    },
  };
}

/** Of equals the first by name. */
function mostUsual(group: readonly [Factor, ...Factor[]]): Factor {
  return group.reduce((most, factor) => (priorOf(factor) > priorOf(most) ? factor : most));
}

function isWeighed(factor: Factor, { factors, trials, known }: Design): boolean {
  const touchesAll = factor.trials.length === trials.length;
  switch (factor.kind) {
    case "everything":
      return known.failed < known.total;
    case "node":
    case "volume":
      return true;
    case "proxy":
      // Backups of which no proxy is told do not tell one.
      return factors.some((other) => other.kind === "proxy" && other !== factor);
    case "job":
    case "vm":
    case "vm-host":
    case "hour":
      return !touchesAll && factor.failed >= FEWEST_FAILURES_OF_OTHERS && factor.failed >= factor.passed;
  }
}

/** Adds the cause that helps most, drops those that no longer do, until neither helps. */
function climb(design: Design, likelihood: Likelihood, factors: readonly Factor[]): Explanation {
  let explanation = explain(design, likelihood, []);
  while (explanation.causes.length < MOST_IN_A_SET) {
    const taken = new Set(explanation.causes.map(({ factor }) => factor));
    let most: Gain | null = null;
    for (const factor of factors) {
      if (taken.has(factor) || factor.failed === 0) continue;
      for (const one of gainsOf(factor, design, likelihood, explanation)) {
        if (one.gain > (most?.gain ?? 0)) most = one;
      }
    }
    if (most === null) return explanation;
    explanation = dropIdle(design, likelihood, explain(design, likelihood, [...explanation.causes, most.cause]));
  }
  return explanation;
}

function dropIdle(design: Design, likelihood: Likelihood, from: Explanation): Explanation {
  let explanation = from;
  for (;;) {
    const { causes, score } = explanation;
    const without = causes
      .map((left) =>
        explain(
          design,
          likelihood,
          causes.filter((cause) => cause !== left),
        ),
      )
      .reduce<Explanation | null>((most, one) => (one.score > (most?.score ?? score) ? one : most), null);
    if (without === null) return explanation;
    explanation = without;
  }
}

/**
 * The causes of the best set, and whatever could stand in the place of one of them or beside them: all where their sets can be
 * summed, else those that are worth a thought.
 */
function shortlistOf(
  design: Design,
  likelihood: Likelihood,
  factors: readonly Factor[],
  best: Explanation,
  singles: Map<Factor, readonly Gain[]>,
): readonly Cause[] {
  const furthest = 2 ** factors.length <= MOST_SETS ? Number.POSITIVE_INFINITY : WORTH_A_THOUGHT;
  const rivals = new Map<string, Rival>();
  const consider = (cause: Cause, gap: number): void => {
    if (gap > furthest) return;
    const key = `${cause.factor.kind} ${cause.first} ${cause.last} ${cause.factor.name}`;
    const known = rivals.get(key);
    if (known === undefined || gap < known.gap) rivals.set(key, { cause, gap });
  };
  for (const cause of best.causes) consider(cause, Number.NEGATIVE_INFINITY);
  for (const factor of factors) {
    const gains = gainsOf(factor, design, likelihood, best);
    singles.set(factor, gains);
    for (const { cause, gain } of gains) consider(cause, -gain);
  }
  for (const left of best.causes) {
    const without = explain(
      design,
      likelihood,
      best.causes.filter((cause) => cause !== left),
    );
    const lost = best.score - without.score;
    for (const factor of factors) {
      if (factor.failed === 0) continue;
      for (const { cause, gain } of gainsOf(factor, design, likelihood, without)) consider(cause, lost - gain);
    }
  }
  const ranked = [...rivals.values()].sort((a, b) => compareGaps(a.gap, b.gap) || compareCauses(a.cause, b.cause));
  const all = ranked.map(({ cause }) => cause);
  if (all.length <= MOST_CAUSES && numberOfSets(all) <= MOST_SETS) return all;
  const most = Math.min(MOST_CAUSES, Math.max(SHORTLIST, best.causes.length + SHORTLIST / 2));
  return ranked
    .filter(({ gap }) => gap <= WORTH_A_THOUGHT)
    .slice(0, most)
    .map(({ cause }) => cause);
}

function compareGaps(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
