import { compareText } from "../../shared/order.ts";
import type { CandidateAttribution, NextTest, Tally } from "./attribution.ts";
import type { OwnerMatrix } from "./matrix.ts";

const MOST_TESTS = 5;

interface Known {
  readonly candidates: readonly CandidateAttribution[];
  readonly matrix: OwnerMatrix;
  readonly trials: Tally;
  readonly partial: Tally;
  readonly hasSuccesses: boolean;
}

/** Tests that would change verdicts, the most telling first. */
export function nextTestsOf({ candidates, matrix, trials, partial, hasSuccesses }: Known): readonly NextTest[] {
  const tests: NextTest[] = [];
  const nodes = candidates.filter(({ kind }) => kind === "node");
  const suspects = candidates
    .filter(({ verdict }) => verdict === "suspect")
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  if (!hasSuccesses && trials.total + partial.total > 0) tests.push({ code: "give-successes" });
  if (partial.total > trials.total || suspects.some(({ reason }) => reason.code === "ownership-assumed")) {
    tests.push({ code: "give-ownership" });
  }
  for (const { kind, name, reason } of suspects) {
    if (kind === "node") {
      const alias = reason.code === "aliased" ? aliasedVolume(name, reason.others, matrix) : null;
      const to = alias === null ? null : soundest(nodes, name);
      if (alias !== null && to !== null) tests.push({ code: "move-volume", volume: alias, from: name, to });
      else tests.push({ code: "back-up-under", node: name, volume: soundVolume(name, candidates, matrix) });
    } else if (kind === "proxy") tests.push({ code: "other-proxy", proxy: name });
    else {
      const from = mostUsed(matrix.byVolume.get(name));
      const to = from === null ? null : soundest(nodes, from);
      if (from !== null && to !== null) tests.push({ code: "move-volume", volume: name, from, to });
    }
  }
  if (trials.failed > 0) {
    for (const { name, verdict, reason } of nodes) {
      if (verdict !== "unknown" || (reason.code !== "no-trials" && reason.code !== "too-few-trials")) continue;
      tests.push({ code: "back-up-under", node: name, volume: soundVolume(name, candidates, matrix) });
    }
  }
  const seen = new Set<string>();
  return tests
    .filter((test) => {
      const key = JSON.stringify(test);
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST_TESTS);
}

function aliasedVolume(node: string, others: readonly string[], { byNode, byVolume }: OwnerMatrix): string | null {
  const owned = byNode.get(node);
  return others.find((name) => owned?.has(name) === true && byVolume.get(name)?.size === 1) ?? null;
}

/** The clear node with most trials; else any other that is not bad. */
function soundest(nodes: readonly CandidateAttribution[], not: string): string | null {
  const rank = ({ verdict }: CandidateAttribution): number => ["clear", "unknown", "suspect"].indexOf(verdict);
  const others = nodes.filter(({ name, verdict }) => name !== not && verdict !== "bad");
  const [first] = others.sort(
    (a, b) => rank(a) - rank(b) || b.trials.total - a.trials.total || compareText(a.name, b.name),
  );
  return first?.name ?? null;
}

/** A volume that passed most often under others and was never tried here; the less it was, the more it tells. */
function soundVolume(node: string, candidates: readonly CandidateAttribution[], matrix: OwnerMatrix): string | null {
  const owned = matrix.byNode.get(node);
  const sound = candidates.filter(
    ({ kind, name, trials }) => kind === "volume" && trials.total > trials.failed && owned?.has(name) !== true,
  );
  const rate = ({ trials }: CandidateAttribution): number => (trials.total - trials.failed) / (trials.total + 2);
  const [first] = sound.sort((a, b) => rate(b) - rate(a) || compareText(a.name, b.name));
  return first?.name ?? null;
}

function mostUsed(counts: ReadonlyMap<string, Tally> | undefined): string | null {
  const [first] = [...(counts ?? [])].sort(([a, x], [b, y]) => y.total - x.total || compareText(a, b));
  return first?.[0] ?? null;
}
