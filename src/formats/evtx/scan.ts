import type { Damage, Remark } from "./damage.ts";
import type { RecordTally } from "./record-tally.ts";
import type { RecordView } from "./record-view.ts";
import type { EvtxWorkspace, WorkspaceOptions } from "./workspace.ts";

/** What a scan hands out, in file order. */
export interface Sink {
  record(record: RecordView): void;
  damage(damage: Damage): void;
  remark(remark: Remark): void;
}

export interface ScanOptions extends WorkspaceOptions {
  /** Buffers and templates to share with earlier scans; its selection and code page then hold instead of these. */
  readonly workspace?: EvtxWorkspace;
  /** Also look for records in slack space; they come as `recovered`. Default false. */
  readonly carve?: boolean;
  /**
   * Leave a log whose records are plainly all of one channel that no clause wants (sampled chunks, and numbers in step
   * in all chunk headers). Default true.
   */
  readonly skipByChannel?: boolean;
  /** Told of every record before it is handed out; carved ones are left out, for slack promises no records. */
  readonly tally?: RecordTally;
  /**
   * Only these chunks, by position in the file; for splitting one log between threads. An XML log has stretches of the
   * same places and sizes instead.
   */
  readonly chunks?: { readonly from: number; readonly to: number };
}

/** A scan over one log, whatever its format: block by block, in file order, throwing nothing once it has begun. */
export interface LogScan {
  readonly progress: ScanProgress;
  /** Handles the next block (at most 4 MiB); false when the log is at its end. */
  next(): boolean;
}

/**
 * What a scan has read so far. Records are counted whether selected or not; damage inside the values of a record that
 * is not selected goes unseen, since such records are not read further than the selection needs.
 */
export interface ScanProgress {
  readonly bytesRead: number;
  readonly records: number;
  readonly selected: number;
  readonly recovered: number;
  readonly damaged: number;
  readonly damages: number;
  /** The channel for whose sake the file was left early, else null. */
  readonly skippedChannel: string | null;
}
