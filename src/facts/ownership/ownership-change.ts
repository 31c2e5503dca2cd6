import type { FactSource } from "./ownership-facts.ts";

export const MOST_SOURCES = 4;

/** What facts tell of one moment: who may have owned the volume until then, and who owns it from then on. */
export interface OwnershipChange {
  /** FILETIME ticks: of the announcement, else of the first fact. */
  readonly time: bigint;
  /** Each of them agrees with all that is told, where nothing is disputed; none: not told. */
  readonly from: readonly string[];
  /** One; none: not told; several: facts of this moment disagree. */
  readonly to: readonly string[];
  /** Not only announced. */
  readonly isConfirmed: boolean;
  /** It joins facts of which one at most can be true, in `from` and in `to`. */
  readonly isDisputed: boolean;
  /** A history has it so until its next row. */
  readonly holds: boolean;
  /** The nodes whose own cluster log shows it. */
  readonly leftInLog: string | null;
  readonly arrivedInLog: string | null;
  /** The first few. */
  readonly sources: readonly FactSource[];
}
