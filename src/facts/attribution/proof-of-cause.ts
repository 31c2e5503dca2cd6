import { compareText } from "../../shared/order.ts";
import type { AcceptedCauses } from "./accepted-causes.ts";
import type { CandidateKind, Tally } from "./attribution.ts";
import { type Cause, isAlways } from "./cause.ts";
import type { Coincidences } from "./coincidences.ts";
import { type Design, type Factor, isProvenFailure, wholeOf } from "./design.ts";
import type { OwnerMatrix } from "./matrix.ts";

/** No candidate is bad on fewer. */
export const FEWEST_FAILED = 3;
/** Whoever breaks less than half of its backups may be what the cause has in common, and not the cause. */
const LEAST_FAILED_SHARE = 0.5;
/** So many volumes are not sick together by chance. */
const FEWEST_VOLUMES = 3;
const FEWEST_CROSSED = 2;
/** One pass may be chance. */
const FEWEST_PASSES_ELSEWHERE = 2;
/** Where nothing moved, others must be seen to pass. */
const FEWEST_ELSE_PASSED = 3;
/** Where it turned bad at some moment, others must be seen to pass after it: else all may have turned bad. */
const FEWEST_PASSED_MEANWHILE = 2;

export interface Bench {
  readonly design: Design;
  readonly matrix: OwnerMatrix;
  readonly accepted: AcceptedCauses;
  readonly coincidences: Coincidences;
  /** false: nothing is known to have passed. */
  readonly hasSuccesses: boolean;
  /** So many failures are known besides these trials that they clear nobody. */
  readonly clearsNobody: boolean;
}

export interface ProofOfCause {
  /** In the stretch in which it would be the cause; without failures of untold owners, which may be theirs. */
  readonly period: Tally;
  /** Failures whose owner was only assumed. */
  readonly assumed: number;
  /** Failures on volumes that passed at least twice without it (of a volume: under owners whose other volumes passed). */
  readonly passedElsewhere: number;
  /** Of trials without it: passed ones, and those that passed while it is the cause. */
  readonly elsePassed: number;
  readonly elsePassedMeanwhile: number;
  readonly isAlways: boolean;
  /** Volumes that failed (of a volume: owners under which it did). */
  readonly spread: readonly string[];
}

export function proofOf(kind: CandidateKind, cause: Cause, { design, matrix }: Bench): ProofOfCause {
  const { factor, first, last } = cause;
  let [failed, passed, assumed, passedElsewhere] = [0, 0, 0, 0];
  const spread = new Set<string>();
  for (let at = first; at <= last; at++) {
    const number = factor.trials[at] ?? 0;
    const trial = design.trials[number];
    if (design.failed[number] === 0) passed++;
    if (trial === undefined || !isProvenFailure(number, design)) continue;
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
  const end = factor.trials.length - 1;
  const from = first === 0 ? 0 : (factor.trials[first] ?? 0);
  const to = last === end ? design.trials.length - 1 : (factor.trials[last] ?? 0);
  const whole = wholeOf(kind, design);
  return {
    period: { failed, total: failed + passed },
    assumed,
    passedElsewhere,
    elsePassed: whole.total - whole.failed - factor.passed,
    elsePassedMeanwhile: passedWithout(factor, design, from, to),
    isAlways: isAlways(cause),
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

/** Passed trials of a span that the factor does not touch. */
function passedWithout({ kind, trials }: Factor, { failed, untold }: Design, from: number, to: number): number {
  // What passed under an untold owner may have passed under this one, or be of this volume.
  const needsOwner = kind === "node" || kind === "volume";
  let passed = 0;
  for (let trial = from; trial <= to; trial++) {
    if (failed[trial] === 0 && !(needsOwner && untold[trial] === 1)) passed++;
  }
  for (const trial of trials) {
    if (trial >= from && trial <= to) passed -= 1 - (failed[trial] ?? 0);
  }
  return passed;
}

/** Whether the trials themselves, besides the model, allow to call it bad. */
export function isProven(proof: ProofOfCause): boolean {
  const { period, assumed } = proof;
  return (
    period.failed >= FEWEST_FAILED &&
    period.failed >= period.total * LEAST_FAILED_SHARE &&
    assumed * 2 <= period.failed &&
    isComparedMeanwhile(proof) &&
    isTold(proof)
  );
}

/** Whoever turned bad at some moment is no cause of its own where all turned bad. */
export function isComparedMeanwhile({ isAlways: isStanding, elsePassedMeanwhile }: ProofOfCause): boolean {
  return isStanding || elsePassedMeanwhile >= FEWEST_PASSED_MEANWHILE;
}

/** The candidate can be told from what fails with it: that passed elsewhere, or it is too much to fail by itself. */
export function isTold({ passedElsewhere, spread, elsePassed }: ProofOfCause): boolean {
  return passedElsewhere >= FEWEST_CROSSED || (spread.length >= FEWEST_VOLUMES && elsePassed >= FEWEST_ELSE_PASSED);
}
