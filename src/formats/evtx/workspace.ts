import { CHUNK_SIZE } from "./chunk-header.ts";
import { RecordReader } from "./record-reader.ts";
import type { Selection } from "./selection.ts";

const CHUNKS_PER_BLOCK = 64;

/** What a workspace decides for all its scans. */
export interface WorkspaceOptions {
  /** Which records reach the sink; absent: all. */
  readonly selection?: Selection;
  /** Code page label (WHATWG) for ANSI strings. Default windows-1252. */
  readonly ansiCodePage?: string;
}

/**
 * The block buffer and the compiled templates of one thread. Scans that follow one another share them: a folder has
 * hundreds of logs with the same templates, and a large log is read in many ranges.
 */
export class EvtxWorkspace {
  readonly selection: Selection | undefined;
  readonly reader: RecordReader;
  block: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  view: DataView = new DataView(this.block.buffer);
  #sampler: RecordReader | null = null;

  /** @throws RangeError when the code page has no decoder. */
  constructor(options: WorkspaceOptions = {}) {
    this.selection = options.selection;
    this.reader = new RecordReader(options.selection, options.ansiCodePage ?? "windows-1252");
  }

  /** Reads samples, of which nothing is selected. */
  get sampler(): RecordReader {
    this.#sampler ??= new RecordReader(undefined, "windows-1252");
    return this.#sampler;
  }

  /** A block for at most `chunks` chunks and at most 4 MiB; returns for how many chunks it has room. */
  prepare(chunks: number): number {
    const wanted = Math.max(1, Math.min(CHUNKS_PER_BLOCK, chunks));
    if (this.block.length < wanted * CHUNK_SIZE) {
      this.block = new Uint8Array(wanted * CHUNK_SIZE);
      this.view = new DataView(this.block.buffer);
    }
    return wanted;
  }
}
