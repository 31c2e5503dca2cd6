import type { Trial } from "../trials/trial.ts";

/** What a backup's failure can be laid to. */
export type CandidateKind = "node" | "volume" | "proxy";

/** What else failures can follow; it accuses no candidate. */
export type OtherCauseKind = "job" | "vm" | "vm-host" | "hour";

/** A possible cause by its kind and name; of an hour its number, in UTC. */
export interface CauseName {
  readonly kind: CandidateKind | OtherCauseKind;
  readonly name: string;
}

export type AttributionVerdict = "bad" | "suspect" | "clear" | "unknown";

/** Why a candidate has its verdict: a code with numbers; words come later. */
export type VerdictReason =
  /** Nothing ran while it owned anything, or by it. */
  | { readonly code: "no-trials" }
  | { readonly code: "failed-too-few"; readonly needed: number }
  /** Three of its volumes or more fail (of a volume: it fails under three owners or more), and others pass. */
  | { readonly code: "fails-widely" }
  | { readonly code: "crossovers" }
  /** Of a volume: others pass under the owners under which it fails. */
  | { readonly code: "same-owner-passes" }
  | { readonly code: "only-failures-known" }
  /** Its only volume never had another owner, or the other way round: `others` cannot be told from it. */
  | { readonly code: "aliased"; readonly others: readonly string[] }
  /** It passes often, and fails only in the moment in which others do by the same job: one snapshot may have failed. */
  | { readonly code: "fails-with-others" }
  /** It passes, but failures are known that could be laid to nobody. */
  | { readonly code: "failures-unlaid" }
  /** It was seen without `others`, and they without it, but too seldom to tell whose failures theirs are. */
  | { readonly code: "hardly-told-apart"; readonly others: readonly string[] }
  /** No other proxy is named to compare it with: it may be what everything failed by. */
  | { readonly code: "only-proxy" }
  /** Something else explains its failures. */
  | {
      readonly code: "explained";
      readonly by: CandidateKind | OtherCauseKind | "onset";
      readonly names: readonly string[];
      /** Absent: no. What explains them has other names as well, which cannot be told from it. */
      readonly isAliased?: true;
    }
  /** Owners were assumed for most of what failed or, where little did, of what passed. */
  | { readonly code: "ownership-assumed" }
  | { readonly code: "passes" }
  | { readonly code: "too-few-trials"; readonly needed: number }
  /** All that the trials have to show is there, and the model is not sure enough. */
  | { readonly code: "not-likely-enough" }
  /** It turned bad at some moment, and hardly anything without it passed from then on. */
  | { readonly code: "nothing-passed-meanwhile" }
  | { readonly code: "mixed" };

/** Failed and all full trials. */
export interface Tally {
  readonly failed: number;
  readonly total: number;
}

/** A share with its interval of 95 %. */
export interface RateInterval {
  readonly low: number;
  readonly high: number;
}

/** The same volume passed under another owner than the one under which it failed (or by another proxy). */
export interface Crossover {
  readonly volume: string;
  readonly failedUnder: string;
  readonly passedUnder: string;
  /** Nearest in time to each other. */
  readonly failed: Trial;
  readonly passed: Trial;
  /** Trials of this volume under each. */
  readonly failedTally: Tally;
  readonly passedTally: Tally;
}

/** Under one owner this volume failed and another passed. */
export interface SameOwnerPair {
  readonly owner: string;
  readonly otherVolume: string;
  /** Nearest in time to each other. */
  readonly failed: Trial;
  readonly passed: Trial;
  /** Trials of each under this owner. */
  readonly failedTally: Tally;
  readonly passedTally: Tally;
}

/** What sets a volume apart from its owners. */
export interface UnderOwners {
  /** Under which it failed, the most telling first: its trials there. */
  readonly owners: readonly { readonly node: string; readonly tally: Tally }[];
  /** In the order of owners; a few. */
  readonly pairs: readonly SameOwnerPair[];
}

export interface CandidateAttribution {
  readonly kind: CandidateKind;
  readonly name: string;
  readonly verdict: AttributionVerdict;
  readonly reason: VerdictReason;
  /** Posterior of being a cause; null without a full trial. */
  readonly probability: number | null;
  readonly trials: Tally;
  /** All other full trials. */
  readonly others: Tally;
  readonly rate: RateInterval | null;
  /** One-sided; `adjusted` by Holm over all candidates of the kind. null below two trials. */
  readonly fisher: { readonly p: number; readonly adjusted: number } | null;
  /** Mantel-Haenszel, stratified by volume (of volumes: by owner); `null`: no stratum has both. `ratio` may be infinite. */
  readonly oddsRatio: { readonly ratio: number; readonly strata: number } | null;
  /** The most telling first; a few. */
  readonly crossovers: readonly Crossover[];
  /** Of a volume that may be a cause; null: of others, and where there is nothing to compare. */
  readonly underOwners: UnderOwners | null;
  /** FILETIME ticks: it turned bad, or was repaired, inside the window; between which two trials that was. */
  readonly since: ChangeMoment | null;
  readonly until: ChangeMoment | null;
  /** Of one that is bad or suspect: what else is in the very same trials, and is blamed less only for being rarer. Absent: nothing. */
  readonly inseparable?: readonly CauseName[];
}

/** It changed after one trial and not later than the other. */
export interface ChangeMoment {
  readonly after: bigint;
  readonly before: bigint;
}

/** Everything that a cluster or a proxy backed up fails from one moment on: no owner's fault. */
export interface CommonOnset {
  /** null: of all trials. */
  readonly proxy: string | null;
  /** null: it failed from the first trial on. */
  readonly at: ChangeMoment | null;
  /** null: it lasts until the last trial. */
  readonly until: ChangeMoment | null;
  readonly before: Tally;
  readonly during: Tally;
  readonly probability: number;
  /** The last that passed and the first that failed. */
  readonly lastPassed: Trial | null;
  readonly firstFailed: Trial;
  /** Of which cluster's backups; absent: there are not several, or it is not told. */
  readonly cluster?: string;
}

/** A job, a machine, its host or an hour that explains failures better than any candidate does. */
export interface OtherCause {
  readonly kind: OtherCauseKind;
  readonly name: string;
  /** Others that are in the very same trials: one cause with several names. Absent: none. */
  readonly aliases?: readonly CauseName[];
  readonly probability: number;
  readonly inside: Tally;
  readonly outside: Tally;
  /** Of which cluster's backups; absent: there are not several, or it is not told. */
  readonly cluster?: string;
}

/** Another explanation that was looked at and does not hold. */
export interface RejectedExplanation {
  readonly kind: "node" | "volume" | "proxy" | "job" | "vm" | "vm-host" | "hour" | "onset" | "leak";
  /** The value that came closest, by the ratio of likelihoods, then by name; null where the kind has none. */
  readonly name: string | null;
  /** With and without it. */
  readonly inside: Tally;
  readonly outside: Tally;
  /** Why it was rejected: `passes-inside`, `fails-outside`, `explained-by-verdict`, `too-few`, `single-value`, `not-known`; or why it is none: `inseparable`. */
  readonly code: string;
  /** What it was never seen without, and that never without it; there with `inseparable` only. */
  readonly from?: readonly CauseName[];
  /** Of which cluster's backups; absent: there are not several, or it is not told. */
  readonly cluster?: string;
}

/** The one test that would change a verdict most. */
export type NextTest =
  /** Move-ClusterSharedVolume: back the volume up under the other owner. */
  | { readonly code: "move-volume"; readonly volume: string; readonly from: string; readonly to: string }
  | { readonly code: "back-up-under"; readonly node: string; readonly volume: string | null }
  | { readonly code: "other-proxy"; readonly proxy: string }
  /** Back `keep` up with one of the others changed at a time. */
  | { readonly code: "tell-apart"; readonly keep: CauseName; readonly change: readonly CauseName[] }
  | { readonly code: "give-successes" }
  | { readonly code: "give-ownership" };

export interface Attribution {
  /** All full trials. */
  readonly trials: Tally;
  /** Trials that are evidence for no owner, as one changed within or is not known. */
  readonly partial: Tally;
  /** Failures known besides all trials, where they are so many that nobody is cleared; else 0. */
  readonly failuresUnlaid: number;
  /** By kind, then name: every node, volume and proxy that any input names. */
  readonly candidates: readonly CandidateAttribution[];
  readonly onsets: readonly CommonOnset[];
  readonly otherCauses: readonly OtherCause[];
  /** Failures that nothing explains, of all failures. */
  readonly leak: Tally;
  readonly rejected: readonly RejectedExplanation[];
  readonly nextTests: readonly NextTest[];
}
