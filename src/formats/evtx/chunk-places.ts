import { CHUNK_SIZE, hasChunkSignature } from "./chunk-header.ts";
import { FILE_HEADER_SIZE } from "./file-header.ts";
import type { ByteSource } from "./source.ts";

/** Where the chunk of this index starts, in bytes from the start of the file. */
export function chunkOffset(index: number): number {
  return FILE_HEADER_SIZE + index * CHUNK_SIZE;
}

/** Places for chunks behind the file header, the last perhaps cut short. */
export function chunkPlaces(size: number): number {
  return Math.max(0, Math.ceil((size - FILE_HEADER_SIZE) / CHUNK_SIZE));
}

/**
 * How many places there are up to the last one where a chunk stands: 0 when none does. Only eight bytes of a place are
 * read; a failure to read ends the search, for the scan itself meets and reports it.
 */
export function placesInUse(source: ByteSource): number {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  for (let index = chunkPlaces(source.size) - 1; index >= 0; index--) {
    try {
      if (hasChunkSignature(view, 0, readFully(source, bytes, chunkOffset(index)))) return index + 1;
    } catch {
      return 0;
    }
  }
  return 0;
}

/** Reads until the target is full or the source ends; returns how much it read. Throws what the source throws. */
export function readFully(source: ByteSource, target: Uint8Array, position: number): number {
  let filled = 0;
  while (filled < target.length) {
    const count = source.read(target.subarray(filled), position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
