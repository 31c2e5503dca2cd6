import { type AcceptedCauses, isOnset } from "./accepted-causes.ts";
import type { ChangeMoment, CommonOnset, OtherCause } from "./attribution.ts";
import type { Cause } from "./cause.ts";
import { type Design, isCandidate } from "./design.ts";
import type { Posterior } from "./posterior.ts";

export function failuresOf({ factor, first, last }: Cause, design: Design): Int32Array {
  return factor.trials.subarray(first, last + 1).filter((trial) => design.failed[trial] === 1);
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
    const failures = failuresOf(cause, design);
    const firstFailed = design.trials[failures[0] ?? -1];
    if (firstFailed === undefined || posterior.probability(factor) < SHOWN) return [];
    const earlier = factor.trials.subarray(0, first);
    const lastPassed = earlier.findLast((trial) => design.failed[trial] === 0);
    return {
      proxy: factor.kind === "proxy" ? factor.name : null,
      at: sinceOf(cause, design),
      until: untilOf(cause, design),
      before: { failed: earlier.filter((trial) => design.failed[trial] === 1).length, total: earlier.length },
      during: { failed: failures.length, total: last - first + 1 },
      probability: posterior.probability(factor),
      lastPassed: lastPassed === undefined ? null : (design.trials[lastPassed] ?? null),
      firstFailed,
    };
  });
}

export function otherCausesOf(design: Design, accepted: AcceptedCauses, posterior: Posterior): readonly OtherCause[] {
  return accepted.causes.flatMap(({ factor }) => {
    const { kind, name, failed, trials } = factor;
    if (isCandidate(kind) || kind === "everything" || posterior.probability(factor) < SHOWN) return [];
    const inside = { failed, total: trials.length };
    const outside = { failed: design.failures - failed, total: design.trials.length - trials.length };
    return { kind, name, probability: posterior.probability(factor), inside, outside };
  });
}
