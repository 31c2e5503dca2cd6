import { crc32 } from "node:zlib";
import type { Damage, Remark } from "./damage.ts";

/** "ElfFile\0" and "ElfChnk\0" as two little-endian words each. */
const FILE_SIGNATURE = [0x46666c45, 0x00656c69] as const;
export const FILE_HEADER_SIZE = 4096;
const CHECKED_BYTES = 120;

const DIRTY = 0x1;
const NO_CHECKSUMS = 0x4;

export interface FileHeader {
  readonly valid: boolean;
  /** The log was open when it was copied: its header may be behind its chunks. */
  readonly dirty: boolean;
  /** The chunks carry no checksums. */
  readonly noChecksums: boolean;
  /** Modulo 65,536: the field has 16 bits. */
  readonly chunkCount: number;
  readonly damages: readonly Damage[];
  readonly remarks: readonly Remark[];
}

/** Reads the file header (libevtx, "File header"). `bytes` holds what there is of its 4,096 bytes. */
export function readFileHeader(bytes: Uint8Array): FileHeader {
  const damages: Damage[] = [];
  const remarks: Remark[] = [];
  const none = { dirty: true, noChecksums: false, chunkCount: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    bytes.length < 128 ||
    view.getUint32(0, true) !== FILE_SIGNATURE[0] ||
    view.getUint32(4, true) !== FILE_SIGNATURE[1]
  ) {
    damages.push({ kind: "file-header", offset: 0, expected: '"ElfFile" and 128 bytes', found: startOf(bytes) });
    return { valid: false, ...none, damages, remarks };
  }
  const flags = view.getUint32(120, true);
  const dirty = (flags & DIRTY) !== 0;
  const stored = view.getUint32(124, true);
  const computed = crc32(bytes.subarray(0, CHECKED_BYTES));
  if ((flags & NO_CHECKSUMS) === 0 && stored !== computed) {
    damages.push({ kind: "file-header-checksum", offset: 124, expected: hex(computed), found: hex(stored) });
  }
  const [minor, major] = [view.getUint16(36, true), view.getUint16(38, true)];
  if (major !== 3) {
    damages.push({ kind: "file-header", offset: 36, expected: "format version 3", found: `${major}.${minor}` });
  }
  if (dirty) {
    remarks.push({
      kind: "dirty",
      offset: 120,
      text: "the log was in use when it was copied; all its chunks are read, whatever its header says",
    });
  }
  return {
    valid: true,
    dirty,
    noChecksums: (flags & NO_CHECKSUMS) !== 0,
    chunkCount: view.getUint16(42, true),
    damages,
    remarks,
  };
}

/** The first bytes, for messages: printable ASCII as it is, the rest in hexadecimal. */
export function startOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return "nothing";
  const start = bytes.subarray(0, 8);
  if (start.every((byte) => byte >= 0x20 && byte < 0x7f)) return JSON.stringify(String.fromCharCode(...start));
  return Array.from(start, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

export function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, "0")}`;
}
