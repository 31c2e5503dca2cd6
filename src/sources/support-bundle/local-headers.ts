import { readSync } from "node:fs";
import { getFileNameLowLevel, parseExtraFields } from "yauzl";
import { isEncrypted, kindOf, type ZipEntry } from "./zip-entry.ts";

const SIGNATURE = Buffer.from("PK\x03\x04", "latin1");
const HEADER_BYTES = 30;
/** Blocks that are searched grow: most often the next header is near. */
const FIRST_SEARCHED_BYTES = 1 << 12;
const MOST_SEARCHED_BYTES = 1 << 20;
const NEWEST_VERSION = 63;
const FLAG_SIZES_BEHIND = 0x8;
const SIZES_ELSEWHERE = 0xffffffff;
const ZIP64_SIZES = 1;

/** What stands before an entry's data. */
export interface LocalHeader {
  readonly entry: ZipEntry;
  readonly dataStart: number;
}

/** The header at a place; null: there is none. @throws what the file system does */
export function localHeader(descriptor: number, header: number): LocalHeader | null {
  const fixed = bytesAt(descriptor, header, HEADER_BYTES);
  if (fixed.length < HEADER_BYTES || !fixed.subarray(0, 4).equals(SIGNATURE)) return null;
  const version = fixed.readUInt16LE(4) & 0xff;
  const [nameBytes, extraBytes] = [fixed.readUInt16LE(26), fixed.readUInt16LE(28)];
  if (version > NEWEST_VERSION || nameBytes === 0) return null;
  const variable = bytesAt(descriptor, header + HEADER_BYTES, nameBytes + extraBytes);
  if (variable.length < nameBytes + extraBytes) return null;
  const flags = fixed.readUInt16LE(6);
  const extra = extraFields(variable.subarray(nameBytes));
  const name = getFileNameLowLevel(flags, variable.subarray(0, nameBytes), [...extra], true);
  const areSizesBehind = (flags & FLAG_SIZES_BEHIND) !== 0;
  const sizes = sizesOf(fixed.readUInt32LE(18), fixed.readUInt32LE(22), extra);
  return {
    dataStart: header + HEADER_BYTES + nameBytes + extraBytes,
    entry: {
      name,
      kind: kindOf(name),
      isEncrypted: isEncrypted(flags),
      method: fixed.readUInt16LE(8),
      packedBytes: areSizesBehind ? null : sizes.packedBytes,
      bytes: areSizesBehind ? null : sizes.bytes,
      crc: areSizesBehind ? null : fixed.readUInt32LE(14),
      header,
    },
  };
}

/** The first header at or behind a place; null: there is none. @throws what the file system does */
export function nextLocalHeader(descriptor: number, from: number): LocalHeader | null {
  for (let at = from, length = FIRST_SEARCHED_BYTES; ; length = Math.min(2 * length, MOST_SEARCHED_BYTES)) {
    const block = bytesAt(descriptor, at, length);
    if (block.length < HEADER_BYTES) return null;
    const found = block.indexOf(SIGNATURE);
    const header = found === -1 ? null : localHeader(descriptor, at + found);
    if (header !== null) return header;
    at += found === -1 ? block.length - SIGNATURE.length + 1 : found + SIGNATURE.length;
  }
}

type ExtraFields = ReturnType<typeof parseExtraFields>;

function extraFields(bytes: Buffer): ExtraFields {
  try {
    return parseExtraFields(bytes);
  } catch {
    return [];
  }
}

function sizesOf(packed: number, unpacked: number, extra: ExtraFields): Pick<ZipEntry, "packedBytes" | "bytes"> {
  const data = extra.find(({ id }) => id === ZIP64_SIZES)?.data ?? Buffer.alloc(0);
  const bytes = unpacked === SIZES_ELSEWHERE && data.length >= 8 ? Number(data.readBigUInt64LE(0)) : unpacked;
  const at = unpacked === SIZES_ELSEWHERE ? 8 : 0;
  const packedBytes = packed === SIZES_ELSEWHERE && data.length >= at + 8 ? Number(data.readBigUInt64LE(at)) : packed;
  return { packedBytes, bytes };
}

/** Fewer only at the end of the file. */
export function bytesAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const bytesRead = readSync(descriptor, bytes, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
