import { reasonArguments } from "../checks/index.ts";
import type { AskedWindow, ExportEvidence } from "../evidence/index.ts";
import {
  type Attribution,
  type CandidateAttribution,
  type ClockSkew,
  type CommonOnset,
  type Facts,
  isFull,
  type OwnershipTimeline,
  proxyTolerance,
  type Trial,
  type Trials,
  type VerdictReason,
} from "../facts/index.ts";
import {
  type Arguments,
  type ClockTolerance,
  type Correlation,
  type CorrelationHorizon,
  type KnownSpan,
  type OnsetRow,
  type Phrase,
  type RankedCandidate,
  text,
  type TimelineRow,
  type TrialJudgement,
} from "../report/index.ts";
import { compareText } from "../shared/order.ts";
import { crossoverRows, sameOwnerRows } from "./crossover-rows.ts";
import { clusterCulprits } from "./culprits.ts";
import { missingInputs } from "./missing-inputs.ts";
import { nextTestRows } from "./next-tests.ts";
import { ownershipConflicts } from "./ownership-conflicts.ts";
import { clusterMatrices, ownershipMatrix } from "./ownership-matrix.ts";
import { possibleRenames } from "./possible-renames.ts";
import { unusedAttempts } from "./unused-attempts.ts";

type CorrelationFacts = Pick<Facts, "horizon" | "volumes" | "clockSkew" | "ownership" | "trials" | "attribution">;

export interface CorrelationOptions {
  readonly window: AskedWindow;
  /** Tell who owned every volume when. */
  readonly timeline: boolean;
}

/** What the report says of backups joined with owners. */
export function correlationOf(
  facts: CorrelationFacts,
  exports: ExportEvidence,
  { window, timeline }: CorrelationOptions,
): Correlation {
  const { horizon, volumes, clockSkew, ownership, trials, attribution } = facts;
  const accused = attribution.candidates.flatMap(({ kind, name, verdict }) =>
    kind === "node" && (verdict === "bad" || verdict === "suspect") ? [name] : [],
  );
  const ranking = [...attribution.candidates].sort(gravestFirst);
  return {
    trials: attribution.trials,
    passedAgain: trials.trials.reduce((sum, trial) => sum + Number(trial.passedAgain && isFull(trial)), 0),
    partial: attribution.partial,
    hasSuccesses: trials.hasSuccesses,
    unexplained: attribution.leak,
    culprits: clusterCulprits(attribution, trials, volumes),
    matrix: ownershipMatrix(trials.trials),
    clusterMatrices: clusterMatrices(trials.trials, volumes),
    ranking: ranking.map(rankedCandidate),
    crossovers: crossoverRows(ranking),
    sameOwner: sameOwnerRows(ranking),
    onsets: attribution.onsets.map(onsetRow),
    otherCauses: attribution.otherCauses,
    rejected: attribution.rejected,
    horizon: { ...horizonOf(ownership, trials, attribution, exports, window), clocks: clocksOf(clockSkew) },
    leftOut: unusedAttempts(trials, volumes, ownership),
    unmapped: volumes.unmapped.map(({ name, ...row }) => ({ label: name, ...row })),
    contradictory: volumes.contradictions,
    ownershipConflicts: ownershipConflicts(trials.trials),
    nextTests: nextTestRows(attribution.nextTests, volumes, [
      ...missingInputs(facts, exports),
      ...possibleRenames(accused, ownership, horizon),
    ]),
    otherFiles: exports.passedBy,
    timeline: timeline ? ownership.volumes.map(timelineRow) : null,
  };
}

/** The verdicts of the candidates' own trials. */
export function trialJudgements({ candidates }: Attribution): readonly TrialJudgement[] {
  return candidates.map(({ kind, name, verdict, probability, trials, since, until }) => ({
    kind,
    name,
    verdict,
    probability,
    trials,
    since,
    until,
  }));
}

const GRAVITY: readonly CandidateAttribution["verdict"][] = ["bad", "suspect", "unknown", "clear"];
const KINDS: readonly CandidateAttribution["kind"][] = ["node", "volume", "proxy"];

function gravestFirst(a: CandidateAttribution, b: CandidateAttribution): number {
  return (
    GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    (b.probability ?? -1) - (a.probability ?? -1) ||
    b.trials.failed - a.trials.failed ||
    compareText(a.name, b.name)
  );
}

function rankedCandidate(candidate: CandidateAttribution): RankedCandidate {
  const { kind, name, verdict, reason, probability, trials, others, rate, fisher, oddsRatio, since, until } = candidate;
  const figures = { probability, trials, others, rate, fisher, oddsRatio };
  const { inseparable } = candidate;
  const beside = inseparable === undefined ? {} : { inseparable };
  return { kind, name, verdict, reason: reasonPhrase(reason), ...figures, since, until, ...beside };
}

function reasonPhrase(reason: VerdictReason): Phrase {
  const by: Arguments = reason.code === "explained" ? { by: text(reason.by) } : {};
  return { code: reason.code, arguments: { ...by, ...reasonArguments(reason) } };
}

function onsetRow({ lastPassed, firstFailed, ...onset }: CommonOnset): OnsetRow {
  return { ...onset, lastPassed: lastPassed?.evidence() ?? null, firstFailed: firstFailed.evidence() };
}

const TICKS_PER_DAY = 24n * 3600n * 10_000_000n;

function horizonOf(
  ownership: OwnershipTimeline,
  trials: Trials,
  { candidates }: Attribution,
  exports: ExportEvidence,
  { since, until }: AskedWindow,
): Omit<CorrelationHorizon, "clocks"> {
  const attempts = spanOf(ends(trials.trials));
  const isEarly = (first: bigint | null): boolean =>
    since === null || (first !== null && first <= since + TICKS_PER_DAY);
  const isLate = (last: bigint | null): boolean => until === null || (last !== null && last >= until - TICKS_PER_DAY);
  return {
    ownership: spanOf(bounds(ownership, exports)),
    attempts,
    withoutOwner: ownership.volumes.flatMap(({ volume, intervals }) => (intervals.length === 0 ? [volume] : [])),
    idleNodes: candidates.flatMap(({ kind, name, reason }) =>
      kind === "node" && reason.code === "no-trials" ? [name] : [],
    ),
    coversWindow: isEarly(attempts.from) && isLate(attempts.to),
  };
}

function clocksOf({ tolerance, isEstimated, hosts, proxies }: ClockSkew): ClockTolerance {
  const rows = hosts.map(({ host, offset, spread, count: facts }) => ({ host, offset, spread, facts }));
  const proxyRows = proxies.map(({ count: sets, ...clock }) => ({
    ...clock,
    tolerance: proxyTolerance(clock, tolerance),
    sets,
  }));
  return { tolerance, isEstimated, hosts: rows, proxies: proxyRows };
}

function* bounds({ volumes }: OwnershipTimeline, { files, ownership }: ExportEvidence): Generator<bigint | null> {
  for (const { kind, from, to } of files) if (kind === "cluster-log") yield* [from, to];
  for (const { time } of ownership) yield time;
  for (const { intervals } of volumes) yield* spans(intervals);
}

function* spans(intervals: Iterable<KnownSpan>): Generator<bigint | null> {
  for (const { from, to } of intervals) {
    yield from;
    yield to;
  }
}

function* ends(trials: readonly Trial[]): Generator<bigint> {
  for (const { start, end } of trials) {
    yield start;
    yield end;
  }
}

function spanOf(times: Iterable<bigint | null>): KnownSpan {
  let from: bigint | null = null;
  let to: bigint | null = null;
  for (const time of times) {
    if (time === null) continue;
    if (from === null || time < from) from = time;
    if (to === null || time > to) to = time;
  }
  return { from, to };
}

function timelineRow({ volume, intervals }: OwnershipTimeline["volumes"][number]): TimelineRow {
  return {
    volume,
    intervals: intervals.map(({ from, to, node, certainty, claims, sources }) => ({
      from,
      to,
      node,
      certainty,
      claims,
      evidence: sources,
    })),
  };
}
