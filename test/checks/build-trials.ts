import type { EvidenceRef, Proof } from "../../src/evidence/index.ts";
import type {
  Attribution,
  CandidateAttribution,
  CommonOnset,
  Crossover,
  Facts,
  OwnershipTimeline,
  Tally,
  Trial,
  Trials,
} from "../../src/facts/index.ts";
import { isFull } from "../../src/facts/index.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { ticks } from "../evidence/build-evidence.ts";

export interface TrialGiven {
  /** ISO time of its beginning; it takes half an hour. */
  readonly start: string;
  /** The line of sessions.csv that tells it. */
  readonly line: number;
  /** By volume its owner. */
  readonly owners: Readonly<Record<string, string>>;
  readonly isFailed?: boolean;
  readonly proxy?: string | null;
}

const HALF_AN_HOUR = 1800n * 10_000_000n;

export function row(file: string, line: number, time: string): EvidenceRef {
  return { kind: "row", file, line, time: filetimeToIso(ticks(time)) };
}

export function trial({ start, line, owners, isFailed = false, proxy = "PROXY01" }: TrialGiven): Trial {
  const [first, ...rest] = Object.entries(owners).map(([volume, node]) => ({ volume, owner: ownedBy(node, line) }));
  if (first === undefined) throw new Error("a trial has a volume");
  return {
    start: ticks(start),
    end: ticks(start) + HALF_AN_HOUR,
    isFailed,
    volumes: [first, ...rest],
    proxy,
    job: null,
    vms: [],
    vmHosts: [],
    attempts: 1,
    passedAgain: false,
    evidence: () => [row("sessions.csv", line, start)],
  };
}

function ownedBy(node: string, line: number): Trial["volumes"][0]["owner"] {
  const sources: Proof = [row("ownership.csv", line, "2026-09-01T00:00:00Z")];
  const interval = { from: null, to: null, node, certainty: "certain", claims: [node], sources } as const;
  return { kind: "owned", node, certainty: "certain", interval };
}

export function trialsOf(trials: readonly Trial[], given: Partial<Trials> = {}): Trials {
  const told = { failuresAlone: 0, hasSuccesses: trials.some(({ isFailed }) => !isFailed), proxies: [] };
  return { trials, leftOut: [], ...told, noAttempts: trials.length === 0 ? "not-given" : null, ...given };
}

export function candidate(
  kind: CandidateAttribution["kind"],
  name: string,
  given: Partial<CandidateAttribution> = {},
): CandidateAttribution {
  return {
    kind,
    name,
    verdict: "clear",
    reason: { code: "passes" },
    probability: 0.0004,
    trials: { failed: 0, total: 9 },
    others: { failed: 4, total: 20 },
    rate: { low: 0, high: 0.3 },
    fisher: { p: 1, adjusted: 1 },
    oddsRatio: null,
    crossovers: [],
    underOwners: null,
    since: null,
    until: null,
    ...given,
  };
}

export function attributionOf(trials: readonly Trial[], given: Partial<Attribution> = {}): Attribution {
  return {
    trials: tallyOf(trials.filter(isFull)),
    partial: { failed: 0, total: 0 },
    failuresUnlaid: 0,
    candidates: [],
    onsets: [],
    otherCauses: [],
    leak: { failed: 0, total: 0 },
    rejected: [],
    nextTests: [],
    ...given,
  };
}

function tallyOf(trials: readonly Trial[]): Tally {
  return { failed: trials.filter(({ isFailed }) => isFailed).length, total: trials.length };
}

export function ownershipOf(volumes: OwnershipTimeline["volumes"] = []): OwnershipTimeline {
  return { volumes, nodes: [], ownerGroups: [], ownerDuring: () => ({ kind: "unknown" }) };
}

/** Nothing maps any name, and there is one cluster. */
export const NO_VOLUMES: Facts["volumes"] = {
  names: [],
  nameOf: () => null,
  unmapped: [],
  isContradictory: () => false,
  contradictions: [],
  clusters: [],
  clusterOf: () => null,
  clusterNamed: () => null,
  clusterOfFile: () => null,
  nameIn: () => null,
  isOfSeveralClusters: () => false,
  inCluster: () => null,
};

/** What a check of trials is handed, and what a report is made of. */
export type TrialFacts = Pick<Facts, "volumes" | "clockSkew" | "ownership" | "trials" | "attribution">;

export function trialFacts(trials: Trials, attribution: Attribution, given: Partial<TrialFacts> = {}): TrialFacts {
  return {
    volumes: NO_VOLUMES,
    clockSkew: { hosts: [], proxies: [], tolerance: 1_200_000_000n, isEstimated: false },
    ownership: ownershipOf(),
    trials,
    attribution,
    ...given,
  };
}

/** Backups of three volumes in four nights: all of HV06 fail, Cluster Disk 3 moved to it after the second night. */
export const NIGHTS: readonly Trial[] = ["08", "09", "10", "11"].flatMap((day, night) => [
  trial({
    start: `2026-09-${day}T21:03:00Z`,
    line: night * 3 + 2,
    owners: { "Cluster Disk 3": night < 2 ? "HV01" : "HV06" },
    isFailed: night >= 2,
  }),
  trial({
    start: `2026-09-${day}T22:00:00Z`,
    line: night * 3 + 3,
    owners: { "Cluster Disk 1": "HV06" },
    isFailed: true,
    proxy: "PROXY02",
  }),
  trial({ start: `2026-09-${day}T23:00:00Z`, line: night * 3 + 4, owners: { "Cluster Disk 2": "HV01" } }),
]);

function nightOf(index: number): Trial {
  const found = NIGHTS[index];
  if (found === undefined) throw new Error("no such trial");
  return found;
}

export const CROSSOVER: Crossover = {
  volume: "Cluster Disk 3",
  failedUnder: "HV06",
  passedUnder: "HV01",
  failed: nightOf(6),
  passed: nightOf(3),
  failedTally: { failed: 2, total: 2 },
  passedTally: { failed: 0, total: 2 },
};

export const HV06_IS_BAD: CandidateAttribution = candidate("node", "HV06", {
  verdict: "bad",
  reason: { code: "crossovers" },
  probability: 0.9971,
  trials: { failed: 6, total: 6 },
  others: { failed: 0, total: 6 },
  rate: { low: 0.61, high: 1 },
  fisher: { p: 0.001_08, adjusted: 0.002_16 },
  oddsRatio: { ratio: Number.POSITIVE_INFINITY, strata: 1 },
  crossovers: [CROSSOVER],
});

/** The whole story of `NIGHTS`. */
export const NIGHTS_ATTRIBUTION: Attribution = attributionOf(NIGHTS, {
  candidates: [
    candidate("node", "HV01", { trials: { failed: 0, total: 6 }, others: { failed: 6, total: 6 } }),
    HV06_IS_BAD,
    candidate("node", "HV09", {
      verdict: "unknown",
      reason: { code: "no-trials" },
      probability: null,
      trials: { failed: 0, total: 0 },
      rate: null,
      fisher: null,
    }),
    candidate("volume", "Cluster Disk 1", {
      verdict: "unknown",
      reason: { code: "explained", by: "node", names: ["HV06"] },
      probability: 0.04,
      trials: { failed: 4, total: 4 },
      others: { failed: 2, total: 8 },
    }),
    candidate("volume", "Cluster Disk 2", { trials: { failed: 0, total: 4 } }),
    candidate("volume", "Cluster Disk 3", {
      verdict: "unknown",
      reason: { code: "explained", by: "node", names: ["HV06"] },
      probability: 0.01,
      trials: { failed: 2, total: 4 },
      others: { failed: 4, total: 8 },
    }),
    candidate("proxy", "PROXY01", { trials: { failed: 2, total: 8 } }),
    candidate("proxy", "PROXY02", {
      verdict: "unknown",
      reason: { code: "too-few-trials", needed: 8 },
      trials: { failed: 4, total: 4 },
    }),
  ],
  rejected: [
    {
      kind: "proxy",
      name: "PROXY02",
      inside: { failed: 4, total: 4 },
      outside: { failed: 2, total: 8 },
      code: "explained-by-verdict",
    },
    { kind: "job", name: null, inside: { failed: 0, total: 0 }, outside: { failed: 0, total: 0 }, code: "not-known" },
  ],
  nextTests: [{ code: "move-volume", volume: "Cluster Disk 1", from: "HV06", to: "HV01" }],
});

/** Everything fails from the third night on. */
export function onset(given: Partial<CommonOnset> = {}): CommonOnset {
  return {
    proxy: null,
    at: { after: nightOf(5).start, before: nightOf(6).start },
    until: null,
    before: { failed: 0, total: 6 },
    during: { failed: 6, total: 6 },
    probability: 0.98,
    lastPassed: nightOf(5),
    firstFailed: nightOf(6),
    ...given,
  };
}
