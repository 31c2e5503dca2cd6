import { ByteWriter, type RecordState, type RecordView } from "../../formats/evtx/index.ts";
import { appendEntry, forEachEntry } from "./sorting/entry-block.ts";
import { SortedRuns, type SortedRunsOptions } from "./sorting/sorted-runs.ts";
import { SortKeyWriter } from "./sorting/sort-key.ts";

/** Where a record comes from: the position of its log in the list of logs, and its own position in the log. */
export interface RecordOrigin {
  readonly log: number;
  readonly offset: number;
}

const STATE_RANK: Readonly<Record<RecordState, number>> = { intact: 0, recovered: 1, damaged: 2 };
/** State (1 byte), log (4) and offset (8) end a key; what stands before them says which record it is. */
const ORIGIN_BYTES = 13;

/** Turns records into entries of a timeline; any thread may do that, RecordTimeline takes their bytes. */
export class TimelineEntries {
  readonly out = new ByteWriter();
  readonly #unique: boolean;
  readonly #key = new SortKeyWriter();

  /** `unique` as for the RecordTimeline that takes the entries. */
  constructor(unique: boolean) {
    this.#unique = unique;
  }

  /** `render` appends the record's output to the writer that it is given. */
  add(record: RecordView, origin: RecordOrigin, render: (out: ByteWriter) => void): void {
    const { computer, channel } = record.system();
    const writeKey = (out: ByteWriter): void => {
      this.#key.uint32(out, record.timeHigh);
      this.#key.uint32(out, record.timeLow);
      this.#key.text(out, computer);
      this.#key.text(out, channel);
      this.#key.uint32(out, record.recordIdHigh);
      this.#key.uint32(out, record.recordIdLow);
      this.#key.byte(out, this.#unique ? STATE_RANK[record.state] : 0);
      this.#key.uint32(out, origin.log);
      this.#key.whole(out, origin.offset);
    };
    appendEntry(this.out, writeKey, render);
  }
}

export interface RecordTimelineOptions extends SortedRunsOptions {
  /** Keep one record of those that agree in computer, channel, record id and time: the most intact one. */
  readonly unique: boolean;
}

/**
 * Ready output of any number of records in total order: time, computer, channel, record id, then log and position.
 * Texts compare by their UTF-8 bytes.
 */
export class RecordTimeline {
  readonly #runs: SortedRuns;
  readonly #unique: boolean;
  #duplicates = 0;

  constructor(options: RecordTimelineOptions) {
    this.#runs = new SortedRuns(options);
    this.#unique = options.unique;
  }

  /** Takes what TimelineEntries gathered in `out`. */
  take(entries: Uint8Array): void {
    forEachEntry(entries, (key, payload) => this.#runs.add(key, payload));
  }

  /** Call before `rendered`; `breathe` is waited for every MiB or so. */
  prepare(breathe: () => Promise<void>): Promise<void> {
    return this.#runs.prepare(breathe);
  }

  /** The rendered records in order, each borrowed until the next is asked for. */
  *rendered(): Generator<Uint8Array, void, void> {
    let previous = Buffer.alloc(0);
    for (const { key, payload } of this.#runs.entries()) {
      if (this.#unique) {
        const identity = key.subarray(0, key.length - ORIGIN_BYTES);
        if (previous.equals(identity)) {
          this.#duplicates++;
          continue;
        }
        previous = Buffer.from(identity);
      }
      yield payload;
    }
  }

  /** Records left out so far because an equal one was there. */
  get duplicates(): number {
    return this.#duplicates;
  }

  /** Of everything that was taken, for progress. */
  get byteLength(): number {
    return this.#runs.byteLength;
  }

  /** Removes temporary files. Safe to call at any time. */
  close(): void {
    this.#runs.close();
  }
}
