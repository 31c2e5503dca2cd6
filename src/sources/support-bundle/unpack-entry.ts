import { closeSync, openSync, writeSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { constants, crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { BadnodeError } from "../../shared/errors.ts";
import { fileErrorCode } from "../paths/index.ts";
import { explainTemporaryFolder } from "./bundle-problem.ts";
import type { ReachedLimit, UnpackingBudget } from "./limits.ts";
import { bytesAt, type LocalHeader } from "./local-headers.ts";
import { DEFLATED, STORED, type ZipEntry } from "./zip-entry.ts";

/** What is wrong with an entry's data. */
export type EntryFault = "cut-off" | "bad-data" | "bad-checksum" | "bad-length" | "unknown-method" | "unknown-length";

export interface UnpackedEntry {
  readonly outcome: "whole" | "damaged" | "limit" | "archive";
  readonly fault: EntryFault | null;
  readonly limit: ReachedLimit | null;
  /** That came out. */
  readonly bytes: number;
  /** An event log, whose chunks have checksums of their own. */
  readonly isLog: boolean;
  /** Behind what was read of the ZIP. */
  readonly end: number;
}

const BLOCK_BYTES = 1 << 18;
/** What is cut off gives what came before; that it is cut, length and checksum show. */
const UP_TO_THE_CUT = constants.Z_SYNC_FLUSH;
const ZIP_SIGNATURE = Buffer.from("PK\x03\x04", "latin1");
const LOG_SIGNATURE = Buffer.from("ElfFile\0", "latin1");

/**
 * Unpacks one entry a block at a time into a new file, or into nothing, to find its end. A claim of the ZIP never decides how much comes out.
 * @throws BadnodeError when the temporary folder fails; what the file system says of the ZIP; the signal's reason
 */
export async function unpackEntry(
  zip: FileHandle,
  { entry, dataStart }: LocalHeader,
  target: string | null,
  { budget, signal }: { readonly budget: UnpackingBudget; readonly signal?: AbortSignal | undefined },
): Promise<UnpackedEntry> {
  const packed: PackedData = { zip, start: dataStart, length: entry.packedBytes, read: 0 };
  const out = target === null ? null : onFolder(() => openSync(target, "wx", 0o600));
  let start: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let crc = 0;
  const result = (told: Partial<UnpackedEntry> & Pick<UnpackedEntry, "outcome">): UnpackedEntry => ({
    fault: null,
    limit: null,
    bytes,
    isLog: start.subarray(0, LOG_SIGNATURE.length).equals(LOG_SIGNATURE),
    end: dataStart + packed.read,
    ...told,
  });
  try {
    const known = methodFault(entry);
    if (known !== null) return result({ outcome: "damaged", fault: known });
    for await (const block of unpackedBlocks(packed, entry)) {
      signal?.throwIfAborted();
      if (bytes === 0) start = Buffer.from(block.subarray(0, LOG_SIGNATURE.length));
      bytes += block.length;
      const limit = budget.took(block.length, bytes);
      if (limit !== null) return result({ outcome: "limit", limit });
      if (target !== null && start.subarray(0, ZIP_SIGNATURE.length).equals(ZIP_SIGNATURE))
        return result({ outcome: "archive" });
      crc = crc32(block, crc);
      if (out !== null) onFolder(() => writeWhole(out, block));
    }
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return result({ outcome: "damaged", fault });
  } finally {
    if (out !== null) closeSync(out);
  }
  if (entry.packedBytes === null) {
    const end = endOfDescriptor(zip.fd, dataStart + packed.read, crc, bytes);
    return end === null ? result({ outcome: "damaged", fault: "bad-checksum" }) : result({ outcome: "whole", end });
  }
  if (bytes === entry.bytes && crc === entry.crc)
    return result({ outcome: "whole", end: dataStart + entry.packedBytes });
  const isCut = bytesAt(zip.fd, dataStart + entry.packedBytes - 1, 1).length === 0;
  return result({
    outcome: "damaged",
    fault: isCut ? "cut-off" : bytes === entry.bytes ? "bad-checksum" : "bad-length",
  });
}

function methodFault({ method, packedBytes }: ZipEntry): EntryFault | null {
  if (method !== STORED && method !== DEFLATED) return "unknown-method";
  return method === STORED && packedBytes === null ? "unknown-length" : null;
}

/** null: it is not the data's fault. */
function faultOf(error: unknown): EntryFault | null {
  const code = fileErrorCode(error);
  if (code === "ERR_BUFFER_TOO_LARGE") return "bad-length";
  return code?.startsWith("Z_") === true ? "bad-data" : null;
}

interface PackedData {
  readonly zip: FileHandle;
  readonly start: number;
  /** null: up to where they end by themselves. */
  readonly length: number | null;
  /** Of them, so far; what is unpacked tells it better than what was read ahead. */
  read: number;
}

/** Most files of a bundle are so small that a stream for each would take longer than its data. */
const SMALL_PACKED_BYTES = 1 << 16;
const SMALL_BYTES = 1 << 20;

function unpackedBlocks(
  packed: PackedData,
  { method, bytes, packedBytes }: ZipEntry,
): Iterable<Buffer> | AsyncIterable<Buffer> {
  if (packedBytes !== null && packedBytes <= SMALL_PACKED_BYTES && bytes !== null && bytes <= SMALL_BYTES)
    return smallBlocks(packed, packedBytes, method);
  return method === STORED ? blocksOf(packed) : inflated(packed);
}

function* smallBlocks(packed: PackedData, length: number, method: number): Generator<Buffer> {
  const data = bytesAt(packed.zip.fd, packed.start, length);
  packed.read = data.length;
  const block =
    method === STORED ? data : inflateRawSync(data, { maxOutputLength: SMALL_BYTES, finishFlush: UP_TO_THE_CUT });
  if (block.length > 0) yield block;
}

async function* blocksOf(packed: PackedData): AsyncGenerator<Buffer> {
  const { zip, start, length } = packed;
  for (let done = 0; length === null || done < length; ) {
    const block = Buffer.allocUnsafe(length === null ? BLOCK_BYTES : Math.min(BLOCK_BYTES, length - done));
    const { bytesRead } = await zip.read(block, 0, block.length, start + done);
    if (bytesRead === 0) return;
    done += bytesRead;
    packed.read = done;
    yield block.subarray(0, bytesRead);
  }
}

async function* inflated(packed: PackedData): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 1 << 16, finishFlush: UP_TO_THE_CUT });
  // What fails here is thrown where its blocks are taken.
  const feeding = pipeline(blocksOf(packed), inflate).catch(() => undefined);
  try {
    for await (const block of inflate) if (Buffer.isBuffer(block)) yield block;
  } finally {
    inflate.destroy();
    await feeding;
    packed.read = inflate.bytesWritten;
  }
}

const DESCRIPTOR_SIGNATURE = 0x08074b50;

/** Behind the sizes that stand behind data; null: they do not fit these data. */
function endOfDescriptor(zip: number, at: number, crc: number, bytes: number): number | null {
  const descriptor = bytesAt(zip, at, 24);
  const begin = descriptor.length >= 4 && descriptor.readUInt32LE(0) === DESCRIPTOR_SIGNATURE ? 4 : 0;
  if (descriptor.length < begin + 12 || descriptor.readUInt32LE(begin) !== crc) return null;
  const isShort = descriptor.readUInt32LE(begin + 8) === bytes % 2 ** 32;
  return at + begin + (isShort ? 12 : 20);
}

function writeWhole(descriptor: number, block: Buffer): void {
  for (let done = 0; done < block.length; ) done += writeSync(descriptor, block, done);
}

/** What fails in the temporary folder is told of it, not of the ZIP. */
function onFolder<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new BadnodeError(explainTemporaryFolder(fileErrorCode(error)), { cause: error });
  }
}
