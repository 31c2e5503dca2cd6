import { type Cause, isAlways } from "./cause.ts";
import { type Design, type Factor, isProvenFailure } from "./design.ts";
import type { Posterior } from "./posterior.ts";

/** The likeliest causes together and what they explain: each of them is likelier than its absence, if the others hold. */
export interface AcceptedCauses {
  readonly causes: readonly Cause[];
  /** Other names of these causes, which cannot be told from them. */
  aliasesOf(cause: Cause): readonly Factor[];
  /** The causes that touch a failed trial, as numbers among `causes`. */
  touching(trial: number): readonly number[];
}

/** Where nothing passed every cause would explain all. */
export const NONE_ACCEPTED: AcceptedCauses = { causes: [], aliasesOf: () => [], touching: () => [] };

export function acceptedCauses(design: Design, { best, aliasesOf }: Posterior): AcceptedCauses {
  const causes = best.causes.filter((cause) => !isOnset(cause) || failsMostly(cause, design));
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
  return { causes, aliasesOf: ({ factor }) => aliasesOf(factor), touching: (trial) => touched.get(trial) ?? [] };
}

/**
 * Of what is said to fail altogether more than half has to fail, however well a weak one fits what is left over. Failures of
 * untold owners are no part of either half.
 */
function failsMostly({ factor, first, last }: Cause, design: Design): boolean {
  let [failed, passed] = [0, 0];
  for (const trial of factor.trials.subarray(first, last + 1)) {
    if (design.failed[trial] === 0) passed++;
    else if (isProvenFailure(trial, design)) failed++;
  }
  return failed > passed;
}

/** All of a cluster, or all of a proxy from some moment on, which blames no owner and not the proxy's whole past. */
export function isOnset(cause: Cause): boolean {
  const { factor, first } = cause;
  return factor.kind === "everything" || (factor.kind === "proxy" && first > 0 && !isAlways(cause));
}
