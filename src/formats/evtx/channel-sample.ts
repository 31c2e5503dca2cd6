import { CHUNK_HEADER_SIZE, CHUNK_SIZE, hasChunkSignature } from "./chunk-header.ts";
import { chunkOffset, placesInUse, readFully } from "./chunk-places.ts";
import { compareBigint } from "../../shared/order.ts";
import type { RecordReader } from "./record-reader.ts";
import { walkRecords } from "./record-walk.ts";
import type { Selection } from "./selection.ts";
import type { ByteSource } from "./source.ts";

/** Logs below this many chunks are read whole: sampling them would save nothing. */
const MIN_CHUNKS = 8;
const SAMPLED_CHUNKS = 5;

/**
 * The channel of all records of a range of chunks, when no clause wants it for its own sake; else null. Two things must hold, for exports
 * of custom views and forwarded logs mix channels, and a wanted record must never be passed over:
 * - all records of sampled chunks (first, last and between) are of this one channel;
 * - the numbers of all chunks are without a gap, and EventRecordIDs rise in step with them. A channel numbers its own
 *   records, so another channel's records between would bring the two out of step.
 * `reader`: one without a selection.
 */
export function unwantedChannel(
  source: ByteSource,
  { first, last }: { readonly first: number; readonly last: number },
  selection: Selection,
  reader: () => RecordReader,
): string | null {
  const end = Math.min(last, placesInUse(source));
  const chunks = end - first;
  const reasons = selection.filter((clause) => clause.incidental !== true);
  if (chunks < MIN_CHUNKS || reasons.some((clause) => clause.channels === undefined)) return null;
  const wanted = new Set(reasons.flatMap((clause) => clause.channels ?? []).map((name) => name.toLowerCase()));
  try {
    const channel = sampledChannel(source, first, chunks, reader());
    if (channel === null || wanted.has(channel.toLowerCase())) return null;
    return isOneSequence(source, first, end) ? channel : null;
  } catch {
    return null; // the scan itself will meet and report what cannot be read
  }
}

function sampledChannel(source: ByteSource, first: number, chunks: number, reader: RecordReader): string | null {
  const channels = new Set<string | null>();
  const lags = new Set<bigint>();
  const bytes = new Uint8Array(CHUNK_SIZE);
  const view = new DataView(bytes.buffer);
  const unclear = (): void => {
    channels.add(null);
  };
  for (let sample = 0; sample < SAMPLED_CHUNKS && channels.size <= 1 && lags.size <= 1; sample++) {
    const index = first + Math.floor(((chunks - 1) * sample) / (SAMPLED_CHUNKS - 1));
    const filled = readFully(source, bytes, chunkOffset(index));
    if (!hasChunkSignature(view, 0, filled)) return null;
    reader.enterChunk(bytes, view, 0, filled);
    const onRecord = (position: number, end: number): void => {
      reader.take(position, end, 0, "intact", unclear);
      channels.add(reader.channel);
      lags.add(reader.headerRecordId - view.getBigUint64(position + 8, true));
    };
    const limit = Math.min(filled, view.getUint32(48, true));
    walkRecords(bytes, view, CHUNK_HEADER_SIZE, limit, filled, onRecord, unclear);
  }
  const [channel] = channels;
  return channels.size === 1 && lags.size === 1 ? (channel ?? null) : null;
}

/** Chunk header (libevtx): first and last number in the file at 8 and 16, first and last identifier at 24 and 32. */
function isOneSequence(source: ByteSource, first: number, last: number): boolean {
  const bytes = new Uint8Array(40);
  const view = new DataView(bytes.buffer);
  let lag: bigint | null = null;
  const ranges: { readonly from: bigint; readonly to: bigint }[] = [];
  for (let index = first; index < last; index++) {
    if (!hasChunkSignature(view, 0, readFully(source, bytes, chunkOffset(index)))) return false;
    const from = view.getBigUint64(8, true);
    const to = view.getBigUint64(16, true);
    lag ??= view.getBigUint64(24, true) - from;
    if (view.getBigUint64(24, true) - from !== lag || view.getBigUint64(32, true) - to !== lag) return false;
    ranges.push({ from, to });
  }
  // A log that has reached its size is written from the start again: its chunks are then out of order in the file.
  ranges.sort((a, b) => compareBigint(a.from, b.from));
  return ranges.every(({ from }, index) => index === 0 || from === (ranges[index - 1]?.to ?? 0n) + 1n);
}
