import { crc32 } from "node:zlib";

export const FILE_HEADER_SIZE = 4096;
const USED_HEADER_SIZE = 128;
const CHECKED_BYTES = 120;
/** Set while a log is open, and left set in logs that were copied while open. */
const DIRTY_FLAG = 1;

/** What a file header says about the chunks behind it. */
export interface FileHeaderFields {
  readonly chunks: number;
  readonly nextRecordId: bigint;
  readonly dirty?: boolean;
}

/** The 4,096 bytes before the first chunk, version 3.1. */
export function fileHeader({ chunks, nextRecordId, dirty = false }: FileHeaderFields): Uint8Array {
  const header = new Uint8Array(FILE_HEADER_SIZE);
  const view = new DataView(header.buffer);
  header.set(new TextEncoder().encode("ElfFile\0"));
  view.setBigUint64(8, 0n, true);
  view.setBigUint64(16, BigInt(Math.max(chunks - 1, 0)), true);
  view.setBigUint64(24, nextRecordId, true);
  view.setUint32(32, USED_HEADER_SIZE, true);
  view.setUint16(36, 1, true);
  view.setUint16(38, 3, true);
  view.setUint16(40, FILE_HEADER_SIZE, true);
  view.setUint16(42, chunks, true);
  view.setUint32(120, dirty ? DIRTY_FLAG : 0, true);
  view.setUint32(124, crc32(header.subarray(0, CHECKED_BYTES)), true);
  return header;
}
