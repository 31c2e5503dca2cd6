import { compareText } from "../../shared/order.ts";
import type { CandidateKind } from "./attribution.ts";
import { priorOf } from "./cause.ts";
import type { Design, Factor } from "./design.ts";

/** Mean failure rates of a culprit and of all others: 0.8 to 0.04. */
const CULPRIT_TO_OTHERS = 20;

interface Names {
  readonly nodes: readonly string[];
  readonly volumes: readonly string[];
  readonly proxies: readonly string[];
}

/**
 * Where nothing is known to have passed, rates are not known; what remains is where failures gather. Every node is
 * taken to have been tried as often as any other, and likewise volumes and proxies: a guess, so it makes no verdict bad.
 */
export function failuresAlone(design: Design, names: Names): (kind: CandidateKind, name: string) => number {
  const kinds = [
    { kind: "node", all: names.nodes },
    { kind: "volume", all: names.volumes },
    { kind: "proxy", all: names.proxies },
  ] as const;
  const weights: { readonly kind: CandidateKind; readonly culprits: ReadonlySet<string>; readonly ln: number }[] = [];
  for (const { kind, all } of kinds) {
    const ranked = all
      .map((name) => ({ name, failed: failedBy(design.factor(kind, name)) }))
      .sort((a, b) => b.failed - a.failed || compareText(a.name, b.name));
    const prior = priorOf({ kind, peers: all.length });
    const lnOdds = Math.log(prior / (1 - prior));
    // Of sets of one size those that fail most are likeliest by far, so only they are summed.
    let failed = 0;
    ranked.forEach(({ failed: own }, index) => {
      failed += own;
      const size = index + 1;
      if (own === 0) return;
      const share = ranked.length / (size * CULPRIT_TO_OTHERS + ranked.length - size);
      const ln = size * lnOdds + failed * Math.log(CULPRIT_TO_OTHERS) + design.known.failed * Math.log(share);
      weights.push({ kind, culprits: new Set(ranked.slice(0, size).map(({ name }) => name)), ln });
    });
  }
  const most = weights.reduce((top, { ln }) => Math.max(top, ln), 0);
  const total = weights.reduce((sum, { ln }) => sum + Math.exp(ln - most), Math.exp(-most));
  return (kind, name) =>
    weights.reduce(
      (sum, one) => (one.kind === kind && one.culprits.has(name) ? sum + Math.exp(one.ln - most) : sum),
      0,
    ) / total;
}

/** What is seen to pass more often than it fails, under whatever owners, is no culprit. */
function failedBy(factor: Factor | null): number {
  return factor === null || factor.passed > factor.failed ? 0 : factor.failed;
}
