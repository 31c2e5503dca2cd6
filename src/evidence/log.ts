import type { Explanation } from "../shared/errors.ts";
import type { RecordStretch } from "./record-stretch.ts";

/** `damaged`: records came, but not all is as it should be. `unreadable`: nothing came of it. */
export type SourceStatus = "complete" | "damaged" | "unreadable";

/** One record's place in its log, and its time in FILETIME ticks. */
export interface RecordPlace {
  readonly recordId: bigint;
  readonly time: bigint;
}

/** Records of one computer in one channel, as one log holds them. Times are FILETIME ticks. */
export interface LogOrigin {
  readonly computer: string;
  readonly channel: string;
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** All its records, by id; absent where they were not counted, so that nothing is known of missing ones. */
  readonly stretches?: readonly RecordStretch[];
  /** Where records were only sampled: of those, the ones with the lowest and the highest id. */
  readonly ends?: { readonly first: RecordPlace; readonly last: RecordPlace };
}

/** One event log that was given, read or not. */
export interface LogEvidence {
  readonly path: string;
  readonly status: SourceStatus;
  readonly records: number;
  /** Those that some need selected. */
  readonly selected: number;
  /** Records that could be read only in part. */
  readonly damaged: number;
  /** All damages, those outside records too, and the kind of the first. */
  readonly damages: { readonly count: number; readonly firstKind: string | null };
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** Who wrote the records; empty when that is not known. */
  readonly origins: readonly LogOrigin[];
  /** One line each, without the path. */
  readonly warnings: readonly string[];
  /** Why it could not be read, or not to its end. */
  readonly problem: Explanation | null;
  /** The channel for whose sake it was left unread, for nothing that is needed stands there; else null. */
  readonly skippedChannel: string | null;
}
