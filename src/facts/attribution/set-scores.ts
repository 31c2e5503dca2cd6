import type { Cause } from "./cause.ts";
import type { Design, Factor } from "./design.ts";
import { bits, masksOf } from "./explanation.ts";
import { type CellCounts, countInto, type Likelihood, NO_TRIALS } from "./likelihood.ts";

const BEAM = 12;
const MOST_ROUNDS = 12;
/** The others together weigh next to nothing, or are many and each alike. */
const SETS_TOLD = 64;

/** Causes together, and their share of the posterior. */
export interface WeighedSet {
  readonly causes: readonly Cause[];
  readonly share: number;
}

export interface SummedSets {
  /** The likeliest first; never none. */
  readonly sets: readonly [WeighedSet, ...WeighedSet[]];
  readonly probability: ReadonlyMap<Factor, number>;
  readonly likeliest: ReadonlyMap<Factor, Cause>;
}

/** How many sets there are that hold of each factor one of these causes, or none. */
export function numberOfSets(causes: readonly Cause[]): number {
  const stretches = new Map<Factor, number>();
  for (const { factor } of causes) stretches.set(factor, (stretches.get(factor) ?? 0) + 1);
  return [...stretches.values()].reduce((product, count) => product * (count + 1), 1);
}

/** Scores of sets of shortlisted causes; a set is the bits of an integer. */
export class SetScores {
  readonly #likelihood: Likelihood;
  readonly #causes: readonly Cause[];
  readonly #cells: readonly (Readonly<CellCounts> & { readonly mask: number })[];
  /** Of each cause: the others of the same factor, which exclude it. */
  readonly #exclusive: readonly number[];
  readonly #scores = new Map<number, number>();

  constructor(design: Design, likelihood: Likelihood, causes: readonly Cause[]) {
    this.#likelihood = likelihood;
    this.#causes = causes;
    const masks = masksOf(design, causes);
    const cells = new Map<number, CellCounts & { readonly mask: number }>();
    for (let trial = 0; trial < masks.length; trial++) {
      const mask = masks[trial] ?? 0;
      let cell = cells.get(mask);
      if (cell === undefined) cells.set(mask, (cell = { mask, ...NO_TRIALS }));
      countInto(cell, trial, design);
    }
    this.#cells = [...cells.values()].sort((a, b) => a.mask - b.mask);
    this.#exclusive = causes.map(({ factor }) =>
      causes.reduce((mask, other, bit) => (other.factor === factor ? mask | (1 << bit) : mask), 0),
    );
  }

  /** Into so many cells all causes together divide the trials. */
  get cells(): number {
    return this.#cells.length;
  }

  /** Sums over all sets: of each factor one of its causes, or none. */
  all(): SummedSets {
    let sets = [0];
    for (const exclusive of new Set(this.#exclusive)) {
      const ones = this.#causes.flatMap((_, bit) => ((exclusive & (1 << bit)) === 0 ? [] : 1 << bit));
      sets = sets.flatMap((set) => [set, ...ones.map((one) => set | one)]);
    }
    for (const set of sets) this.#score(set);
    return this.#sum();
  }

  /** Sums over the sets that a beam reaches from this one by adding, dropping or exchanging one cause at a time. */
  around(start: readonly Cause[]): SummedSets {
    let frontier = [start.reduce((mask, cause) => mask | (1 << this.#causes.indexOf(cause)), 0)];
    for (const set of frontier) this.#score(set);
    const expanded = new Set<number>();
    for (let round = 0; round < MOST_ROUNDS && frontier.length > 0; round++) {
      for (const set of frontier) {
        expanded.add(set);
        for (const neighbour of this.#neighbours(set)) this.#score(neighbour);
      }
      frontier = this.#ranked()
        .slice(0, BEAM)
        .flatMap(([set]) => (expanded.has(set) ? [] : set));
    }
    return this.#sum();
  }

  #ranked(): [number, number][] {
    return [...this.#scores].sort(([a, first], [b, second]) => second - first || a - b);
  }

  #sum(): SummedSets {
    const ranked = this.#ranked();
    const [first, ...others] = ranked;
    const [bestSet, most] = first ?? [0, 0];
    const byCause = this.#causes.map(() => 0);
    let total = 0;
    for (const [set, score] of ranked) {
      const weight = Math.exp(score - most);
      total += weight;
      for (let bit = 0; bit < byCause.length; bit++) {
        if ((set & (1 << bit)) !== 0) byCause[bit] = (byCause[bit] ?? 0) + weight;
      }
    }
    const probability = new Map<Factor, number>();
    const likeliest = new Map<Factor, { readonly cause: Cause; readonly share: number }>();
    this.#causes.forEach((cause, bit) => {
      const share = (byCause[bit] ?? 0) / total;
      probability.set(cause.factor, Math.min(1, (probability.get(cause.factor) ?? 0) + share));
      const known = likeliest.get(cause.factor);
      if (known === undefined || share > known.share) likeliest.set(cause.factor, { cause, share });
    });
    const told = ([set, score]: readonly [number, number]): WeighedSet => ({
      causes: this.#causes.filter((_, bit) => (set & (1 << bit)) !== 0),
      share: Math.exp(score - most) / total,
    });
    return {
      sets: [told([bestSet, most]), ...others.slice(0, SETS_TOLD - 1).map(told)],
      probability,
      likeliest: new Map([...likeliest].map(([factor, { cause }]) => [factor, cause])),
    };
  }

  #neighbours(set: number): readonly number[] {
    const found: number[] = [];
    for (let bit = 0; bit < this.#causes.length; bit++) {
      const one = 1 << bit;
      if ((set & one) !== 0) {
        found.push(set & ~one);
        continue;
      }
      const exclusive = this.#exclusive[bit] ?? 0;
      const freed = set & ~exclusive;
      found.push(freed | one);
      for (let other = 0; other < this.#causes.length; other++) {
        if ((freed & (1 << other)) !== 0) found.push((freed & ~(1 << other)) | one);
      }
    }
    return found;
  }

  #score(set: number): void {
    if (this.#scores.has(set)) return;
    const cells = new Map<number, CellCounts>();
    for (const { mask, failed, passed, untoldFailed, untoldPassed } of this.#cells) {
      const touched = mask & set;
      const cell = cells.get(touched);
      if (cell === undefined) cells.set(touched, { failed, passed, untoldFailed, untoldPassed });
      else {
        cell.failed += failed;
        cell.passed += passed;
        cell.untoldFailed += untoldFailed;
        cell.untoldPassed += untoldPassed;
      }
    }
    let score = 0;
    for (const [touched, cell] of cells) score += this.#likelihood.cell(bits(touched), cell);
    this.#causes.forEach(({ lnPrior }, bit) => {
      if ((set & (1 << bit)) !== 0) score += lnPrior;
    });
    this.#scores.set(set, score);
  }
}
