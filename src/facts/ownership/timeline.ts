import type { Proof } from "../../evidence/index.ts";

/**
 * `certain`: two facts that agree stand at its ends, or a history holds. `assumed`: extrapolated beyond the first or last fact,
 * or the far side of a gap. `conflict`: facts disagree, `claims` has all nodes that they name.
 */
export type OwnershipCertainty = "certain" | "assumed" | "conflict";

/** One volume had one owner from the first moment up to the second, which is the next one's first. FILETIME ticks. */
export interface OwnershipInterval {
  /** null: since before anything is known. */
  readonly from: bigint | null;
  /** null: for as long as anything is known. */
  readonly to: bigint | null;
  /** null: in conflict. */
  readonly node: string | null;
  readonly certainty: OwnershipCertainty;
  /** Sorted; of an owner that is not in conflict the node alone. */
  readonly claims: readonly string[];
  readonly sources: Proof;
}

export interface VolumeTimeline {
  readonly volume: string;
  /** In time order, without holes; empty where nothing tells an owner. */
  readonly intervals: readonly OwnershipInterval[];
}

/** Whose a volume was all through a span; the rest says why nobody can be named. */
export type OwnerDuring =
  | {
      readonly kind: "owned";
      readonly node: string;
      readonly certainty: "certain" | "assumed";
      readonly interval: OwnershipInterval;
    }
  /** It changed its owner within. `nodes` in time order. */
  | { readonly kind: "moved"; readonly nodes: readonly string[] }
  | { readonly kind: "conflict"; readonly nodes: readonly string[] }
  | { readonly kind: "unknown" };

export interface OwnershipTimeline {
  /** By volume. */
  readonly volumes: readonly VolumeTimeline[];
  /** Every node that owned something, or that an input names as a node; sorted. */
  readonly nodes: readonly string[];
  /** Both ends included. `tolerance`: ticks by which clocks may differ; a move so close to an end counts as inside. */
  ownerDuring(volume: string, from: bigint, to: bigint, tolerance: bigint): OwnerDuring;
}
