import type { ByteWriter } from "./bytes-out.ts";
import type { RecordState } from "./damage.ts";
import type { EventSystem, EvtxEvent } from "./event.ts";

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
  /**
   * Appends the `<Event>` element as Windows renders it, in UTF-8, without a line feed; a comment with its number for a
   * record of which nothing is left.
   */
  writeXml(out: ByteWriter): void;
}
