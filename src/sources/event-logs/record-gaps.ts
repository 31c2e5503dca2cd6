import { ByteWriter, type RecordView } from "../../formats/evtx/index.ts";
import { EARLIEST_RECORD_TIME } from "../../shared/plausible-time.ts";
import { appendEntry, forEachEntry } from "./sorting/entry-block.ts";
import { SortedRuns, type SortedRunsOptions } from "./sorting/sorted-runs.ts";
import { SortKeyReader, SortKeyWriter } from "./sorting/sort-key.ts";

/** A hole in what one computer logged to one channel, over all files. Times are FILETIME ticks. */
export type RecordGap = {
  readonly computer: string | null;
  readonly channel: string | null;
} & (
  | {
      readonly kind: "record-ids";
      /** The ids that are missing, both included. */
      readonly firstMissing: bigint;
      readonly lastMissing: bigint;
      /** When the records on both sides of the hole were written. */
      readonly before: bigint;
      readonly after: bigint;
    }
  | {
      readonly kind: "time";
      /** The silence: the last record before it and the first one after it. */
      readonly before: bigint;
      readonly after: bigint;
    }
);

export interface RecordGapsOptions extends SortedRunsOptions {
  /** A time without records counts from this length on, in ticks. */
  readonly silence: bigint;
}

/** Turns records into what RecordGaps looks at; any thread may do that. Damaged records are left out. */
export class GapEntries {
  readonly out = new ByteWriter();
  readonly #key = new SortKeyWriter();

  add(record: RecordView): void {
    if (record.state === "damaged") return;
    const { computer, channel } = record.system();
    const writeKey = (out: ByteWriter): void => {
      this.#key.text(out, computer);
      this.#key.text(out, channel);
      this.#key.uint32(out, record.recordIdHigh);
      this.#key.uint32(out, record.recordIdLow);
    };
    appendEntry(this.out, writeKey, (out) => {
      this.#key.uint32(out, record.timeHigh);
      this.#key.uint32(out, record.timeLow);
    });
  }
}

const RECORD_ID_BYTES = 8;
/**
 * Higher numbers that are older by more than this belong to an earlier log of the same channel: an upgrade in place
 * numbers anew. Less is a clock that was set back.
 */
const NEW_NUMBERS = 24n * 3600n * 10_000_000n;

/**
 * Finds missing record ids and long silences per (computer, channel). Records are not in order inside a log and logs
 * overlap, so ids and times are sorted on disk: exact, in bounded memory.
 */
export class RecordGaps {
  readonly #ids: SortedRuns;
  readonly #times: SortedRuns;
  readonly #silence: bigint;

  constructor(options: RecordGapsOptions) {
    const half = { ...options, memoryBytes: (options.memoryBytes ?? 16 << 20) >> 1 };
    this.#ids = new SortedRuns(half);
    this.#times = new SortedRuns(half);
    this.#silence = options.silence;
  }

  /** Takes what GapEntries gathered in `out`. */
  take(entries: Uint8Array): void {
    const timeKey = new ByteWriter(256);
    forEachEntry(entries, (key, time) => {
      this.#ids.add(key, time);
      timeKey.reset();
      timeKey.append(key.subarray(0, key.length - RECORD_ID_BYTES));
      timeKey.append(time);
      this.#times.add(timeKey.written(), EMPTY);
    });
  }

  /** Hands out all id gaps, then all silences, each by computer, channel and position. */
  async finish(breathe: () => Promise<void>, visit: (gap: RecordGap) => Promise<void> | void): Promise<void> {
    await this.#ids.prepare(breathe);
    for (const gap of this.#idGaps()) await visit(gap);
    this.#ids.close();
    await this.#times.prepare(breathe);
    for (const gap of this.#silences()) await visit(gap);
  }

  /** Removes temporary files. Safe to call at any time. */
  close(): void {
    this.#ids.close();
    this.#times.close();
  }

  *#idGaps(): Generator<RecordGap, void, void> {
    const reader = new SortKeyReader();
    let previous: { computer: string | null; channel: string | null; id: bigint; time: bigint } | undefined;
    for (const { key, payload } of this.#ids.entries()) {
      reader.start(key);
      const computer = reader.text();
      const channel = reader.text();
      const id = reader.uint64();
      const time = reader.start(payload).uint64();
      const isSameLog = previous?.computer === computer && previous.channel === channel;
      if (previous !== undefined && isSameLog && id > previous.id + 1n && time + NEW_NUMBERS >= previous.time) {
        const ids = { firstMissing: previous.id + 1n, lastMissing: id - 1n };
        yield { kind: "record-ids", computer, channel, ...ids, before: previous.time, after: time };
      }
      previous = { computer, channel, id, time };
    }
  }

  *#silences(): Generator<RecordGap, void, void> {
    const reader = new SortKeyReader();
    let previous: { computer: string | null; channel: string | null; time: bigint } | undefined;
    for (const { key } of this.#times.entries()) {
      reader.start(key);
      const computer = reader.text();
      const channel = reader.text();
      const time = reader.uint64();
      // No silence follows a clock that was not set.
      if (time < EARLIEST_RECORD_TIME) continue;
      const sameLog = previous?.computer === computer && previous.channel === channel;
      if (previous !== undefined && sameLog && time - previous.time >= this.#silence) {
        yield { kind: "time", computer, channel, before: previous.time, after: time };
      }
      previous = { computer, channel, time };
    }
  }
}

const EMPTY = new Uint8Array(0);
