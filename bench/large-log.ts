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
import type { ChunkSet } from "./chunk-set.ts";

const CHUNK_SIZE = 65_536;
const FILE_HEADER_SIZE = 4096;

export interface LargeLog {
  readonly path: string;
  readonly bytes: number;
}

/**
 * A valid log of about so many megabytes (10^6 bytes): the set's chunks, unmodified, round and round. One that is there
 * already is used when it was made of the same chunks and has its full length.
 */
export function largeLog(folder: string, set: ChunkSet, megabytes: number): LargeLog {
  const count = Math.max(1, Math.floor((megabytes * 1e6) / CHUNK_SIZE));
  const bytes = FILE_HEADER_SIZE + count * CHUNK_SIZE;
  const path = join(folder, `${set.origin}-${count}.evtx`);
  const stamp = `${path}.made-of`;
  if (readIfThere(stamp) === set.digest && statSync(path, { throwIfNoEntry: false })?.size === bytes) {
    return { path, bytes };
  }
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.unfinished`;
  const file = openSync(unfinished, "w");
  try {
    // The header counts chunks in 16 bits; readers look at the file's length.
    writeSync(file, fileHeader({ chunks: count & 0xffff, nextRecordId: BigInt(count) * 100n }));
    for (let index = 0; index < count; index++) {
      const chunk = set.chunks[index % set.chunks.length];
      if (chunk !== undefined) writeSync(file, chunk);
    }
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  writeFileSync(stamp, set.digest);
  return { path, bytes };
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
