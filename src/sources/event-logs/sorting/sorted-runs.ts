import { ByteWriter } from "../../../formats/evtx/index.ts";
import { ENTRY_HEADER_BYTES } from "./entry-block.ts";
import { compareKeys } from "./compare-keys.ts";
import { mergedEntries, type RunExtent, type SortedEntry } from "./merge-runs.ts";
import { openTemporaryFile, type TemporaryFile } from "./temporary-file.ts";

export interface SortedRunsOptions {
  /** Under which folder runs are spilled when memory is not enough. */
  readonly temporaryFolder: string;
  /** Bytes that entries may take before they are spilled. Default 16 MiB. */
  readonly memoryBytes?: number;
  /** How many runs are merged at once; more runs take several passes. Default 64. */
  readonly fanIn?: number;
}

const DEFAULT_MEMORY_BYTES = 16 * 1024 * 1024;
const DEFAULT_FAN_IN = 64;
const ENTRIES_PER_RUN = 1 << 18;
const STAGE_BYTES = 1 << 20;

/**
 * Sorts any number of opaque entries by the bytes of their keys in bounded memory: full buffers are sorted and spilled
 * as runs, runs are merged. Entries with equal keys keep the order in which they were added.
 */
export class SortedRuns {
  readonly #options: Required<SortedRunsOptions>;
  #buffer: ByteWriter;
  #starts = new Uint32Array(1024);
  #keyLengths = new Uint32Array(1024);
  #ends = new Uint32Array(1024);
  #count = 0;
  #spilled: TemporaryFile | null = null;
  #runs: RunExtent[] = [];

  constructor(options: SortedRunsOptions) {
    this.#options = { memoryBytes: DEFAULT_MEMORY_BYTES, fanIn: DEFAULT_FAN_IN, ...options };
    this.#buffer = new ByteWriter(this.#options.memoryBytes);
  }

  /** Copies both. @throws BadnodeError when the temporary folder is full. */
  add(key: Uint8Array, payload: Uint8Array): void {
    const out = this.#buffer;
    const start = out.length;
    out.append(key);
    out.append(payload);
    if (this.#count === this.#starts.length) this.#growIndex();
    this.#starts[this.#count] = start;
    this.#keyLengths[this.#count] = key.length;
    this.#ends[this.#count] = out.length;
    this.#count++;
    // The margin keeps the next entry from growing the buffer; an entry larger than it grows it for once.
    const margin = Math.min(1 << 20, this.#options.memoryBytes >> 2);
    if (out.length > this.#options.memoryBytes - margin || this.#count === ENTRIES_PER_RUN) this.#spill();
  }

  /**
   * Brings the number of runs down to what can be merged at once. Call it before `entries`; `breathe` is waited for
   * every MiB or so.
   */
  async prepare(breathe: () => Promise<void>): Promise<void> {
    if (this.#spilled === null) return;
    if (this.#count > 0) this.#spill();
    this.#buffer = new ByteWriter(0);
    while (this.#runs.length > this.#options.fanIn) await this.#mergePass(this.#spilled, breathe);
  }

  /** All entries in order of their keys. */
  *entries(): Generator<SortedEntry, void, void> {
    if (this.#spilled === null) {
      const bytes = this.#buffer.bytes;
      for (const index of this.#order()) {
        const { start, keyEnd, end } = this.#extent(index);
        yield { key: bytes.subarray(start, keyEnd), payload: bytes.subarray(keyEnd, end) };
      }
    } else yield* mergedEntries(this.#spilled, this.#runs, this.#readBytes(this.#runs.length));
  }

  /** Removes what was spilled. Safe to call at any time and more than once. */
  close(): void {
    this.#spilled?.close();
    this.#buffer = new ByteWriter(0);
    this.#count = 0;
  }

  /** How many bytes `entries` will go through, for progress. */
  get byteLength(): number {
    return this.#buffer.length + this.#runs.reduce((sum, run) => sum + run.end - run.start, 0);
  }

  #growIndex(): void {
    const grown = (old: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const next = new Uint32Array(old.length * 2);
      next.set(old);
      return next;
    };
    this.#starts = grown(this.#starts);
    this.#keyLengths = grown(this.#keyLengths);
    this.#ends = grown(this.#ends);
  }

  #extent(index: number): { start: number; keyEnd: number; end: number } {
    const start = this.#starts[index] ?? 0;
    return { start, keyEnd: start + (this.#keyLengths[index] ?? 0), end: this.#ends[index] ?? start };
  }

  #order(): Uint32Array {
    const bytes = this.#buffer.bytes;
    const starts = this.#starts;
    const keyLengths = this.#keyLengths;
    const order = Uint32Array.from({ length: this.#count }, (_, index) => index);
    return order.sort(
      (a, b) =>
        compareKeys(bytes, starts[a] ?? 0, keyLengths[a] ?? 0, bytes, starts[b] ?? 0, keyLengths[b] ?? 0) || a - b,
    );
  }

  #spill(): void {
    this.#spilled ??= openTemporaryFile(this.#options.temporaryFolder);
    const stage = new RunStage(this.#spilled);
    for (const index of this.#order()) {
      const { start, keyEnd, end } = this.#extent(index);
      stage.write(this.#buffer.bytes.subarray(start, keyEnd), this.#buffer.bytes.subarray(keyEnd, end));
    }
    this.#runs.push(stage.finish());
    this.#count = 0;
    this.#buffer.reset();
    if (this.#buffer.bytes.length > this.#options.memoryBytes) this.#buffer = new ByteWriter(this.#options.memoryBytes);
  }

  async #mergePass(from: TemporaryFile, breathe: () => Promise<void>): Promise<void> {
    const to = openTemporaryFile(this.#options.temporaryFolder);
    const merged: RunExtent[] = [];
    try {
      for (let first = 0; first < this.#runs.length; first += this.#options.fanIn) {
        const group = this.#runs.slice(first, first + this.#options.fanIn);
        const stage = new RunStage(to);
        let breathedAt = to.length;
        for (const { key, payload } of mergedEntries(from, group, this.#readBytes(group.length))) {
          stage.write(key, payload);
          if (to.length - breathedAt >= STAGE_BYTES) {
            breathedAt = to.length;
            await breathe();
          }
        }
        merged.push(stage.finish());
      }
    } catch (error) {
      to.close();
      throw error;
    }
    from.close();
    this.#spilled = to;
    this.#runs = merged;
  }

  /** Merging has the memory that the buffer had. */
  #readBytes(runs: number): number {
    return Math.max(64, Math.min(1 << 20, Math.floor(this.#options.memoryBytes / Math.max(runs, 1))));
  }
}

/** Writes one run: for each entry two lengths (little-endian), the key, the payload. */
class RunStage {
  readonly #file: TemporaryFile;
  readonly #start: number;
  readonly #stage = Buffer.allocUnsafe(STAGE_BYTES);
  #length = 0;

  constructor(file: TemporaryFile) {
    this.#file = file;
    this.#start = file.length;
  }

  write(key: Uint8Array, payload: Uint8Array): void {
    const needed = ENTRY_HEADER_BYTES + key.length + payload.length;
    if (needed > this.#stage.length - this.#length) this.#flush();
    this.#length = this.#stage.writeUInt32LE(key.length, this.#length);
    this.#length = this.#stage.writeUInt32LE(payload.length, this.#length);
    if (needed > this.#stage.length) {
      this.#flush();
      this.#file.append(key);
      this.#file.append(payload);
    } else {
      this.#stage.set(key, this.#length);
      this.#stage.set(payload, this.#length + key.length);
      this.#length += key.length + payload.length;
    }
  }

  finish(): RunExtent {
    this.#flush();
    return { start: this.#start, end: this.#file.length };
  }

  #flush(): void {
    this.#file.append(this.#stage.subarray(0, this.#length));
    this.#length = 0;
  }
}
