import type { ByteWriter } from "./bytes-out.ts";
import type { Damage, RecordState, Remark } from "./damage.ts";
import type { EventSystem, EvtxEvent } from "./event.ts";
import type { EvtxWorkspace, WorkspaceOptions } from "./workspace.ts";

/** A selected record, borrowed: it is valid only inside `Sink.record`, what it returns stays. */
export interface RecordView {
  readonly state: RecordState;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** TimeCreated (else the header's time) as two halves of the FILETIME, without a bigint; unsigned. */
  readonly timeHigh: number;
  readonly timeLow: number;
  /** EventRecordID (else the header's number) as two unsigned halves. */
  readonly recordIdHigh: number;
  readonly recordIdLow: number;
  system(): EventSystem;
  decode(): EvtxEvent;
  /** Appends one line of JSON (DESIGN's contract for `badnode events`) with its line feed. `file` stands first in it. */
  writeJson(out: ByteWriter, file: string): void;
  /** Appends the `<Event>` element as Windows renders it, in UTF-8, without a line feed. */
  writeXml(out: ByteWriter): void;
}

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
  /** Leave the file when its sampled chunks show one channel only, and no clause wants it. Default true. */
  readonly skipByChannel?: boolean;
  /** Only these chunks, by position in the file; for splitting one log between threads. */
  readonly chunks?: { readonly from: number; readonly to: number };
}

/** What a scan has read so far; counts of all records, not only of selected ones. */
export interface ScanProgress {
  readonly bytesRead: number;
  /** Every record found, whatever its state and whether selected or not. */
  readonly records: number;
  readonly selected: number;
  readonly recovered: number;
  readonly damaged: number;
  readonly damages: number;
  /** The channel for whose sake the file was left early, else null. */
  readonly skippedChannel: string | null;
}
