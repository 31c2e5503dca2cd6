import type { Proof } from "../evidence/index.ts";

/**
 * What a trait can tell. `factor`: the published case found it on all bad hosts and on no other. `mark`: known to go with
 * that. `cause`: it may have brought that about, and has a date. `circumstance`: no way is known in which it would make a
 * backup fail.
 */
export type TraitRole = "factor" | "mark" | "cause" | "circumstance";

/** Something that a host has or lacks, in words; what stands behind `its` or `their` is the same for one host and for many. */
export interface TraitText {
  /** Stable for ever. */
  readonly id: string;
  readonly role: TraitRole;
  /** In a table, behind a host's name: `SCP missing`. */
  readonly label: string;
  /** Of hosts that have it: `lacks its service connection point`, `lack their service connection point`. */
  readonly one: string;
  readonly many: string;
  /** Of those that lack it, where that is better said by what they have: `have`. null: none of them does. */
  readonly passing: { readonly one: string; readonly many: string } | null;
  /** What must be known to read it rightly; null: nothing. */
  readonly note: string | null;
}

/** That one host has a trait. */
export interface TraitProof {
  readonly trait: TraitText;
  /** FILETIME ticks: since when, or when it happened; null: not known. */
  readonly time: bigint | null;
  readonly evidence: Proof;
}

/** Nodes by what is known of them; by name. */
export interface TraitSide {
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  /** Nothing that was given would show it: counted on no side. */
  readonly unknown: readonly string[];
}

/** A trait that tells bad nodes from good ones, wholly or nearly. */
export interface TraitRow {
  readonly trait: TraitText;
  readonly bad: TraitSide;
  readonly good: TraitSide;
  /** Of so clean a split at random: the upper tail of the hypergeometric distribution. `adjusted`: by Holm, over all traits compared. */
  readonly chance: number;
  readonly adjusted: number;
  /** By node: of each that has it. */
  readonly proofs: readonly (TraitProof & { readonly node: string })[];
}

/** One bad node, in the order in which it came about, told backwards: what failed, whose it was, what that node has, and why perhaps. */
export interface CauseChain {
  readonly node: string;
  readonly failure: {
    readonly volume: string;
    readonly proxy: string | null;
    /** FILETIME ticks: when the attempt began. */
    readonly time: bigint;
    readonly evidence: Proof;
  };
  /** FILETIME ticks: since when it is known to have owned the volume; null: since before all that is known. */
  readonly owner: { readonly from: bigint | null; readonly isAssumed: boolean; readonly evidence: Proof };
  /** `lacks`: it was seen not to have it. `unknown`: nobody could tell. */
  readonly factor: { readonly trait: TraitText; readonly state: "has" | "lacks" | "unknown" };
  /** The factor's where it has it; else of marks. */
  readonly traits: readonly TraitProof[];
  /** What happened to it before the failure, by time: each may be why, none is proven to be. */
  readonly causes: readonly TraitProof[];
}

/** What bad nodes share and good ones lack. */
export interface CauseAnalysis {
  /** By trials; by name. */
  readonly bad: readonly string[];
  /** Cleared by trials, whatever logs are missing; by name. */
  readonly good: readonly string[];
  /** How many traits were known of bad nodes and of good ones. */
  readonly compared: number;
  /** Every bad node of which it is known has it and every such good one lacks it; what has a known mechanism first. */
  readonly separators: readonly TraitRow[];
  /** Those with counter-examples. */
  readonly near: readonly TraitRow[];
  /** By node. */
  readonly chains: readonly CauseChain[];
}
