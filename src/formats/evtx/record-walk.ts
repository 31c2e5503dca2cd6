import type { RecordState } from "./damage.ts";
import type { ReportDamage } from "./chunk-header.ts";
import { hex } from "./file-header.ts";

/** "**\0\0" */
const RECORD_SIGNATURE = 0x00002a2a;
/** Signature (4), size (4), number (8), time (8), copy of the size (4). */
export const RECORD_HEADER_SIZE = 24;
const RECORD_MIN_SIZE = RECORD_HEADER_SIZE + 4;

const NOT_LOOKED_FOR = -2;

/** One record's extent: its header starts at `position`, its BinXML ends before `end`. */
export type OnRecord = (position: number, end: number, state: RecordState) => void;

function isRecord(view: DataView, position: number, end: number): boolean {
  if (end - position < RECORD_MIN_SIZE || view.getUint32(position, true) !== RECORD_SIGNATURE) return false;
  const size = view.getUint32(position + 4, true);
  return size >= RECORD_MIN_SIZE && size <= end - position && view.getUint32(position + size - 4, true) === size;
}

/** The next place where a whole record stands, by signature, size and its copy; -1 when there is none. */
export function findRecord(bytes: Uint8Array, view: DataView, from: number, end: number): number {
  let position = bytes.indexOf(0x2a, from);
  while (position !== -1 && position < end) {
    if (isRecord(view, position, end)) return position;
    position = bytes.indexOf(0x2a, position + 1);
  }
  return -1;
}

function isZero(bytes: Uint8Array, from: number, end: number): boolean {
  for (let position = from; position < end; position++) if (bytes[position] !== 0) return false;
  return true;
}

/**
 * Follows the records from `start` to `limit` (where the chunk says that free space begins) and, when they plainly go
 * on behind it, to `end`. After damage it looks for the next whole record; what is found so is `recovered`. Returns
 * where the records end.
 */
export function walkRecords(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  limit: number,
  end: number,
  onRecord: OnRecord,
  report: ReportDamage,
): number {
  let position = start;
  let stop = limit;
  let state: RecordState = "intact";
  let lastId: bigint | null = null;
  // Looked for once, not from each damaged record anew: a chunk may hold two thousand of them.
  let known = NOT_LOOKED_FOR;
  const nextRecord = (from: number): number => {
    if (known !== -1 && known < from) known = findRecord(bytes, view, from, limit);
    return known;
  };
  for (;;) {
    if (position >= stop) {
      if (stop === end || lastId === null || !isRecord(view, position, end)) return position;
      if (view.getBigUint64(position + 8, true) !== lastId + 1n) return position;
      report("free-space-offset", position, "free space, as the chunk's header says", "the next record");
      stop = end;
      state = "recovered";
    }
    if (isRecord(view, position, end)) {
      const size = view.getUint32(position + 4, true);
      onRecord(position, position + size - 4, state);
      if (position + size >= stop) lastId = view.getBigUint64(position + 8, true);
      position += size;
      continue;
    }
    // Behind the free-space offset the first thing that is no record ends the chunk.
    if (stop !== limit) return position;
    const left = stop - position;
    const signature = left >= 4 ? view.getUint32(position, true) : 0;
    if (signature !== RECORD_SIGNATURE || left < RECORD_HEADER_SIZE) {
      const next = nextRecord(position);
      if (next === -1) {
        if (signature === RECORD_SIGNATURE) {
          report("record-size", position, `the ${RECORD_HEADER_SIZE} bytes of a record's header`, String(left));
        } else if (isZero(bytes, position, stop)) {
          report("free-space-offset", position, "records up to the free-space offset", `${left} zero bytes`);
        } else report("record-signature", position, hex(RECORD_SIGNATURE), hex(signature));
        return position;
      }
      report("record-signature", position, hex(RECORD_SIGNATURE), hex(signature));
      position = next;
      state = "recovered";
      continue;
    }
    const size = view.getUint32(position + 4, true);
    let next = nextRecord(position + 4);
    const boundary = next === -1 ? stop : next;
    let recordEnd = boundary;
    if (size < RECORD_MIN_SIZE) report("record-size", position + 4, `at least ${RECORD_MIN_SIZE}`, String(size));
    else if (size > end - position) report("record-size", position + 4, `at most ${end - position}`, String(size));
    else {
      const copy = view.getUint32(position + size - 4, true);
      report("record-size-copy", position + size - 4, String(size), String(copy));
      recordEnd = Math.min(boundary, position + size - 4);
      // The one that follows may have lost its own copy too.
      const following = position + size;
      const follows = following + 4 <= stop && view.getUint32(following, true) === RECORD_SIGNATURE;
      if (follows && (next === -1 || following < next)) next = following;
    }
    onRecord(position, Math.max(recordEnd, position + RECORD_HEADER_SIZE), "damaged");
    if (next === -1) return stop;
    if (next !== position + size) state = "recovered";
    position = next;
  }
}
