import { crc32 } from "node:zlib";
import { hex } from "./file-header.ts";
import type { DamageKind } from "./damage.ts";

export const CHUNK_SIZE = 65536;
export const CHUNK_HEADER_SIZE = 512;
const SIGNATURE_LOW = 0x43666c45;
const SIGNATURE_HIGH = 0x006b6e68;
const NO_CHECKSUMS = 0x4;
const NO_RECORD = 0xffff_ffff_ffff_ffffn;

/** A damage inside a chunk; `position` is in the block. */
export type ReportDamage = (kind: DamageKind, position: number, expected: string, found: string) => void;

export function hasChunkSignature(view: DataView, base: number, end: number): boolean {
  return (
    end - base >= 8 && view.getUint32(base, true) === SIGNATURE_LOW && view.getUint32(base + 4, true) === SIGNATURE_HIGH
  );
}

/**
 * Checks a chunk's header and checksums (libevtx, "Chunk header") and returns where its records end by its own word,
 * as a position. A free-space offset outside the chunk is damage; records are then followed to the chunk's end.
 */
export function recordsEnd(
  bytes: Uint8Array,
  view: DataView,
  base: number,
  end: number,
  noChecksums: boolean,
  report: ReportDamage,
): number {
  if (end - base < CHUNK_HEADER_SIZE) return base;
  const free = view.getUint32(base + 48, true);
  const whole = end - base === CHUNK_SIZE;
  const checked = !noChecksums && (view.getUint32(base + 120, true) & NO_CHECKSUMS) === 0;
  if (checked) {
    const stored = view.getUint32(base + 124, true);
    const first = crc32(bytes.subarray(base, base + 120));
    const computed = crc32(bytes.subarray(base + 128, base + CHUNK_HEADER_SIZE), first);
    if (stored !== computed) report("chunk-header-checksum", base + 124, hex(computed), hex(stored));
  }
  if (free < CHUNK_HEADER_SIZE || free > CHUNK_SIZE) {
    report("free-space-offset", base + 48, `an offset from ${CHUNK_HEADER_SIZE} to ${CHUNK_SIZE}`, String(free));
    return end;
  }
  if (checked && whole) {
    const stored = view.getUint32(base + 52, true);
    const computed = crc32(bytes.subarray(base + CHUNK_HEADER_SIZE, base + free));
    if (stored !== computed) report("chunk-data-checksum", base + 52, hex(computed), hex(stored));
  }
  if (free === CHUNK_HEADER_SIZE && startsWithItsFirstRecord(view, base, end)) {
    report("free-space-offset", base + 48, "an offset behind the records that the header counts", String(free));
    return end;
  }
  return Math.min(end, base + free);
}

/** Whether the record that the header calls the chunk's first one stands there, and is not said to be gone. */
function startsWithItsFirstRecord(view: DataView, base: number, end: number): boolean {
  const first = base + CHUNK_HEADER_SIZE;
  if (end - first < 16) return false;
  const id = view.getBigUint64(first + 8, true);
  const lastId = view.getBigUint64(base + 32, true);
  return id === view.getBigUint64(base + 24, true) && lastId >= id && lastId !== NO_RECORD;
}
