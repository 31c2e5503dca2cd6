import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { fileHeader } from "../samples/generate/evtx/index.ts";

const CHUNK_SIZE = 65_536;
const FILE_HEADER_SIZE = 4096;

export interface LargeLog {
  readonly path: string;
  readonly bytes: number;
}

/** Where the chunks of a large log come from. */
export interface ChunkSource {
  /** Starts the file's name. */
  readonly name: string;
  /** Tells one set of chunks from another, before they are looked at. */
  readonly madeOf: string;
  chunks(): readonly Uint8Array[];
}

/**
 * A valid log of about so many megabytes (10^6 bytes): the source's chunks, unmodified, round and round. One that is
 * there already is used when it was made of the same chunks and has its full length.
 */
export function largeLog(folder: string, source: ChunkSource, megabytes: number): LargeLog {
  const count = Math.max(1, Math.floor((megabytes * 1e6) / CHUNK_SIZE));
  const bytes = FILE_HEADER_SIZE + count * CHUNK_SIZE;
  const path = join(folder, `${source.name}-${count}.evtx`);
  const stamp = `${path}.made-of`;
  if (readIfThere(stamp) === source.madeOf && statSync(path, { throwIfNoEntry: false })?.size === bytes) {
    return { path, bytes };
  }
  const chunks = source.chunks();
  if (chunks.length === 0) throw new Error(`There are no chunks to make ${path} of.`);
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.unfinished`;
  const file = openSync(unfinished, "w");
  try {
    // The header counts chunks in 16 bits; readers look at the file's length.
    writeSync(file, fileHeader({ chunks: count & 0xffff, nextRecordId: BigInt(count) * 100n }));
    for (let index = 0; index < count; index++) {
      const chunk = chunks[index % chunks.length];
      if (chunk !== undefined) writeSync(file, chunk);
    }
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  writeFileSync(stamp, source.madeOf);
  return { path, bytes };
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
