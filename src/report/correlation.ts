import type { Proof } from "../evidence/index.ts";
import type { CorrelationHorizon, KnownSpan } from "./correlation-horizon.ts";
import { type ContradictoryRow, isOrdinary, type LeftOutRow, type UnmappedRow } from "./left-out.ts";
import type { Phrase } from "./phrase.ts";

/** What a backup's failure can be laid to. */
export type CandidateKind = "node" | "volume" | "proxy";

/** A possible cause by its kind and name; of an hour its number, in UTC. */
export interface CauseNameRow {
  readonly kind: CandidateKind | OtherCauseKind;
  readonly name: string;
}

/**
 * Failed and all trials. Of nodes and volumes only full ones: attempts all of whose volumes had one known owner all through.
 */
export interface TrialTally {
  readonly failed: number;
  readonly total: number;
}

/** Between which two trials something changed. FILETIME ticks. */
export interface Moment {
  readonly after: bigint;
  readonly before: bigint;
}

/** All bad ones of a kind, and what they come to: each trial once, only of the time while they were bad. */
export interface Culprits {
  readonly kind: CandidateKind;
  readonly names: readonly string[];
  readonly inside: TrialTally;
  readonly elsewhere: TrialTally;
  /** Of which cluster's backups; absent: there are not several, or it is not told. */
  readonly cluster?: string;
}

export interface NamedTally extends TrialTally {
  readonly name: string;
}

export interface MatrixRow {
  readonly node: string;
  /** Each trial once, also where several of its volumes are this node's. */
  readonly all: TrialTally;
  /** Of volumes that failed, in their order; volumes that it never owned while they were backed up are not there. */
  readonly cells: readonly NamedTally[];
  /** Of all volumes that never failed. */
  readonly others: TrialTally;
}

/** One of several clusters; null: nothing tells of which its nodes are. */
export interface ClusterMatrix {
  readonly cluster: string | null;
  readonly matrix: OwnershipMatrix;
}

/** Failed and all trials by owner and volume. */
export interface OwnershipMatrix {
  /** Those that failed, most failures first. */
  readonly volumes: readonly NamedTally[];
  /** How many were backed up and never failed. */
  readonly otherVolumes: number;
  /** By name; nodes that owned nothing while anything ran are not there. */
  readonly rows: readonly MatrixRow[];
  /** Some attempts are sets of several volumes: they stand under each. */
  readonly hasSets: boolean;
}

export interface RankedCandidate {
  readonly kind: CandidateKind;
  readonly name: string;
  readonly verdict: "bad" | "suspect" | "clear" | "unknown";
  readonly reason: Phrase;
  /** null without a full trial. */
  readonly probability: number | null;
  readonly trials: TrialTally;
  readonly others: TrialTally;
  /** Interval of 95 % of the share that failed. */
  readonly rate: { readonly low: number; readonly high: number } | null;
  /** Fisher's exact test, one-sided; `adjusted` by Holm. */
  readonly fisher: { readonly p: number; readonly adjusted: number } | null;
  /** Mantel-Haenszel; may be infinite. */
  readonly oddsRatio: { readonly ratio: number; readonly strata: number } | null;
  readonly since: Moment | null;
  readonly until: Moment | null;
  /** What else is in the very same trials, and cannot be told from it; absent: nothing. */
  readonly inseparable?: readonly CauseNameRow[];
}

export interface CrossoverSide {
  /** FILETIME ticks: when the attempt began. */
  readonly time: bigint;
  /** Trials of the volume under this owner, or by this proxy. */
  readonly tally: TrialTally;
  readonly attempt: Proof;
  /** What says whose the volume was; null where a proxy is what differs. */
  readonly ownership: Proof | null;
}

/** One volume that passed under one owner, or by one proxy, and failed under another. */
export interface CrossoverRow {
  readonly kind: CandidateKind;
  readonly volume: string;
  readonly failedUnder: string;
  readonly passedUnder: string;
  readonly failed: CrossoverSide;
  readonly passed: CrossoverSide;
}

/** Under one owner a volume failed and another passed. */
export interface SameOwnerPairRow {
  readonly owner: string;
  readonly otherVolume: string;
  readonly failed: CrossoverSide;
  readonly passed: CrossoverSide;
}

/** What sets a volume apart from its owners. */
export interface SameOwnerRow {
  readonly volume: string;
  /** Nodes under which it failed, the most telling first. */
  readonly owners: readonly NamedTally[];
  readonly pairs: readonly SameOwnerPairRow[];
}

export interface OnsetRow {
  /** null: of all backups. */
  readonly proxy: string | null;
  /** null: they failed from the first attempt on. */
  readonly at: Moment | null;
  readonly until: Moment | null;
  readonly before: TrialTally;
  readonly during: TrialTally;
  readonly probability: number;
  readonly lastPassed: Proof | null;
  readonly firstFailed: Proof;
  /** Of which cluster's backups; absent: there are not several, or it is not told. */
  readonly cluster?: string;
}

/** What else failures can follow; it accuses no candidate. */
export type OtherCauseKind = "job" | "vm" | "vm-host" | "hour";

/** It explains failures better than any node, volume or proxy does. */
export interface OtherCauseRow {
  readonly kind: OtherCauseKind;
  /** Of an hour its number, in UTC. */
  readonly name: string;
  /** Others in the very same trials: one cause with several names. Absent: none. */
  readonly aliases?: readonly CauseNameRow[];
  readonly probability: number;
  readonly inside: TrialTally;
  readonly outside: TrialTally;
  /** Of which cluster's backups; absent: there are not several, or it is not told. */
  readonly cluster?: string;
}

export interface RejectedRow {
  readonly kind: CandidateKind | OtherCauseKind | "onset" | "leak";
  readonly name: string | null;
  readonly inside: TrialTally;
  readonly outside: TrialTally;
  readonly code: string;
  /** Of `inseparable`: from what it cannot be told. */
  readonly from?: readonly CauseNameRow[];
  /** Of which cluster's backups; absent: there are not several, or it is not told. */
  readonly cluster?: string;
}

/** The test that would change a verdict. Names are null where the test has none. */
export interface NextTestRow {
  readonly code:
    | "move-volume"
    | "back-up-under"
    | "other-proxy"
    | "tell-apart"
    | "give-successes"
    | "give-ownership"
    | "give-sessions"
    | "give-tasks"
    | "give-placement"
    | "give-mapping"
    | "give-roles"
    | "give-system-log";
  readonly volume: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly proxy: string | null;
  /** Of `tell-apart`: what to back up again, and what to change one at a time. */
  readonly keep?: CauseNameRow;
  readonly change?: readonly CauseNameRow[];
  /** One line for PowerShell; null where none does it, or a name cannot be typed. */
  readonly command: string | null;
}

/** Inputs disagree about a volume's owner for a time. FILETIME ticks; null: before, or behind, all that is known. */
export interface OwnershipConflict extends KnownSpan {
  readonly volume: string;
  /** All that inputs name, sorted. */
  readonly nodes: readonly string[];
  /** Attempts in that time, which are evidence for none of them. */
  readonly attempts: number;
  /** Where each is said. */
  readonly evidence: Proof;
}

export interface TimelineInterval extends KnownSpan {
  /** null: in conflict. */
  readonly node: string | null;
  readonly certainty: "certain" | "assumed" | "conflict";
  readonly claims: readonly string[];
  readonly evidence: Proof;
}

export interface TimelineRow {
  readonly volume: string;
  readonly intervals: readonly TimelineInterval[];
}

/** What joining backups with owners showed. */
export interface Correlation {
  readonly trials: TrialTally;
  /** How many of the trials that failed passed when tried again under the same owner. */
  readonly passedAgain: number;
  /** Attempts that are evidence for no owner: one changed within, or is not known. */
  readonly partial: TrialTally;
  /** false: nothing that passed is known, so that nothing can be compared. */
  readonly hasSuccesses: boolean;
  /** Failures that nothing explains, of all. */
  readonly unexplained: TrialTally;
  /** Nodes, volumes, proxies; only kinds with a bad one. */
  readonly culprits: readonly Culprits[];
  readonly matrix: OwnershipMatrix;
  /** Where there are several clusters, that of each; else empty. */
  readonly clusterMatrices: readonly ClusterMatrix[];
  /** The gravest first. */
  readonly ranking: readonly RankedCandidate[];
  readonly crossovers: readonly CrossoverRow[];
  /** Of volumes that may explain failures, the gravest first. */
  readonly sameOwner: readonly SameOwnerRow[];
  readonly onsets: readonly OnsetRow[];
  readonly otherCauses: readonly OtherCauseRow[];
  readonly rejected: readonly RejectedRow[];
  readonly horizon: CorrelationHorizon;
  /** Attempts that are evidence for nobody, by why; those of `partial` among them. */
  readonly leftOut: readonly LeftOutRow[];
  /** By name. */
  readonly unmapped: readonly UnmappedRow[];
  /** By name. */
  readonly contradictory: readonly ContradictoryRow[];
  /** By volume, then in time order; those that attempts fall into. */
  readonly ownershipConflicts: readonly OwnershipConflict[];
  readonly nextTests: readonly NextTestRow[];
  /** Files under the paths that are plainly no exports, and no logs. */
  readonly otherFiles: number;
  /** null: not asked for. */
  readonly timeline: readonly TimelineRow[] | null;
}

/** Nothing could be judged, attempts could not be used for want of evidence, or the window that was asked for is not covered. */
export function lacksEvidence({ horizon, leftOut, trials, partial, hasSuccesses }: Correlation): boolean {
  // Failures that are laid to nobody are not nothing.
  if (partial.failed > 0 || (trials.failed > 0 && !hasSuccesses)) return true;
  return trials.total === 0 || !horizon.coversWindow || leftOut.some((row) => !isOrdinary(row));
}
