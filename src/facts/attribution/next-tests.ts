import { compareText } from "../../shared/order.ts";
import type { CandidateAttribution, CauseName, NextTest, OtherCause, Tally } from "./attribution.ts";
import { nearestFirst } from "./inseparable.ts";
import type { OwnerMatrix } from "./matrix.ts";
import type { TellingMoves } from "./telling-moves.ts";

const MOST_TESTS = 5;

interface Known {
  readonly candidates: readonly CandidateAttribution[];
  readonly otherCauses: readonly OtherCause[];
  readonly matrix: OwnerMatrix;
  readonly moves: TellingMoves;
  readonly trials: Tally;
  readonly partial: Tally;
  /** Of all trials, full or not. */
  readonly hasSuccesses: boolean;
}

/** Tests that would change verdicts, the most telling first. */
export function nextTestsOf(known: Known): readonly NextTest[] {
  const { candidates, matrix, trials, partial, hasSuccesses } = known;
  const tests: NextTest[] = [];
  const suspects = candidates
    .filter(({ verdict }) => verdict === "suspect")
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  if (!hasSuccesses && trials.total + partial.total > 0) tests.push({ code: "give-successes" });
  if (partial.total > trials.total || suspects.some(({ reason }) => reason.code === "ownership-assumed")) {
    tests.push({ code: "give-ownership" });
  }
  tests.push(...testsOfNames(known));
  tests.push(...testsOfSuspects(suspects.slice(0, MOST_TESTS), known.moves));
  if (trials.failed > 0) {
    for (const { kind, name, reason } of candidates) {
      if (reason.code === "only-proxy") tests.push({ code: "other-proxy", proxy: name });
      if (kind !== "node" || (reason.code !== "no-trials" && reason.code !== "too-few-trials")) continue;
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

/** Of what is blamed, bad ones first, and has something beside it that cannot be told from it. */
function testsOfNames({ candidates, otherCauses }: Known): readonly NextTest[] {
  const named = (["bad", "suspect"] as const).flatMap((verdict) =>
    candidates.flatMap((one): NextTest | [] => {
      const { kind, name, inseparable } = one;
      if (one.verdict !== verdict || inseparable === undefined) return [];
      return { code: "tell-apart", keep: { kind, name }, change: inseparable };
    }),
  );
  const ofOthers = otherCauses.flatMap(({ kind, name, aliases = [] }): NextTest | [] => {
    const names: readonly CauseName[] = nearestFirst([{ kind, name }, ...aliases]);
    const [keep, ...change] = names;
    return keep === undefined || change.length === 0 ? [] : { code: "tell-apart", keep, change };
  });
  return [...named, ...ofOthers];
}

/** Of each suspect the test that says most about it; those first that say more. */
function testsOfSuspects(suspects: readonly CandidateAttribution[], moves: TellingMoves): readonly NextTest[] {
  const found = suspects.flatMap((suspect): { readonly test: NextTest; readonly bits: number } | [] => {
    const { kind, name } = suspect;
    if (kind === "proxy") return { test: { code: "other-proxy", proxy: name }, bits: moves.otherProxy(name) };
    const move = moves.best(suspect);
    if (move === null) return [];
    const { volume, from, to, bits } = move;
    // The volume is there to try the node, and not the other way round.
    const test: NextTest =
      to === name || (kind === "volume" && volume !== name)
        ? { code: "back-up-under", node: to, volume }
        : { code: "move-volume", volume, from, to };
    return { test, bits };
  });
  return found.sort((a, b) => b.bits - a.bits).map(({ test }) => test);
}

/** A volume that passed most often under others and was never tried here; the less it was, the more it tells. */
function soundVolume(node: string, candidates: readonly CandidateAttribution[], matrix: OwnerMatrix): string | null {
  const owned = matrix.byNode.get(node);
  const sound = candidates.filter(
    ({ kind, name, verdict, trials }) =>
      kind === "volume" && verdict !== "bad" && trials.total > trials.failed && owned?.has(name) !== true,
  );
  const rate = ({ trials }: CandidateAttribution): number => (trials.total - trials.failed) / (trials.total + 2);
  const [first] = sound.sort((a, b) => rate(b) - rate(a) || compareText(a.name, b.name));
  return first?.name ?? null;
}
