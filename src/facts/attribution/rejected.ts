import { isInseparable, nameOf } from "./inseparable.ts";
import type { RejectedExplanation, Tally } from "./attribution.ts";
import type { AcceptedCauses } from "./accepted-causes.ts";
import { type Design, type Factor, type FactorKind, failuresIn, tallyOf, wholeOf } from "./design.ts";

const KINDS = ["node", "volume", "proxy", "job", "vm", "vm-host", "hour"] as const;

/**
 * Of each kind of explanation the value that came closest and is none, and why it is none. `held`: those that are bad or
 * suspect, which nobody has rejected.
 */
export function rejectedExplanations(
  design: Design,
  accepted: AcceptedCauses,
  held: ReadonlySet<Factor>,
): readonly RejectedExplanation[] {
  if (design.known.failed === 0) return [];
  const causes = new Set(accepted.causes.flatMap((cause) => [cause.factor, ...accepted.aliasesOf(cause)]));
  const blamed = accepted.causes.map(({ factor }) => factor);
  const partnersOf = (factor: Factor): readonly Factor[] => blamed.filter((one) => isInseparable(one, factor, design));
  const rejected: RejectedExplanation[] = [];
  for (const kind of KINDS) {
    const factors = design.factors.filter((factor) => factor.kind === kind);
    if (factors.length === 0) {
      rejected.push({
        kind,
        name: null,
        inside: { failed: 0, total: 0 },
        outside: wholeOf(kind, design),
        code: "not-known",
      });
      continue;
    }
    const open = factors.filter((factor) => !causes.has(factor) && !held.has(factor));
    // What cannot be told from a verdict is nearest to it, and was not rejected.
    const inseparable = open.filter((factor) => factors.length > 1 && partnersOf(factor).length > 0);
    const closest = closestOf(inseparable.length > 0 ? inseparable : open, design);
    if (closest === null) continue;
    const inside = tallyOf(closest.named, design);
    const outside = outsideOf(inside, wholeOf(kind, design));
    if (inseparable.length > 0) {
      const from = partnersOf(closest).flatMap(nameOf);
      rejected.push({ kind, name: closest.name, inside, outside, code: "inseparable", from });
      continue;
    }
    const code = factors.length === 1 ? "single-value" : whyRejected(closest, design, accepted);
    rejected.push({ kind, name: closest.name, inside, outside, code });
  }
  if (!accepted.causes.some(({ factor }) => factor.kind === "everything")) {
    const trials = closestOnset(design);
    const inside = tallyOf(trials, design);
    const code = whyRejected({ kind: "everything", trials, named: trials }, design, accepted);
    rejected.push({ kind: "onset", name: null, inside, outside: outsideOf(inside, design.all), code });
  }
  return rejected;
}

/** The one that sets failures apart best; of equals the first by name. */
function closestOf(factors: readonly Factor[], design: Design): Factor | null {
  let [closest, most]: [Factor | null, number] = [null, Number.NEGATIVE_INFINITY];
  for (const factor of factors) {
    const inside = tallyOf(factor.named, design);
    const found = contrast(inside, outsideOf(inside, wholeOf(factor.kind, design)));
    if (found > most) [closest, most] = [factor, found];
  }
  return closest;
}

function outsideOf({ failed, total }: Tally, whole: Tally): Tally {
  return { failed: whole.failed - failed, total: whole.total - total };
}

/** ln of how much likelier the trials are with two rates, inside and outside, than with one; negative: it fails less inside. */
function contrast(inside: Tally, outside: Tally): number {
  const both = { failed: inside.failed + outside.failed, total: inside.total + outside.total };
  const ratio = lnBest(inside) + lnBest(outside) - lnBest(both);
  return inside.failed * outside.total < outside.failed * inside.total ? -ratio : ratio;
}

/** ln of the likelihood of trials under the rate that fits them best. */
function lnBest({ failed, total }: Tally): number {
  const passed = total - failed;
  return (
    (failed === 0 ? 0 : failed * Math.log(failed / total)) + (passed === 0 ? 0 : passed * Math.log(passed / total))
  );
}

function whyRejected(
  { kind, trials, named }: Pick<Factor, "trials" | "named"> & { readonly kind: FactorKind },
  design: Design,
  accepted: AcceptedCauses,
): string {
  const { failed } = tallyOf(named, design);
  const explained = named.filter((trial) => design.failed[trial] === 1 && accepted.touching(trial).length > 0).length;
  if (failed * 2 < named.length) return "passes-inside";
  if (explained * 2 >= failed) return "explained-by-verdict";
  if (failuresIn(trials, design.failed) * 2 < failed) return "others-fail-with-it";
  const whole = wholeOf(kind, design);
  return (whole.failed - failed) * 2 > whole.failed ? "fails-outside" : "too-few";
}

/** All trials from the moment on that sets failures apart best; of equals the latest, or all. */
function closestOnset({ failed, trials, all: { failed: failures } }: Design): Int32Array {
  let [most, first] = [0, 0];
  let inside = 0;
  for (let at = trials.length - 1; at > 0; at--) {
    inside += failed[at] ?? 0;
    const after = { failed: inside, total: trials.length - at };
    const found = contrast(after, { failed: failures - inside, total: at });
    if (found > most) [most, first] = [found, at];
  }
  return Int32Array.from({ length: trials.length - first }, (_, index) => first + index);
}
