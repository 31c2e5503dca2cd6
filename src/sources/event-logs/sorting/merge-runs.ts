import { compareKeys } from "./compare-keys.ts";
import { ENTRY_HEADER_BYTES } from "./entry-block.ts";
import type { TemporaryFile } from "./temporary-file.ts";

/** One entry, borrowed: its parts are valid until the next one is asked for. */
export interface SortedEntry {
  readonly key: Uint8Array;
  readonly payload: Uint8Array;
}

/** Where a run lies in its file. */
export interface RunExtent {
  readonly start: number;
  readonly end: number;
}

/** The entries of all runs in order of their keys; equal keys in order of their runs. */
export function* mergedEntries(
  file: TemporaryFile,
  runs: readonly RunExtent[],
  bufferBytes: number,
): Generator<SortedEntry, void, void> {
  const heap: RunCursor[] = [];
  for (const [rank, run] of runs.entries()) {
    const cursor = new RunCursor(file, run, rank, bufferBytes);
    if (cursor.advance()) heap.push(cursor);
  }
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at);
  for (let least = heap[0]; least !== undefined; least = heap[0]) {
    yield least;
    if (!least.advance()) {
      const last = heap.pop();
      if (last === undefined || last === least) continue;
      heap[0] = last;
    }
    sink(heap, 0);
  }
}

/** Restores the heap below `at`. */
function sink(heap: RunCursor[], at: number): void {
  for (let parent = at; ; ) {
    let least = parent;
    for (const child of [2 * parent + 1, 2 * parent + 2]) {
      if (isBefore(heap[child], heap[least])) least = child;
    }
    if (least === parent) return;
    const moved = heap[parent];
    const other = heap[least];
    if (moved === undefined || other === undefined) return;
    heap[parent] = other;
    heap[least] = moved;
    parent = least;
  }
}

function isBefore(a: RunCursor | undefined, b: RunCursor | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return (compareKeys(a.key, 0, a.key.length, b.key, 0, b.key.length) || a.rank - b.rank) < 0;
}

/** Goes through one run with a buffer of its own. */
class RunCursor implements SortedEntry {
  readonly rank: number;
  key: Uint8Array = new Uint8Array(0);
  payload: Uint8Array = new Uint8Array(0);
  readonly #file: TemporaryFile;
  readonly #end: number;
  #buffer: Buffer;
  /** Where in the file the bytes behind the buffered ones start. */
  #position: number;
  #at = 0;
  #filled = 0;

  constructor(file: TemporaryFile, run: RunExtent, rank: number, bufferBytes: number) {
    this.rank = rank;
    this.#file = file;
    this.#position = run.start;
    this.#end = run.end;
    this.#buffer = Buffer.allocUnsafe(Math.min(bufferBytes, run.end - run.start));
  }

  /** Moves on to the next entry; false at the end of the run. */
  advance(): boolean {
    if (this.#at === this.#filled && this.#position === this.#end) return false;
    this.#provide(ENTRY_HEADER_BYTES);
    const keyLength = this.#buffer.readUInt32LE(this.#at);
    const payloadLength = this.#buffer.readUInt32LE(this.#at + 4);
    this.#provide(ENTRY_HEADER_BYTES + keyLength + payloadLength);
    const key = this.#at + ENTRY_HEADER_BYTES;
    this.key = this.#buffer.subarray(key, key + keyLength);
    this.payload = this.#buffer.subarray(key + keyLength, key + keyLength + payloadLength);
    this.#at = key + keyLength + payloadLength;
    return true;
  }

  /** Makes sure that `count` bytes from the present place on are in the buffer. */
  #provide(count: number): void {
    if (this.#filled - this.#at >= count) return;
    const rest = this.#buffer.subarray(this.#at, this.#filled);
    const next = count > this.#buffer.length ? Buffer.allocUnsafe(count) : this.#buffer;
    next.set(rest);
    this.#buffer = next;
    this.#at = 0;
    this.#filled = rest.length;
    while (this.#filled < this.#buffer.length && this.#position < this.#end) {
      const room = Math.min(this.#buffer.length - this.#filled, this.#end - this.#position);
      const read = this.#file.read(this.#buffer.subarray(this.#filled, this.#filled + room), this.#position);
      if (read === 0) throw new Error("a temporary file became shorter while it was read");
      this.#filled += read;
      this.#position += read;
    }
  }
}
