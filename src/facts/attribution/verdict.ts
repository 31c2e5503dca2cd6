import { compareText } from "../../shared/order.ts";
import type { AttributionVerdict, CandidateKind, Tally, VerdictReason } from "./attribution.ts";
import { type AcceptedCauses, isOnset } from "./accepted-causes.ts";
import type { Cause } from "./cause.ts";
import type { Design, Factor } from "./design.ts";
import type { OwnerMatrix } from "./matrix.ts";

/**
 * No candidate is bad below this probability, and none suspect below the second. A volume or proxy must be surer: two bad
 * nodes that own all its backups look like it, and they are not so rare.
 */
const BAD: Readonly<Record<CandidateKind, number>> = { node: 0.8, volume: 0.9, proxy: 0.95 };
const SUSPECT = 0.25;
/** Whoever passes nearly always is clear unless it is more likely a cause than not. */
const LIKELY = 0.5;
const FEWEST_FAILED = 3;
/** Whoever breaks less than half of its backups may be what the cause has in common, and not the cause. */
const LEAST_FAILED_SHARE = 0.5;
const FEWEST_VOLUMES = 3;
/** One pass may be chance. */
const FEWEST_PASSES_ELSEWHERE = 2;
const FEWEST_CROSSED = 2;
const FEWEST_FOR_CLEAR = 8;
const CLEAR_FAILED_SHARE = 0.08;

export interface Judged {
  readonly verdict: AttributionVerdict;
  readonly reason: VerdictReason;
}

export interface Bench {
  readonly design: Design;
  readonly matrix: OwnerMatrix;
  readonly accepted: AcceptedCauses;
  /** false: nothing is known to have passed. */
  readonly hasSuccesses: boolean;
}

/** What is known of one candidate that some full trial touches. */
export interface Charge {
  readonly kind: CandidateKind;
  readonly factor: Factor;
  readonly probability: number;
  /** Its likeliest stretch; null: it is no likely cause at all. */
  readonly cause: Cause | null;
  /** Other candidates that the same failures may be laid to. */
  readonly rivals: readonly string[];
}

export function judge(charge: Charge, bench: Bench): Judged {
  const { factor, probability, cause, rivals } = charge;
  const { accepted, hasSuccesses } = bench;
  const proof = cause === null ? null : proofOf(charge.kind, cause, bench);
  const onset = accepted.causes.find((one) => one.factor === factor && isOnset(one));
  if (onset !== undefined) {
    return { verdict: "suspect", reason: { code: "explained", by: "onset", names: [factor.name] } };
  }
  if (proof !== null && probability >= BAD[charge.kind] && hasSuccesses && isBad(proof)) {
    return {
      verdict: "bad",
      reason: proof.passedElsewhere > 0 ? { code: "crossovers" } : { code: "fails-everywhere-else-passes" },
    };
  }
  if (probability < LIKELY && isClear({ failed: factor.failed, total: factor.trials.length })) {
    return { verdict: "clear", reason: { code: "passes" } };
  }
  const unexplained = unexplainedOf(factor, bench);
  const explained = unexplained.total < factor.trials.length ? explainedBy(factor, bench) : null;
  if (probability < SUSPECT && explained !== null && isClear(unexplained))
    return { verdict: "clear", reason: explained };
  if (proof !== null && probability >= SUSPECT && proof.period.failed > 0) {
    return { verdict: "suspect", reason: suspicion(proof, rivals, hasSuccesses) };
  }
  return { verdict: "unknown", reason: explained ?? doubt(bench, unexplained) };
}

interface ProofOfCause {
  /** In the stretch in which it would be the cause. */
  readonly period: Tally;
  /** Failures whose owner was only assumed. */
  readonly assumed: number;
  /** Failures on volumes that passed at least twice without it (of a volume: under owners whose other volumes passed). */
  readonly passedElsewhere: number;
  /** Volumes that failed (of a volume: owners under which it did). */
  readonly spread: readonly string[];
}

function proofOf(kind: CandidateKind, { factor, first, last }: Cause, { design, matrix }: Bench): ProofOfCause {
  let [failed, assumed, passedElsewhere] = [0, 0, 0];
  const spread = new Set<string>();
  for (let at = first; at <= last; at++) {
    const trial = design.trials[factor.trials[at] ?? 0];
    if (trial === undefined || !trial.isFailed) continue;
    failed++;
    let [isAssumed, passes] = [false, 0];
    for (const { volume, owner } of trial.volumes) {
      if (owner.kind !== "owned") continue;
      if (kind === "node" && owner.node !== factor.name) continue;
      if (kind === "volume" && volume !== factor.name) continue;
      isAssumed ||= owner.certainty === "assumed";
      spread.add(kind === "volume" ? owner.node : volume);
      passes = Math.max(passes, passesWithout(kind, factor.name, volume, owner.node, matrix));
    }
    if (isAssumed) assumed++;
    if (passes >= FEWEST_PASSES_ELSEWHERE) passedElsewhere++;
  }
  return {
    period: { failed, total: last - first + 1 },
    assumed,
    passedElsewhere,
    spread: [...spread].sort(compareText),
  };
}

/** How often what failed with the candidate passed without it. */
function passesWithout(kind: CandidateKind, name: string, volume: string, node: string, matrix: OwnerMatrix): number {
  const [all, own] =
    kind === "volume"
      ? [matrix.nodes.get(node), matrix.byNode.get(node)?.get(name)]
      : [matrix.volumes.get(volume), (kind === "node" ? matrix.byNode : matrix.byProxy).get(name)?.get(volume)];
  return passedOf(all) - passedOf(own);
}

function passedOf(tally: Tally | undefined): number {
  return tally === undefined ? 0 : tally.total - tally.failed;
}

function isBad(proof: ProofOfCause): boolean {
  const { period, assumed } = proof;
  return (
    period.failed >= FEWEST_FAILED &&
    period.failed >= period.total * LEAST_FAILED_SHARE &&
    assumed * 2 <= period.failed &&
    isTold(proof)
  );
}

/** The candidate can be told from what fails with it: that passed elsewhere, or it is too much to fail by itself. */
function isTold({ passedElsewhere, spread }: ProofOfCause): boolean {
  return passedElsewhere >= FEWEST_CROSSED || spread.length >= FEWEST_VOLUMES;
}

function suspicion(proof: ProofOfCause, rivals: readonly string[], hasSuccesses: boolean): VerdictReason {
  const { period, assumed, spread } = proof;
  if (!hasSuccesses) return { code: "only-failures-known" };
  if (rivals.length > 0) return { code: "aliased", others: rivals };
  if (assumed * 2 > period.failed) return { code: "ownership-assumed" };
  if (period.failed < FEWEST_FAILED) return { code: "failed-too-few", needed: FEWEST_FAILED };
  if (!isTold(proof)) return { code: "aliased", others: spread };
  return { code: "mixed" };
}

/** Its trials without the failures that other accepted causes explain. */
function unexplainedOf(factor: Factor, { design, accepted }: Bench): Tally {
  let [failed, total] = [0, 0];
  for (const trial of factor.trials) {
    const isFailed = design.failed[trial] === 1;
    if (isFailed && accepted.touching(trial).some((number) => accepted.causes[number]?.factor !== factor)) continue;
    total++;
    if (isFailed) failed++;
  }
  return { failed, total };
}

function isClear({ failed, total }: Tally): boolean {
  return total >= FEWEST_FOR_CLEAR && failed <= Math.max(1, total * CLEAR_FAILED_SHARE);
}

/** The kind of accepted cause that explains most of its failures. */
function explainedBy(factor: Factor, { design, accepted }: Bench): VerdictReason | null {
  const counts = accepted.causes.map(() => 0);
  for (const trial of factor.trials) {
    if (design.failed[trial] !== 1) continue;
    for (const number of accepted.touching(trial)) counts[number] = (counts[number] ?? 0) + 1;
  }
  const others = accepted.causes
    .map((cause, number) => ({ cause, count: counts[number] ?? 0 }))
    .filter(({ cause, count }) => count > 0 && cause.factor !== factor)
    .sort((a, b) => b.count - a.count);
  const [most] = others;
  if (most === undefined) return null;
  const by = kindOf(most.cause);
  const names = others.flatMap(({ cause }) =>
    kindOf(cause) === by && cause.factor.name !== "" ? cause.factor.name : [],
  );
  return { code: "explained", by, names: names.sort(compareText) };
}

function kindOf(cause: Cause): Extract<VerdictReason, { code: "explained" }>["by"] {
  const { kind } = cause.factor;
  return kind === "everything" || isOnset(cause) ? "onset" : kind;
}

function doubt({ hasSuccesses }: Bench, unexplained: Tally): VerdictReason {
  if (!hasSuccesses) return { code: "only-failures-known" };
  if (unexplained.total >= FEWEST_FOR_CLEAR) return { code: "mixed" };
  return { code: "too-few-trials", needed: FEWEST_FOR_CLEAR - unexplained.total };
}
