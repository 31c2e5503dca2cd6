import { type Cause, isAlways } from "./cause.ts";
import type { Design } from "./design.ts";
import type { Posterior } from "./posterior.ts";

/** Less likely causes explain nothing away. */
const ACCEPTED = 0.5;

/** The likeliest causes together, each of them more likely than not, and what they explain. */
export interface AcceptedCauses {
  readonly causes: readonly Cause[];
  /** The causes that touch a trial, as numbers among `causes`. */
  touching(trial: number): readonly number[];
}

export function acceptedCauses(design: Design, posterior: Posterior): AcceptedCauses {
  const causes = posterior.best.causes.filter(({ factor }) => posterior.probability(factor) >= ACCEPTED);
  const touched = new Map<number, number[]>();
  causes.forEach(({ factor, first, last }, number) => {
    for (let at = first; at <= last; at++) {
      const trial = factor.trials[at] ?? 0;
      if (design.failed[trial] !== 1) continue;
      const known = touched.get(trial);
      if (known === undefined) touched.set(trial, [number]);
      else known.push(number);
    }
  });
  return { causes, touching: (trial) => touched.get(trial) ?? [] };
}

/** All of a cluster, or all of a proxy from some moment on, which blames no owner and not the proxy's whole past. */
export function isOnset(cause: Cause): boolean {
  const { factor, first } = cause;
  return factor.kind === "everything" || (factor.kind === "proxy" && first > 0 && !isAlways(cause));
}
