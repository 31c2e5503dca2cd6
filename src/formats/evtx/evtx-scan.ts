import type { ScanOptions, ScanProgress, Sink } from "./scan.ts";
import type { ByteSource } from "./source.ts";

/** Reads one log block by block and hands out what was selected. */
export class EvtxScan {
  readonly progress: ScanProgress;

  /** @throws EvtxError when the bytes are no event log. */
  constructor(source: ByteSource, sink: Sink, options: ScanOptions = {}) {
    void source;
    void sink;
    void options;
    this.progress = {
      bytesRead: 0,
      records: 0,
      selected: 0,
      recovered: 0,
      damaged: 0,
      damages: 0,
      skippedChannel: null,
    };
  }

  /** Handles the next block (at most 4 MiB); false when the log is at its end. */
  next(): boolean {
    return false;
  }
}
