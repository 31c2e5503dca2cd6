import type { TrialTally } from "./correlation.ts";

/** Who owned the volume in a part of the time that is shown. FILETIME ticks. */
export interface LaneOwner {
  readonly from: bigint;
  readonly to: bigint;
  /** null: in conflict. */
  readonly node: string | null;
  readonly certainty: "certain" | "assumed" | "conflict";
}

/** Attempts of one outcome under one owner that began close together. FILETIME ticks: the first began, the last ended. */
export interface LaneAttempts {
  readonly from: bigint;
  readonly to: bigint;
  readonly isFailed: boolean;
  readonly attempts: number;
  /** null: no one node owned it all through, or nothing tells. */
  readonly owner: string | null;
}

/** One volume over time. */
export interface VolumeLane {
  readonly volume: string;
  /** Attempts, those that are evidence for no owner among them. */
  readonly tally: TrialTally;
  /** In time order; gaps are times of which nothing is known. */
  readonly owners: readonly LaneOwner[];
  /** It moved too often to show each move: of each part of the time, the owner in its middle. */
  readonly isCoarse: boolean;
  /** In time order. */
  readonly attempts: readonly LaneAttempts[];
}

/** Who owned the volumes while they were backed up, and what came of it: as much as one chart holds. */
export interface SwimLanes {
  /** FILETIME ticks: the first attempt began, the last ended. */
  readonly from: bigint;
  readonly to: bigint;
  /** Most failures first. */
  readonly lanes: readonly VolumeLane[];
  /** Volumes without a lane. */
  readonly others: { readonly volumes: number; readonly tally: TrialTally };
}
