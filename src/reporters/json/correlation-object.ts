import type {
  CauseNameRow,
  ClockTolerance,
  Correlation,
  CrossoverSide,
  MatrixRow,
  NamedTally,
  OnsetRow,
  ProxyClockRow,
  RankedCandidate,
  TimelineRow,
  TrialTally,
  UnusedRow,
} from "../../report/index.ts";
import { nextTestWords } from "../words/index.ts";
import { argumentsObject, evidenceObject, momentObject, spanObject, timeOrNull } from "./json-values.ts";

export function correlationObject(correlation: Correlation): object {
  const { trials, passedAgain, partial, hasSuccesses, unexplained, matrix, horizon, timeline } = correlation;
  return {
    trials: tally(trials),
    passedAgain,
    partialTrials: tally(partial),
    successesKnown: hasSuccesses,
    unexplained: tally(unexplained),
    culprits: correlation.culprits.map(({ kind, names, inside, elsewhere, cluster }) => ({
      ...ofCluster(cluster),
      kind,
      names,
      trials: tally(inside),
      elsewhere: tally(elsewhere),
    })),
    matrix: {
      volumes: matrix.volumes.map(volumeTally),
      otherVolumes: matrix.otherVolumes,
      rows: matrix.rows.map(rowObject),
    },
    ranking: correlation.ranking.map(candidateObject),
    crossovers: correlation.crossovers.map(({ kind, volume, failedUnder, passedUnder, failed, passed }) => ({
      kind,
      volume,
      passedUnder,
      failedUnder,
      passed: sideObject(passed),
      failed: sideObject(failed),
    })),
    sameOwner: correlation.sameOwner.map(({ volume, owners, pairs }) => ({
      volume,
      owners: owners.map(({ name, ...rest }) => ({ node: name, ...tally(rest) })),
      pairs: pairs.map(({ owner, otherVolume, failed, passed }) => ({
        owner,
        otherVolume,
        failed: sideObject(failed),
        passed: sideObject(passed),
      })),
    })),
    onsets: correlation.onsets.map(onsetObject),
    otherCauses: correlation.otherCauses.map(({ kind, name, aliases, probability, inside, outside, cluster }) => ({
      ...ofCluster(cluster),
      kind,
      name,
      ...(aliases === undefined ? {} : { aliases: aliases.map(causeName) }),
      probability,
      trials: tally(inside),
      elsewhere: tally(outside),
    })),
    rejected: correlation.rejected.map(({ kind, name, inside, outside, code, from, cluster }) => ({
      ...ofCluster(cluster),
      kind,
      name,
      trials: tally(inside),
      elsewhere: tally(outside),
      code,
      ...(from === undefined ? {} : { inseparableFrom: from.map(causeName) }),
    })),
    horizon: {
      ownership: spanObject(horizon.ownership),
      attempts: spanObject(horizon.attempts),
      volumesWithoutOwner: horizon.withoutOwner,
      idleNodes: horizon.idleNodes,
      coversWindow: horizon.coversWindow,
      clocks: clocksObject(horizon.clocks),
    },
    leftOut: correlation.leftOut.map(({ label, failed, ...row }) => ({ code: label, failed, ...unusedObject(row) })),
    unmapped: correlation.unmapped.map(({ label, ...row }) => ({ name: label, ...unusedObject(row) })),
    contradictory: correlation.contradictory.map(({ name, volumes, evidence }) => ({
      name,
      volumes,
      evidence: evidence.map(evidenceObject),
    })),
    ownershipConflicts: correlation.ownershipConflicts.map(({ volume, nodes, attempts, evidence, ...span }) => ({
      ...spanObject(span),
      volume,
      nodes,
      attempts,
      evidence: evidence.map(evidenceObject),
    })),
    nextTests: correlation.nextTests.map((test) => {
      const { code, volume, from, to, proxy, keep, change, command } = test;
      const apart =
        keep === undefined || change === undefined ? {} : { keep: causeName(keep), change: change.map(causeName) };
      return { code, volume, from, to, proxy, ...apart, command, message: nextTestWords(test) };
    }),
    otherFiles: correlation.otherFiles,
    ...(timeline === null ? {} : { timeline: timeline.map(timelineObject) }),
  };
}

function proxyClockObject({ proxy, aheadAtMost, aheadAtMostEver, tolerance, sets }: ProxyClockRow): object {
  return {
    proxy,
    aheadAtMostSeconds: aheadAtMost === null ? null : secondsOf(aheadAtMost),
    aheadAtMostEverSeconds: aheadAtMostEver === null ? null : secondsOf(aheadAtMostEver),
    toleranceSeconds: secondsOf(tolerance),
    snapshotSets: sets,
  };
}

function clocksObject({ tolerance, isEstimated, hosts, proxies }: ClockTolerance): object {
  return {
    toleranceSeconds: secondsOf(tolerance),
    estimated: isEstimated,
    hosts: hosts.map(({ host, offset, spread, facts }) => ({
      host,
      offsetSeconds: offset === null ? null : secondsOf(offset),
      spreadSeconds: spread === null ? null : secondsOf(spread),
      sharedFacts: facts,
    })),
    ...(proxies.length === 0 ? {} : { proxies: proxies.map(proxyClockObject) }),
  };
}

function secondsOf(ticks: bigint): number {
  return Number(ticks) / 10_000_000;
}

function causeName({ kind, name }: CauseNameRow): object {
  return { kind, name };
}

function tally({ total, failed }: TrialTally): object {
  return { total, failed };
}

function volumeTally({ name, ...rest }: NamedTally): object {
  return { volume: name, ...tally(rest) };
}

function rowObject({ node, all, cells, others }: MatrixRow): object {
  return { node, ...tally(all), volumes: cells.map(volumeTally), others: tally(others) };
}

function candidateObject(candidate: RankedCandidate): object {
  const { kind, name, verdict, reason, probability, trials, others, rate, fisher, oddsRatio } = candidate;
  return {
    kind,
    name,
    verdict,
    reason: { code: reason.code, arguments: argumentsObject(reason.arguments) },
    probability,
    trials: tally(trials),
    elsewhere: tally(others),
    rate: rate === null ? null : { low: rate.low, high: rate.high },
    fisher: fisher === null ? null : { p: fisher.p, adjusted: fisher.adjusted },
    // JSON has no infinity.
    oddsRatio:
      oddsRatio === null
        ? null
        : { ratio: Number.isFinite(oddsRatio.ratio) ? oddsRatio.ratio : "infinite", strata: oddsRatio.strata },
    since: candidate.since === null ? null : momentObject(candidate.since),
    until: candidate.until === null ? null : momentObject(candidate.until),
    ...(candidate.inseparable === undefined ? {} : { inseparable: candidate.inseparable.map(causeName) }),
  };
}

function sideObject({ time, tally: trials, attempt, ownership }: CrossoverSide): object {
  return {
    time: timeOrNull(time),
    trials: tally(trials),
    attempt: attempt.map(evidenceObject),
    ownership: ownership === null ? null : ownership.map(evidenceObject),
  };
}

function ofCluster(cluster: string | undefined): object {
  return cluster === undefined ? {} : { cluster };
}

function onsetObject(onset: OnsetRow): object {
  const { proxy, at, until, before, during, probability, lastPassed, firstFailed, cluster } = onset;
  return {
    ...ofCluster(cluster),
    proxy,
    at: at === null ? null : momentObject(at),
    until: until === null ? null : momentObject(until),
    before: tally(before),
    during: tally(during),
    probability,
    lastPassed: lastPassed === null ? null : lastPassed.map(evidenceObject),
    firstFailed: firstFailed.map(evidenceObject),
  };
}

function unusedObject({ count, evidence }: Omit<UnusedRow, "label">): object {
  return { count, evidence: evidence.map(evidenceObject) };
}

function timelineObject({ volume, intervals }: TimelineRow): object {
  return {
    volume,
    intervals: intervals.map(({ node, certainty, claims, evidence, ...span }) => ({
      ...spanObject(span),
      node,
      certainty,
      claims,
      evidence: evidence.map(evidenceObject),
    })),
  };
}
