import { compareText } from "../../shared/order.ts";
import type { AttributionVerdict, CandidateKind, Tally, VerdictReason } from "./attribution.ts";
import { isOnset } from "./accepted-causes.ts";
import type { Cause } from "./cause.ts";
import { type Design, type Factor, isCandidate, isProvenFailure, tallyOf } from "./design.ts";
import {
  type Bench,
  FEWEST_FAILED,
  isComparedMeanwhile,
  isProven,
  isTold,
  type ProofOfCause,
  proofOf,
} from "./proof-of-cause.ts";

/**
 * No candidate is bad below this probability, and none suspect below the second. A volume or proxy must be surer: two bad
 * nodes that own all its backups look like it, and they are not so rare.
 */
const BAD: Readonly<Record<CandidateKind, number>> = { node: 0.8, volume: 0.9, proxy: 0.95 };
const SUSPECT = 0.25;
/** Whoever passes nearly always is clear unless it is more likely a cause than not. */
const LIKELY = 0.5;
const FEWEST_FOR_CLEAR = 8;
const CLEAR_FAILED_SHARE = 0.08;
/** Who breaks a larger share does so by itself. */
const MOST_BY_OTHERS = 0.8;
const NEARLY_ALL = 0.9;

export interface Judged {
  readonly verdict: AttributionVerdict;
  readonly reason: VerdictReason;
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
  const { factor, probability, cause } = charge;
  const { accepted, hasSuccesses } = bench;
  const proof = cause === null || probability < SUSPECT ? null : proofOf(charge.kind, cause, bench);
  const onset = accepted.causes.find((one) => one.factor === factor && isOnset(one));
  if (onset !== undefined) {
    return { verdict: "suspect", reason: { code: "explained", by: "onset", names: [factor.name] } };
  }
  const isOnly = hasSuccesses && isOnlyProxy(factor, bench.design);
  const accused = isOnly ? null : proof;
  if (accused !== null && cause !== null && probability >= BAD[charge.kind] && hasSuccesses && isProven(accused)) {
    if (failsOnlyWithOthers(cause, accused, bench))
      return { verdict: "suspect", reason: { code: "fails-with-others" } };
    const told = charge.kind === "volume" ? "same-owner-passes" : "crossovers";
    return {
      verdict: "bad",
      reason: { code: accused.passedElsewhere > 0 ? told : "fails-widely" },
    };
  }
  const clear = (reason: VerdictReason): Judged => {
    if (bench.clearsNobody) return { verdict: "unknown", reason: { code: "failures-unlaid" } };
    return isMostlyAssumed(factor, bench)
      ? { verdict: "unknown", reason: { code: "ownership-assumed" } }
      : { verdict: "clear", reason };
  };
  if (probability < LIKELY && isClear(tallyOf(factor.trials, bench.design))) {
    return clear({ code: "passes" });
  }
  const unexplained = unexplainedOf(factor, bench);
  const explained = unexplained.total < factor.trials.length ? explainedBy(factor, bench) : null;
  // What broke everything may have been the proxy through which everything went.
  const mayBeOnset = isOnly && accepted.causes.some((one) => one.factor.kind === "everything");
  if (probability < SUSPECT && explained !== null && !mayBeOnset && isClear(unexplained)) return clear(explained);
  if (accused !== null && accused.period.failed > 0) {
    return { verdict: "suspect", reason: suspicion(accused, charge, explained, bench) };
  }
  if (isOnly && factor.failed > 0 && (mayBeOnset || explained === null)) {
    return { verdict: "unknown", reason: { code: "only-proxy" } };
  }
  return { verdict: "unknown", reason: explained ?? doubt(factor, bench, unexplained) };
}

/** Most trials pass where a snapshot takes another volume with it now and then; a node that breaks all it owns is no such. */
function failsOnlyWithOthers(cause: Cause, { period }: ProofOfCause, { coincidences }: Bench): boolean {
  if (period.failed > period.total * MOST_BY_OTHERS) return false;
  return coincidences.of(cause) >= period.failed * NEARLY_ALL;
}

function suspicion(
  proof: ProofOfCause,
  { factor, rivals }: Charge,
  explained: VerdictReason | null,
  { design, hasSuccesses }: Bench,
): VerdictReason {
  const { period, assumed, spread } = proof;
  const beside = (others: readonly string[]): VerdictReason => ({
    code: isNeverWithout(factor, others, design) ? "aliased" : "hardly-told-apart",
    others,
  });
  if (!hasSuccesses) return { code: "only-failures-known" };
  if (rivals.length > 0) return beside(rivals);
  if (assumed * 2 > period.failed) return { code: "ownership-assumed" };
  if (period.failed < FEWEST_FAILED) return { code: "failed-too-few", needed: FEWEST_FAILED };
  if (explained?.code === "explained" && explained.by === "onset") return explained;
  if (!isTold(proof)) return beside(spread);
  if (isProven(proof)) return { code: "not-likely-enough" };
  return { code: isComparedMeanwhile(proof) ? "mixed" : "nothing-passed-meanwhile" };
}

/** All its trials touch one of those others, and theirs it. */
function isNeverWithout(factor: Factor, others: readonly string[], { factors }: Design): boolean {
  const named = factors.filter((one) => one !== factor && isCandidate(one.kind) && others.includes(one.name));
  const touched = new Set(named.flatMap(({ trials }) => [...trials]));
  return touched.size === factor.trials.length && factor.trials.every((trial) => touched.has(trial));
}

/** No other is named to compare it with: it cannot be told from everything. */
function isOnlyProxy(factor: Factor, { factors }: Design): boolean {
  return factor.kind === "proxy" && factors.every((other) => other.kind !== "proxy" || other === factor);
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

/** Whether a node's trials are mostly its own only by what is assumed: that clears nobody. */
function isMostlyAssumed({ kind, name, trials }: Factor, { design }: Bench): boolean {
  if (kind !== "node") return false;
  let assumed = 0;
  for (const trial of trials) {
    const volumes = design.trials[trial]?.volumes ?? [];
    const isAssumed = ({ owner }: (typeof volumes)[number]): boolean =>
      owner.kind === "owned" && owner.node === name && owner.certainty === "assumed";
    if (volumes.some(isAssumed)) assumed++;
  }
  return assumed * 2 > trials.length;
}

/** As many failures besides all trials as one that passes may have of its own, and no fewer than make a node bad. */
export function clearsNobody(failuresAlone: number, { total }: Tally): boolean {
  return failuresAlone >= FEWEST_FAILED && failuresAlone > total * CLEAR_FAILED_SHARE;
}

function isClear({ failed, total }: Tally): boolean {
  return total >= FEWEST_FOR_CLEAR && !failsTooOften({ failed, total });
}

/** How many more have to pass, and none to fail, before a candidate with these trials may be clear. */
export function passesUntilClear({ failed, total }: Tally): number {
  const forShare = failed > 1 ? Math.ceil(failed / CLEAR_FAILED_SHARE) : 0;
  return Math.max(0, Math.max(FEWEST_FOR_CLEAR, forShare) - total);
}

/** It fails more than one that passes may: whoever is clear does so in no more than one trial, or in a small share. */
export function failsTooOften({ failed, total }: Tally): boolean {
  return failed > Math.max(1, total * CLEAR_FAILED_SHARE);
}

/** The kind of accepted cause that explains most of its failures. */
function explainedBy(factor: Factor, { design, accepted }: Bench): VerdictReason | null {
  const counts = accepted.causes.map(() => 0);
  for (const trial of factor.trials) {
    if (!isProvenFailure(trial, design)) continue;
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
  const isAliased = others.some(({ cause }) => kindOf(cause) === by && accepted.aliasesOf(cause).length > 0);
  return { code: "explained", by, names: names.sort(compareText), ...(isAliased ? { isAliased } : {}) };
}

function kindOf(cause: Cause): Extract<VerdictReason, { code: "explained" }>["by"] {
  const { kind } = cause.factor;
  return kind === "everything" || isOnset(cause) ? "onset" : kind;
}

function doubt({ passed }: Factor, { hasSuccesses }: Bench, unexplained: Tally): VerdictReason {
  if (!hasSuccesses && passed === 0) return { code: "only-failures-known" };
  if (unexplained.total >= FEWEST_FOR_CLEAR) {
    return { code: unexplained.failed === unexplained.total ? "not-likely-enough" : "mixed" };
  }
  return { code: "too-few-trials", needed: FEWEST_FOR_CLEAR - unexplained.total };
}
