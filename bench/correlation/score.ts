import type { Attribution, CandidateKind } from "../../src/facts/attribution/attribution.ts";
import { isFull, type Trial } from "../../src/facts/trials/trial.ts";
import type { Culprit, SimulatedCluster } from "./simulated-cluster.ts";

/** What one cluster's attribution was worth. */
export interface Score {
  /** Every bad node left traces enough to be found (see the rule). */
  readonly isDecidable: boolean;
  /** Some node is bad. */
  readonly hasBadNodes: boolean;
  /** The nodes called bad are the bad ones. */
  readonly isExact: boolean;
  /** Good nodes called bad. */
  readonly falselyBad: readonly string[];
  /** Bad nodes not called bad. */
  readonly missed: readonly string[];
  /** The same of volumes and proxies. */
  readonly othersFalselyBad: readonly string[];
  readonly culpritsElsewhere: number;
  readonly foundElsewhere: number;
  /** A common onset was found where there is one, and none where there is none. */
  readonly onset: "found" | "missed" | "invented" | "none";
  readonly forecasts: readonly Forecast[];
}

/** A probability and what was true. */
export interface Forecast {
  readonly kind: CandidateKind;
  readonly probability: number;
  readonly isCause: boolean;
}

export function scoreOf(cluster: SimulatedCluster, attribution: Attribution): Score {
  const { truth, trials } = cluster;
  const full = trials.trials.filter(isFull);
  const bad = truth.nodes.filter((culprit) => full.some((trial) => holds(trial, culprit)));
  const badNames = new Set(bad.map(({ name }) => name));
  const called = attribution.candidates.filter(({ verdict }) => verdict === "bad");
  const calledNodes = called.flatMap(({ kind, name }) => (kind === "node" ? name : []));
  const elsewhere = new Set([
    ...truth.volumes.map(({ name }) => `volume ${name}`),
    ...truth.proxies.map(({ name }) => `proxy ${name}`),
  ]);
  const calledElsewhere = called.flatMap(({ kind, name }) => (kind === "node" ? [] : `${kind} ${name}`));
  const falselyBad = calledNodes.filter((name) => !badNames.has(name));
  const missed = [...badNames].filter((name) => !calledNodes.includes(name));
  return {
    hasBadNodes: bad.length > 0,
    isDecidable: bad.length > 0 && bad.every(({ name }) => leftTraces(name, full)),
    isExact: falselyBad.length === 0 && missed.length === 0,
    falselyBad,
    missed,
    othersFalselyBad: calledElsewhere.filter((name) => !elsewhere.has(name)),
    culpritsElsewhere: elsewhere.size,
    foundElsewhere: calledElsewhere.filter((name) => elsewhere.has(name)).length,
    onset: onsetScore(cluster, full, attribution),
    forecasts: attribution.candidates.flatMap(({ kind, name, probability }) => {
      if (probability === null) return [];
      // The only proxy of a cluster is the cluster.
      const isOnsetProxy = kind === "proxy" && truth.onset?.proxy === name && cluster.proxies.length > 1;
      const isCause = kind === "node" ? badNames.has(name) : elsewhere.has(`${kind} ${name}`) || isOnsetProxy;
      return { kind, probability, isCause };
    }),
  };
}

function owns(trial: Trial, node: string): boolean {
  return trial.volumes.some(({ owner }) => owner.kind === "owned" && owner.node === node);
}

function holds(trial: Trial, { name, from, to }: Culprit): boolean {
  return trial.start >= from && trial.start < to && owns(trial, name);
}

/** Four full trials, three of them and half failed, half of those on volumes that passed twice under other owners. */
function leftTraces(node: string, full: readonly Trial[]): boolean {
  const own = full.filter((trial) => owns(trial, node));
  const failed = own.filter(({ isFailed }) => isFailed);
  const passedElsewhere = (volume: string): number =>
    full.filter(
      ({ isFailed, volumes }) =>
        !isFailed &&
        volumes.some((one) => one.volume === volume && one.owner.kind === "owned" && one.owner.node !== node),
    ).length;
  const crossed = failed.filter(({ volumes }) =>
    volumes.some(({ volume, owner }) => owner.kind === "owned" && owner.node === node && passedElsewhere(volume) >= 2),
  );
  return (
    own.length >= 4 && failed.length >= 3 && failed.length * 2 >= own.length && crossed.length * 2 >= failed.length
  );
}

function onsetScore({ truth }: SimulatedCluster, full: readonly Trial[], { onsets }: Attribution): Score["onset"] {
  const { onset } = truth;
  if (onset === null) return onsets.length > 0 ? "invented" : "none";
  const touched = full.filter(
    ({ start, proxy }) => start >= onset.from && (onset.proxy === null || onset.proxy === proxy),
  );
  if (touched.length === 0) return "none";
  return onsets.some(({ proxy }) => proxy === onset.proxy || onset.proxy === null || proxy === null)
    ? "found"
    : "missed";
}
