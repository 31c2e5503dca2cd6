import { type AcceptedCauses, isOnset } from "./accepted-causes.ts";
import type { ChangeMoment, CommonOnset, OtherCause } from "./attribution.ts";
import type { Cause } from "./cause.ts";
import { type Design, isCandidate, isProvenFailure, tallyOf } from "./design.ts";
import { nameOf, nearestFirst } from "./inseparable.ts";
import type { Posterior } from "./posterior.ts";

/** That are evidence for it. */
export function failuresOf({ factor, first, last }: Cause, design: Design): Int32Array {
  return factor.trials.subarray(first, last + 1).filter((trial) => isProvenFailure(trial, design));
}

function startOf({ factor: { trials } }: Cause, at: number, design: Design): bigint {
  return design.trials[trials[at] ?? 0]?.start ?? 0n;
}

export function sinceOf(cause: Cause, design: Design): ChangeMoment | null {
  if (cause.first === 0) return null;
  return { after: startOf(cause, cause.first - 1, design), before: startOf(cause, cause.first, design) };
}

export function untilOf(cause: Cause, design: Design): ChangeMoment | null {
  if (cause.last === cause.factor.trials.length - 1) return null;
  return { after: startOf(cause, cause.last, design), before: startOf(cause, cause.last + 1, design) };
}

/** Less likely onsets and other causes are not shown. */
const SHOWN = 0.5;

export function onsetsOf(design: Design, accepted: AcceptedCauses, posterior: Posterior): readonly CommonOnset[] {
  return accepted.causes.filter(isOnset).flatMap((cause) => {
    const { factor, first, last } = cause;
    const within = factor.trials.subarray(first, last + 1);
    const firstFailed = design.trials[within.find((trial) => design.failed[trial] === 1) ?? -1];
    if (firstFailed === undefined || posterior.probability(factor) < SHOWN) return [];
    const earlier = factor.trials.subarray(0, first);
    const lastPassed = earlier.findLast((trial) => design.failed[trial] === 0);
    return {
      proxy: factor.kind === "proxy" ? factor.name : null,
      at: sinceOf(cause, design),
      until: untilOf(cause, design),
      before: tallyOf(earlier, design),
      during: tallyOf(within, design),
      probability: posterior.probability(factor),
      lastPassed: lastPassed === undefined ? null : (design.trials[lastPassed] ?? null),
      firstFailed,
    };
  });
}

export function otherCausesOf(design: Design, accepted: AcceptedCauses, posterior: Posterior): readonly OtherCause[] {
  return accepted.causes.flatMap((cause) => {
    const { factor } = cause;
    const { kind, name, trials } = factor;
    const aliases = nearestFirst(accepted.aliasesOf(cause).flatMap(nameOf));
    if (isCandidate(kind) || kind === "everything" || posterior.probability(factor) < SHOWN) return [];
    const inside = tallyOf(trials, design);
    const outside = { failed: design.all.failed - inside.failed, total: design.all.total - inside.total };
    const probability = posterior.probability(factor);
    return { kind, name, ...(aliases.length === 0 ? {} : { aliases }), probability, inside, outside };
  });
}
