import type { RejectedExplanation, Tally } from "./attribution.ts";
import type { AcceptedCauses } from "./accepted-causes.ts";
import type { Design, Factor } from "./design.ts";

const KINDS = ["node", "volume", "proxy", "job", "vm", "vm-host", "hour"] as const;

/** Of each kind of explanation the value that came closest and is none, and why it is none. */
export function rejectedExplanations(design: Design, accepted: AcceptedCauses): readonly RejectedExplanation[] {
  if (design.failures === 0) return [];
  const causes = new Set(accepted.causes.map(({ factor }) => factor));
  const rejected: RejectedExplanation[] = [];
  const all: Tally = { failed: design.failures, total: design.trials.length };
  for (const kind of KINDS) {
    const factors = design.factors.filter((factor) => factor.kind === kind);
    const left = factors.filter((factor) => !causes.has(factor));
    if (factors.length === 0) {
      rejected.push({ kind, name: null, inside: { failed: 0, total: 0 }, outside: all, code: "not-known" });
      continue;
    }
    const closest = left.reduce<Factor | null>(
      (most, factor) => (most === null || closeness(factor, design) > closeness(most, design) ? factor : most),
      null,
    );
    if (closest === null) continue;
    const inside = { failed: closest.failed, total: closest.trials.length };
    const outside = { failed: all.failed - inside.failed, total: all.total - inside.total };
    const code = factors.length === 1 ? "single-value" : whyRejected(closest, design, accepted);
    rejected.push({ kind, name: closest.name, inside, outside, code });
  }
  if (!accepted.causes.some(({ factor }) => factor.kind === "everything")) {
    rejected.push({ kind: "onset", ...bestOnset(design), name: null });
  }
  return rejected;
}

/** How much better two rates tell the trials than one does, where it fails more inside; a likelihood ratio, as logarithm. */
function closeness({ failed, trials }: Factor, design: Design): number {
  const inside = { failed, total: trials.length };
  const outside = { failed: design.failures - failed, total: design.trials.length - trials.length };
  return contrast(inside, outside);
}

function contrast(inside: Tally, outside: Tally): number {
  if (inside.failed * outside.total <= outside.failed * inside.total) return 0;
  const total = inside.total + outside.total;
  return entropy(inside) + entropy(outside) - entropy({ failed: inside.failed + outside.failed, total });
}

function entropy({ failed, total }: Tally): number {
  const passed = total - failed;
  return (
    (failed === 0 ? 0 : failed * Math.log(failed / total)) + (passed === 0 ? 0 : passed * Math.log(passed / total))
  );
}

function whyRejected({ failed, trials }: Factor, design: Design, accepted: AcceptedCauses): string {
  if (failed * 2 < trials.length) return "passes-inside";
  const explained = trials.filter((trial) => design.failed[trial] === 1 && accepted.touching(trial).length > 0).length;
  if (explained * 2 >= failed && failed > 0) return "explained-by-verdict";
  return (design.failures - failed) * 2 > design.failures ? "fails-outside" : "explained-by-verdict";
}

/** The moment that divides failures from passes best, with those after it as inside. */
function bestOnset({ failed, failures, trials }: Design): Pick<RejectedExplanation, "inside" | "outside" | "code"> {
  let [best, bestInside] = [0, { failed: failures, total: trials.length }];
  let inside = 0;
  for (let at = trials.length - 1; at > 0; at--) {
    inside += failed[at] ?? 0;
    const after = { failed: inside, total: trials.length - at };
    const before = { failed: failures - inside, total: at };
    const found = contrast(after, before);
    if (found > best) [best, bestInside] = [found, after];
  }
  const outside = { failed: failures - bestInside.failed, total: trials.length - bestInside.total };
  const passesInside = bestInside.failed * 2 < bestInside.total;
  return { inside: bestInside, outside, code: passesInside ? "passes-inside" : "explained-by-verdict" };
}
