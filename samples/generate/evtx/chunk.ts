import { crc32 } from "node:zlib";
import { appendFragment, type ChunkTables } from "./binxml-writer.ts";
import { ByteBuilder } from "./byte-builder.ts";
import type { Fragment } from "./value.ts";
import { nameHash, templateBucket } from "./name-hash.ts";

const CHUNK_SIZE = 65_536;
const CHUNK_HEADER_SIZE = 128;
const NAME_BUCKETS = 64;
const TEMPLATE_BUCKETS = 32;
const NAME_TABLE = CHUNK_HEADER_SIZE;
const TEMPLATE_TABLE = NAME_TABLE + 4 * NAME_BUCKETS;
const FIRST_RECORD = TEMPLATE_TABLE + 4 * TEMPLATE_BUCKETS;
const RECORD_SIGNATURE = 0x2a2a;
const RECORD_ALIGNMENT = 8;
/** Real chunks end eight bytes early at the latest, and libevtx passes over a record that ends with the chunk. */
const LAST_END = CHUNK_SIZE - RECORD_ALIGNMENT;

/** One record as a chunk stores it. */
export interface ChunkRecord {
  /** The record header's number; equals EventRecordID in a log that Windows wrote. */
  readonly id: bigint;
  /** FILETIME ticks. */
  readonly time: bigint;
  readonly body: Fragment;
}

/** Fills one 64 KiB chunk with records until one does not fit any more. */
export class ChunkBuilder implements ChunkTables {
  readonly #out = new ByteBuilder(CHUNK_SIZE);
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();
  #firstNumber = 0n;
  #firstId = 0n;
  #lastId = 0n;
  #lastRecord = 0;
  #records = 0;

  /** @param firstNumber the position of the chunk's first record in the whole log, counted from 1. */
  constructor(firstNumber: bigint) {
    this.#firstNumber = firstNumber;
    this.#out.zeros(FIRST_RECORD);
  }

  get records(): number {
    return this.#records;
  }

  /** Adds a record; false when there is no room for it, and then the chunk is as it was before. */
  add(record: ChunkRecord): boolean {
    const start = this.#out.length;
    const tables = this.#out.slice(NAME_TABLE, FIRST_RECORD);
    this.#out.u32(RECORD_SIGNATURE);
    this.#out.u32(0);
    this.#out.u64(record.id);
    this.#out.u64(record.time);
    appendFragment(this.#out, this, record.body);
    const unpadded = this.#out.length + 4 - start;
    const size = Math.ceil(unpadded / RECORD_ALIGNMENT) * RECORD_ALIGNMENT;
    this.#out.zeros(size - unpadded);
    this.#out.u32(size);
    if (this.#out.length > LAST_END) {
      this.#forget(start, tables);
      return false;
    }
    this.#out.setU32(start + 4, size);
    if (this.#records === 0) this.#firstId = record.id;
    this.#lastId = record.id;
    this.#lastRecord = start;
    this.#records += 1;
    return true;
  }

  /** The chunk's 65,536 bytes with header, tables and both checksums. */
  bytes(): Uint8Array {
    const end = this.#out.length;
    const chunk = new Uint8Array(CHUNK_SIZE);
    chunk.set(this.#out.slice(0, end));
    const view = new DataView(chunk.buffer);
    chunk.set(new TextEncoder().encode("ElfChnk\0"));
    view.setBigUint64(8, this.#firstNumber, true);
    view.setBigUint64(16, this.#firstNumber + BigInt(this.#records) - 1n, true);
    view.setBigUint64(24, this.#firstId, true);
    view.setBigUint64(32, this.#lastId, true);
    view.setUint32(40, CHUNK_HEADER_SIZE, true);
    view.setUint32(44, this.#lastRecord, true);
    view.setUint32(48, end, true);
    view.setUint32(52, crc32(chunk.subarray(FIRST_RECORD, end)), true);
    view.setUint32(120, 1, true);
    view.setUint32(124, crc32(chunk.subarray(NAME_TABLE, FIRST_RECORD), crc32(chunk.subarray(0, 120))), true);
    return chunk;
  }

  appendName(out: ByteBuilder, name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      out.u32(known);
      return;
    }
    const position = out.length + 4;
    const hash = nameHash(name);
    out.u32(position);
    out.u32(this.#chain(NAME_TABLE, hash % NAME_BUCKETS, position));
    out.u16(hash);
    out.u16(name.length);
    out.utf16(name);
    out.u16(0);
    this.#names.set(name, position);
  }

  appendTemplate(out: ByteBuilder, guid: Uint8Array, body: () => void): void {
    const view = new DataView(guid.buffer, guid.byteOffset, guid.byteLength);
    const key = Buffer.from(guid).toString("hex");
    const known = this.#templates.get(key);
    const position = known ?? out.length + 8;
    out.u32(view.getUint32(0, true));
    out.u32(position);
    if (known !== undefined) return;
    out.u32(this.#chain(TEMPLATE_TABLE, templateBucket(guid), position));
    out.bytes(guid);
    const size = out.length;
    out.u32(0);
    body();
    out.setU32(size, out.length - size - 4);
    this.#templates.set(key, position);
  }

  /** Makes `position` the head of a chain and returns the former head, 0 at the chain's end. */
  #chain(table: number, bucket: number, position: number): number {
    const entry = table + 4 * bucket;
    const former = this.#out.getU32(entry);
    this.#out.setU32(entry, position);
    return former;
  }

  #forget(start: number, tables: Uint8Array): void {
    this.#out.truncate(start);
    this.#out.setBytes(NAME_TABLE, tables);
    for (const known of [this.#names, this.#templates]) {
      for (const [key, position] of known) if (position >= start) known.delete(key);
    }
  }
}
