import { CHUNK_HEADER_SIZE, CHUNK_SIZE, hasChunkSignature, recordsEnd } from "./chunk-header.ts";
import type { BinXmlDamage } from "./chunk-bytes.ts";
import type { Damage, DamageKind, RecordState } from "./damage.ts";
import { EvtxError } from "./errors.ts";
import { FILE_HEADER_SIZE, type FileHeader, readFileHeader, startOf } from "./file-header.ts";
import { unwantedChannel } from "./channel-sample.ts";
import { chunkOffset, chunkPlaces, placesInUse, readFully } from "./chunk-places.ts";
import type { RecordReader } from "./record-reader.ts";
import { EvtxWorkspace } from "./workspace.ts";
import { findRecord, walkRecords } from "./record-walk.ts";
import type { RecordTally } from "./record-tally.ts";
import type { LogScan, ScanOptions, ScanProgress, Sink } from "./scan.ts";
import type { ByteSource } from "./source.ts";

const MAX_READ_FAILURES = 3;
/** Bytes of candidates that did not decode, for one chunk; overlapping ones could cost a hundred times its size. */
const MAX_WASTED_BYTES = 8 * CHUNK_SIZE;

/**
 * Reads one log block by block and hands out what was selected. It does no I/O of its own and throws nothing after
 * its constructor: whatever is wrong inside the log comes as damage, and reading goes on behind it.
 */
export class EvtxScan implements LogScan {
  readonly #source: ByteSource;
  readonly #sink: Sink;
  readonly #reader: RecordReader;
  readonly #header: FileHeader;
  readonly #carve: boolean;
  readonly #tally: RecordTally | null;
  readonly #first: number;
  readonly #last: number;
  readonly #chunksPerBlock: number;
  readonly #block: Uint8Array;
  readonly #view: DataView;
  readonly #progress = {
    bytesRead: 0,
    records: 0,
    selected: 0,
    recovered: 0,
    damaged: 0,
    damages: 0,
    skippedChannel: null as string | null,
  };
  #next: number;
  #chunksFound = 0;
  #readFailures = 0;
  #readFailed = false;
  /** Offset in the file of the block's first byte. */
  #blockOffset = 0;
  #placesInUse: number | null = null;
  #junkSeen = false;

  /** @throws EvtxError when the bytes are no event log at all; RangeError when the code page has no decoder. */
  constructor(source: ByteSource, sink: Sink, options: ScanOptions = {}) {
    this.#source = source;
    this.#sink = sink;
    this.#carve = options.carve ?? false;
    this.#tally = options.tally ?? null;
    const workspace = options.workspace ?? new EvtxWorkspace(options);
    this.#reader = workspace.reader;
    const count = chunkPlaces(source.size);
    this.#first = Math.min(count, options.chunks?.from ?? 0);
    this.#last = Math.min(count, options.chunks?.to ?? count);
    this.#next = this.#first;
    this.#chunksPerBlock = workspace.prepare(this.#last - this.#first);
    this.#block = workspace.block;
    this.#view = workspace.view;
    this.#header = this.#open();
    if (this.#first === 0) {
      for (const damage of this.#header.damages) this.#damage(damage);
      for (const remark of this.#header.remarks) sink.remark(remark);
      if (count === 0) {
        this.#damage({
          kind: "truncated-file",
          offset: source.size,
          expected: "chunks of records behind the file header",
          found: "the end of the file",
        });
      }
    }
    const channel =
      (options.skipByChannel ?? true) && workspace.selection !== undefined
        ? unwantedChannel(
            source,
            { first: this.#first, last: this.#last },
            workspace.selection,
            () => workspace.sampler,
          )
        : null;
    if (channel !== null) {
      this.#progress.skippedChannel = channel;
      this.#next = this.#last;
    }
  }

  get progress(): ScanProgress {
    return this.#progress;
  }

  /** Handles the next block (at most 4 MiB); false when the log is at its end. */
  next(): boolean {
    if (this.#next >= this.#last) return false;
    const chunks = Math.min(this.#chunksPerBlock, this.#last - this.#next);
    this.#blockOffset = chunkOffset(this.#next);
    this.#next += chunks;
    const wanted = chunks * CHUNK_SIZE;
    const filled = this.#fill(this.#block.subarray(0, wanted), this.#blockOffset);
    if (filled === null) return this.#afterReadFailure();
    for (let base = 0; base < filled; base += CHUNK_SIZE) this.#chunk(base, Math.min(filled, base + CHUNK_SIZE));
    if (filled < wanted) {
      this.#next = this.#last;
      this.#shorterThanPromised(filled);
    }
    if (this.#next >= this.#last) this.#atEnd();
    return this.#next < this.#last;
  }

  #open(): FileHeader {
    const { size } = this.#source;
    if (size === 0) throw new EvtxError("empty", "the file is empty");
    const start = new Uint8Array(Math.min(size, FILE_HEADER_SIZE + 8));
    let filled = 0;
    try {
      filled = readFully(this.#source, start, 0);
    } catch (error) {
      throw new EvtxError("unreadable", error instanceof Error ? error.message : String(error));
    }
    const bytes = start.subarray(0, filled);
    const header = readFileHeader(bytes.subarray(0, FILE_HEADER_SIZE));
    if (!header.valid) {
      // A log whose header is destroyed is still a log when a chunk stands where the first one belongs.
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (!hasChunkSignature(view, FILE_HEADER_SIZE, bytes.length)) {
        throw new EvtxError("not-evtx", `it starts with ${startOf(bytes)}, not with "ElfFile"`);
      }
    }
    return header;
  }

  /** Null when reading failed; the failure is then reported. */
  #fill(target: Uint8Array, position: number): number | null {
    try {
      const filled = readFully(this.#source, target, position);
      this.#progress.bytesRead += filled;
      this.#readFailures = 0;
      return filled;
    } catch (error) {
      this.#readFailures++;
      this.#readFailed = true;
      this.#damage({
        kind: "read-failed",
        offset: position,
        expected: `${target.length} bytes`,
        found: error instanceof Error ? error.message : String(error),
      });
      return null;
    }
  }

  #afterReadFailure(): boolean {
    if (this.#readFailures >= MAX_READ_FAILURES) this.#next = this.#last;
    if (this.#next >= this.#last) this.#atEnd();
    return this.#next < this.#last;
  }

  #shorterThanPromised(filled: number): void {
    const end = this.#blockOffset + filled;
    if (end >= this.#source.size) return;
    this.#damage({
      kind: "truncated-file",
      offset: end,
      expected: `${this.#source.size} bytes, as when it was opened`,
      found: `the end of the file at ${end}`,
    });
  }

  #chunk(base: number, end: number): void {
    const report = (kind: DamageKind, position: number, expected: string, found: string): void => {
      if (kind === "chunk-data-checksum") this.#reader.suspect = true;
      this.#damage({ kind, offset: this.#blockOffset + position, expected, found });
    };
    if (!hasChunkSignature(this.#view, base, end)) {
      this.#withoutSignature(base, end, report);
      return;
    }
    this.#chunksFound++;
    const truncated = end - base < CHUNK_SIZE;
    if (truncated) report("truncated-chunk", end, `${CHUNK_SIZE} bytes of a chunk`, `${end - base}`);
    this.#reader.enterChunk(this.#block, this.#view, base, end);
    const limit = recordsEnd(this.#block, this.#view, base, end, this.#header.noChecksums, report);
    const start = Math.min(base + CHUNK_HEADER_SIZE, end);
    const stop = walkRecords(
      this.#block,
      this.#view,
      start,
      Math.max(start, limit),
      end,
      (position, recordEnd, state) => this.#record(position, recordEnd, state),
      report,
    );
    if (this.#carve) this.#carveFrom(stop, end);
  }

  /**
   * Preallocated space is zero; anything else in a chunk's place is searched for records. Those that lost their
   * template with the chunk's start still tell their number and time.
   */
  #withoutSignature(
    base: number,
    end: number,
    report: (kind: DamageKind, position: number, expected: string, found: string) => void,
  ): void {
    const bytes = this.#block;
    let position = base;
    while (position < end && bytes[position] === 0) position++;
    if (position === end) {
      // Space is allocated behind the last chunk, never before it: a chunk stood here.
      if (this.#blockOffset + base < this.#usedEnd()) report("chunk-signature", base, '"ElfChnk"', "zero bytes");
      return;
    }
    this.#reader.enterChunk(bytes, this.#view, base, end);
    position = findRecord(bytes, this.#view, base, end);
    const offset = this.#blockOffset + base;
    if (position !== -1 || offset < this.#usedEnd()) {
      report("chunk-signature", base, '"ElfChnk"', startOf(bytes.subarray(base, end)));
    } else if (!this.#junkSeen) {
      this.#junkSeen = true;
      const text = `${this.#source.size - offset} bytes behind the last chunk are no chunk and hold no whole record`;
      this.#sink.remark({ kind: "trailing-bytes", offset, text });
    }
    while (position !== -1) {
      const behind = position + this.#view.getUint32(position + 4, true);
      this.#record(position, behind - 4, "recovered");
      position = findRecord(bytes, this.#view, behind, end);
    }
  }

  /** Where the space behind the last chunk begins. Looked up only when it matters. */
  #usedEnd(): number {
    this.#placesInUse ??= placesInUse(this.#source);
    return chunkOffset(this.#placesInUse);
  }

  #carveFrom(from: number, end: number): void {
    let wasted = 0;
    let position = findRecord(this.#block, this.#view, from, end);
    while (position !== -1 && wasted <= MAX_WASTED_BYTES) {
      const size = this.#view.getUint32(position + 4, true);
      const whole = this.#carved(position, position + size - 4);
      if (!whole) wasted += size;
      position = findRecord(this.#block, this.#view, position + (whole ? size : 4), end);
    }
  }

  /** In slack, only what decodes whole is a record: its template may be overwritten. */
  #carved(position: number, end: number): boolean {
    const reader = this.#reader;
    const selected = reader.take(position, end, this.#blockOffset + position, "recovered", dropDamage);
    if (reader.state !== "recovered") return false;
    this.#progress.records++;
    this.#progress.recovered++;
    if (selected) this.#handOut();
    return true;
  }

  #record(position: number, end: number, state: RecordState): void {
    const reader = this.#reader;
    this.#progress.records++;
    const selected = reader.take(position, end, this.#blockOffset + position, state, this.#onRecordDamage);
    if (reader.state === "damaged") this.#progress.damaged++;
    else if (reader.state === "recovered") this.#progress.recovered++;
    if (this.#tally !== null) reader.tell(this.#tally);
    if (selected) this.#handOut();
  }

  #handOut(): void {
    const { state } = this.#reader;
    this.#progress.selected++;
    this.#sink.record(this.#reader);
    // Rendering may show that a record makes more text than any honest one.
    if (state === "damaged" || this.#stateNow() !== "damaged") return;
    this.#progress.damaged++;
    if (state === "recovered") this.#progress.recovered--;
  }

  #stateNow(): RecordState {
    return this.#reader.state;
  }

  readonly #onRecordDamage = (damage: BinXmlDamage): void => {
    this.#damage({
      kind: damage.kind,
      offset: this.#blockOffset + damage.position,
      expected: damage.expected,
      found: damage.found,
      recordId: this.#reader.headerRecordId,
    });
  };

  #damage(damage: Damage): void {
    this.#progress.damages++;
    this.#sink.damage(damage);
  }

  /** What the header counts is compared with the last chunk's place, so that ranges of one log agree. */
  #atEnd(): void {
    if (this.#last < chunkPlaces(this.#source.size) || !this.#header.valid || this.#readFailed) return;
    const promised = this.#header.chunkCount;
    this.#placesInUse ??= placesInUse(this.#source);
    const found = this.#placesInUse;
    if (promised === (found & 0xffff)) return;
    if (promised > found && !this.#header.dirty) {
      this.#damage({
        kind: "truncated-file",
        offset: this.#source.size,
        expected: `${promised} chunks, as the file header counts`,
        found: `${found}`,
      });
    } else {
      const text = `the file header counts ${promised} chunks, the file has ${found}`;
      this.#sink.remark({ kind: "chunk-count", offset: 42, text });
    }
  }
}

/** What does not decode in slack is not called damage. */
function dropDamage(): void {
  // Nothing to say: slack promises no records.
}
