import { compareText } from "../../shared/order.ts";
import { isFull, type Trials } from "../trials/trial.ts";
import { acceptedCauses, NONE_ACCEPTED } from "./accepted-causes.ts";
import type { Attribution, CandidateAttribution, CandidateKind, Tally } from "./attribution.ts";
import { type Cause, causeOf } from "./cause.ts";
import { Coincidences } from "./coincidences.ts";
import { crossoversOf } from "./crossovers.ts";
import { type Design, designOf, type Factor, isCandidate, isProvenFailure, tallyOf, wholeOf } from "./design.ts";
import { failuresAlone } from "./failures-alone.ts";
import { inseparableFrom } from "./inseparable.ts";
import { createLikelihood } from "./likelihood.ts";
import { type OwnerMatrix, ownerMatrix } from "./matrix.ts";
import { nextTestsOf } from "./next-tests.ts";
import { failuresOf, onsetsOf, otherCausesOf, sinceOf, untilOf } from "./periods.ts";
import { posteriorOf } from "./posterior.ts";
import type { Bench } from "./proof-of-cause.ts";
import { rejectedExplanations } from "./rejected.ts";
import { underOwners } from "./same-owner.ts";
import type { WeighedSet } from "./set-scores.ts";
import { fisherOneSided, holm, jeffreys, mantelHaenszel, type Stratum } from "./statistics.ts";
import { TellingMoves } from "./telling-moves.ts";
import { clearsNobody, judge } from "./verdict.ts";

export interface AttributionInput {
  readonly trials: Trials;
  /** Every one that any input names. */
  readonly nodes: readonly string[];
  readonly volumes: readonly string[];
  readonly proxies: readonly string[];
}

/** Crossovers are looked up for those who may be a cause. */
const WORTH_SHOWING = 0.25;
/** Whoever is less likely is no rival. */
const RIVAL = 0.1;
/** Rivals share nearly all failures. */
const SHARED = 0.8;

/** Which nodes, volumes or proxies explain the failures, by the model of docs/attribution.md. */
export function deriveAttribution({ trials, nodes, volumes, proxies }: AttributionInput): Attribution {
  const design = designOf(trials.trials);
  const likelihood = createLikelihood(design.trials.length);
  const posterior = posteriorOf(design, likelihood);
  const matrix = ownerMatrix(design);
  const all: Tally = design.known;
  const hasSuccesses = trials.hasSuccesses && all.failed < all.total;
  const accepted = hasSuccesses ? acceptedCauses(design, posterior) : NONE_ACCEPTED;
  const names = {
    node: distinct(nodes, design, "node"),
    volume: distinct(volumes, design, "volume"),
    // Owners that back up what they own by themselves are nodes.
    proxy: distinct([...proxies, ...trials.proxies], design, "proxy").filter(
      (name) => design.factor("proxy", name) !== null || design.factor("node", name) === null,
    ),
  };
  const alone = hasSuccesses
    ? null
    : failuresAlone(design, { nodes: names.node, volumes: names.volume, proxies: names.proxy });
  const probabilityOf = (factor: Factor): number =>
    alone === null || !isCandidate(factor.kind) ? posterior.probability(factor) : alone(factor.kind, factor.name);
  const causeFor = (factor: Factor): Cause | null =>
    hasSuccesses ? posterior.likeliest(factor) : causeOf(factor, 0, factor.trials.length - 1);
  const likely = likelyCandidates(design, probabilityOf, causeFor);
  const bench: Bench = {
    ...{ design, matrix, accepted, hasSuccesses },
    coincidences: new Coincidences(design, accepted),
    clearsNobody: clearsNobody(trials.failuresAlone, all),
  };

  const candidates = (["node", "volume", "proxy"] as const).flatMap((kind) => {
    const found = names[kind].map((name) => candidateOf(kind, name));
    const tested = found.filter(({ trials: own }) => own.total >= 2);
    const values = tested.map(({ trials: own, others }) => fisherOneSided(own, others, likelihood.lnFactorial));
    const adjusted = holm(values);
    const fishers = new Map(
      tested.map((one, index) => [one, { p: values[index] ?? 1, adjusted: adjusted[index] ?? 1 }]),
    );
    return found.map((one) => ({ ...one, fisher: fishers.get(one) ?? null }));
  });
  const moves = new TellingMoves(
    design,
    alone === null ? posterior.sets : suspectsAlone(likely, probabilityOf, design),
    candidates.filter(({ kind }) => kind === "node"),
  );
  const partial = trials.trials.filter((trial) => !isFull(trial));
  const otherCauses = otherCausesOf(design, accepted, posterior);
  const partialTally = { failed: partial.filter(({ isFailed }) => isFailed).length, total: partial.length };
  return {
    trials: all,
    failuresUnlaid: bench.clearsNobody ? trials.failuresAlone : 0,
    partial: partialTally,
    candidates,
    onsets: onsetsOf(design, accepted, posterior),
    otherCauses,
    leak: {
      failed: design.failed.reduce(
        (sum, _, trial) => sum + (isProvenFailure(trial, design) && accepted.touching(trial).length === 0 ? 1 : 0),
        0,
      ),
      total: all.failed,
    },
    rejected: rejectedExplanations(design, accepted, heldFactors(candidates, design)),
    nextTests: nextTestsOf({
      candidates,
      otherCauses,
      matrix,
      moves,
      trials: all,
      partial: partialTally,
      hasSuccesses: trials.hasSuccesses,
    }),
  };

  function candidateOf(kind: CandidateKind, name: string): CandidateAttribution {
    const factor = design.factor(kind, name);
    if (factor === null) {
      return {
        kind,
        name,
        verdict: "unknown",
        reason: { code: "no-trials" },
        probability: null,
        trials: { failed: 0, total: 0 },
        others: wholeOf(kind, design),
        rate: null,
        fisher: null,
        oddsRatio: null,
        crossovers: [],
        underOwners: null,
        since: null,
        until: null,
      };
    }
    const probability = probabilityOf(factor);
    const cause = causeFor(factor);
    const rivals = rivalsOf(factor, likely, design);
    const { verdict, reason } = judge({ kind, factor, probability, cause, rivals }, bench);
    const own = tallyOf(factor.trials, design);
    const whole = wholeOf(kind, design);
    const isBlamed = verdict === "bad" || verdict === "suspect";
    const inseparable = isBlamed ? inseparableFrom(factor, design) : [];
    return {
      kind,
      name,
      verdict,
      reason,
      probability,
      trials: own,
      others: { failed: whole.failed - own.failed, total: whole.total - own.total },
      rate: jeffreys(own),
      fisher: null,
      oddsRatio: mantelHaenszel(strataOf(kind, name, matrix)),
      crossovers: probability >= WORTH_SHOWING ? crossoversOf(factor, design, matrix) : [],
      underOwners: probability >= WORTH_SHOWING ? underOwners(factor, design, matrix) : null,
      since: isBlamed && cause !== null ? sinceOf(cause, design) : null,
      until: isBlamed && cause !== null ? untilOf(cause, design) : null,
      ...(inseparable.length === 0 ? {} : { inseparable }),
    };
  }
}

function distinct(names: readonly string[], design: Design, kind: CandidateKind): readonly string[] {
  const touched = design.factors.flatMap((factor) => (factor.kind === kind ? factor.name : []));
  return [...new Set([...names, ...touched])].sort(compareText);
}

/** Those who are bad or suspect. */
function heldFactors(candidates: readonly CandidateAttribution[], design: Design): ReadonlySet<Factor> {
  const held = candidates.flatMap(({ kind, name, verdict }) =>
    verdict === "bad" || verdict === "suspect" ? (design.factor(kind, name) ?? []) : [],
  );
  return new Set(held);
}

/** Without successes: each suspect by itself, or that everything fails. */
function suspectsAlone(
  likely: readonly Likely[],
  probabilityOf: (factor: Factor) => number,
  design: Design,
): readonly WeighedSet[] {
  const alone = likely.map(({ factor, cause }): WeighedSet => ({ causes: [cause], share: probabilityOf(factor) }));
  const everything = design.factor("everything", "");
  if (everything === null) return alone;
  const left = Math.max(RIVAL, 1 - alone.reduce((sum, { share }) => sum + share, 0));
  return [...alone, { causes: [causeOf(everything, 0, everything.trials.length - 1)], share: left }];
}

interface Likely {
  readonly factor: Factor;
  readonly cause: Cause;
}

function likelyCandidates(
  design: Design,
  probabilityOf: (factor: Factor) => number,
  causeFor: (factor: Factor) => Cause | null,
): readonly Likely[] {
  return design.factors.flatMap((factor) => {
    if (!isCandidate(factor.kind) || factor.failed === 0 || probabilityOf(factor) < RIVAL) return [];
    const cause = causeFor(factor);
    return cause === null ? [] : { factor, cause };
  });
}

/** Names of other likely candidates that touch nearly all of its failures. */
function rivalsOf(factor: Factor, likely: readonly Likely[], design: Design): readonly string[] {
  const own = likely.find((one) => one.factor === factor);
  if (own === undefined) return [];
  const failures = new Set(failuresOf(own.cause, design));
  return likely
    .filter(({ factor: other, cause }) => {
      if (other === factor) return false;
      const shared = failuresOf(cause, design).filter((trial) => failures.has(trial));
      return shared.length >= failures.size * SHARED;
    })
    .map(({ factor: other }) => other.name)
    .sort(compareText);
}

function* strataOf(kind: CandidateKind, name: string, matrix: OwnerMatrix): Generator<Stratum> {
  const own = (kind === "volume" ? matrix.byVolume : kind === "node" ? matrix.byNode : matrix.byProxy).get(name);
  const whole = kind === "volume" ? matrix.nodes : matrix.volumes;
  for (const [stratum, inside] of own ?? []) {
    const all = whole.get(stratum) ?? inside;
    yield { inside, outside: { failed: all.failed - inside.failed, total: all.total - inside.total } };
  }
}
