import { CHUNK_HEADER_SIZE, CHUNK_SIZE, hasChunkSignature } from "./chunk-header.ts";
import { chunkOffset, readFully } from "./chunk-places.ts";
import { RecordReader } from "./record-reader.ts";
import { walkRecords } from "./record-walk.ts";
import type { Selection } from "./selection.ts";
import type { ByteSource } from "./source.ts";

/** Logs below this many chunks are read whole: sampling them would save nothing. */
const MIN_CHUNKS = 8;
const SAMPLED_CHUNKS = 5;

/**
 * The one channel of all records in sampled chunks (first, last and between), when no clause wants it; else null.
 * Exports of custom views and forwarded logs mix channels, so one chunk alone would not do.
 */
export function unwantedChannel(source: ByteSource, first: number, last: number, selection: Selection): string | null {
  const chunks = last - first;
  if (chunks < MIN_CHUNKS || selection.some((clause) => clause.channels === undefined)) return null;
  const wanted = new Set(selection.flatMap((clause) => clause.channels ?? []).map((name) => name.toLowerCase()));
  const seen = new Set<string | null>();
  const bytes = new Uint8Array(CHUNK_SIZE);
  const view = new DataView(bytes.buffer);
  const reader = new RecordReader(undefined, "windows-1252");
  const unclear = (): void => {
    seen.add(null);
  };
  for (let sample = 0; sample < SAMPLED_CHUNKS && seen.size <= 1; sample++) {
    const index = first + Math.floor(((chunks - 1) * sample) / (SAMPLED_CHUNKS - 1));
    let filled = 0;
    try {
      filled = readFully(source, bytes, chunkOffset(index));
    } catch {
      return null; // the scan itself will meet and report it
    }
    if (!hasChunkSignature(view, 0, filled)) continue;
    reader.enterChunk(bytes, view, 0, filled);
    const onRecord = (position: number, end: number): void => {
      reader.take(position, end, 0, "intact", unclear);
      seen.add(reader.channel);
    };
    const limit = Math.min(filled, view.getUint32(48, true));
    walkRecords(bytes, view, CHUNK_HEADER_SIZE, limit, filled, onRecord, unclear);
  }
  const [channel] = seen;
  return seen.size === 1 && typeof channel === "string" && !wanted.has(channel.toLowerCase()) ? channel : null;
}
