import type { Trial } from "../trials/trial.ts";
import type { AcceptedCauses } from "./accepted-causes.ts";
import { compareCauses, type Cause } from "./cause.ts";
import { type Design, isProvenFailure } from "./design.ts";

/**
 * How many failures of a cause came to the second together, by one job and proxy, with failures of other volumes that other
 * accepted causes explain. Rows of one snapshot set are told like that by products that do not tell the set: then one
 * volume failed because another one did.
 */
export class Coincidences {
  readonly #design: Design;
  readonly #accepted: AcceptedCauses;
  /** Failed trials that ran together; made when it is first asked for. */
  #together: ReadonlyMap<string, readonly number[]> | null = null;

  constructor(design: Design, accepted: AcceptedCauses) {
    this.#design = design;
    this.#accepted = accepted;
  }

  of(cause: Cause): number {
    const { factor, first, last } = cause;
    const own = new Set(factor.trials);
    this.#together ??= failedTogether(this.#design);
    let count = 0;
    for (let at = first; at <= last; at++) {
      const number = factor.trials[at] ?? 0;
      const trial = this.#design.trials[number];
      if (trial === undefined || !isProvenFailure(number, this.#design)) continue;
      const others = this.#together.get(momentOf(trial)) ?? [];
      if (others.some((other) => !own.has(other) && this.#isExplained(other, cause))) count++;
    }
    return count;
  }

  #isExplained(trial: number, but: Cause): boolean {
    return this.#accepted.touching(trial).some((number) => {
      const cause = this.#accepted.causes[number];
      return cause !== undefined && compareCauses(cause, but) !== 0;
    });
  }
}

function failedTogether(design: Design): ReadonlyMap<string, readonly number[]> {
  const together = new Map<string, number[]>();
  for (const [number, trial] of design.trials.entries()) {
    if (!isProvenFailure(number, design)) continue;
    const moment = momentOf(trial);
    const known = together.get(moment);
    if (known === undefined) together.set(moment, [number]);
    else known.push(number);
  }
  return together;
}

function momentOf({ start, end, job, proxy }: Trial): string {
  return `${start} ${end} ${proxy ?? ""}\n${job ?? ""}`;
}
