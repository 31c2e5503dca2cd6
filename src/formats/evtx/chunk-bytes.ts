import { CHUNK_SIZE } from "./chunk-header.ts";
import type { DamageKind } from "./damage.ts";
import { OffsetTable } from "./offset-table.ts";

/** Thrown and caught inside the reader only: one record, template or name could not be read. Offsets are in the block. */
export class BinXmlDamage extends Error {
  readonly kind: DamageKind;
  readonly position: number;
  readonly expected: string;
  readonly found: string;

  constructor(kind: DamageKind, position: number, expected: string, found: string) {
    super(`${kind} at ${position}: expected ${expected}, found ${found}`);
    this.kind = kind;
    this.position = position;
    this.expected = expected;
    this.found = found;
  }
}

/** Names repeat in every chunk: this many distinct ones are kept as shared strings before the pool starts anew. */
const MAX_POOLED_NAMES = 8192;

/** XML 1.0 2.3 Name, with all of its non-ASCII ranges taken for letters. A name is written into XML as it is. */
const XML_NAME = /^[A-Za-z_:\u00b7-\ud7ff\uf900-\ufffd][\w.:\-\u00b7-\ud7ff\uf900-\ufffd]*$/;
const SHORT_TEXT = 16;

/**
 * The chunk that is being read: a window onto the reused block buffer. All positions are in the block; offsets inside
 * the format are relative to `base`. Reads past `end` are damage, never a RangeError.
 */
export class ChunkBytes {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  base = 0;
  end = 0;
  readonly #units = new Uint16Array(1024);
  readonly #names = new OffsetTable<string>();
  readonly #pool = new Map<number, string[]>();
  #pooled = 0;

  /** Moves the window; what was learnt of the previous chunk's names is dropped. */
  enter(bytes: Uint8Array, view: DataView, base: number, end: number): void {
    this.bytes = bytes;
    this.view = view;
    this.base = base;
    this.end = end;
    this.#names.clear();
  }

  u8(position: number): number {
    this.need(position, 1);
    return this.view.getUint8(position);
  }

  u16(position: number): number {
    this.need(position, 2);
    return this.view.getUint16(position, true);
  }

  u32(position: number): number {
    this.need(position, 4);
    return this.view.getUint32(position, true);
  }

  need(position: number, count: number): void {
    if (position < this.base || position + count > this.end) {
      throw new BinXmlDamage(
        "binxml",
        position,
        `${count} bytes inside the chunk`,
        `${Math.max(0, this.end - position)} bytes left`,
      );
    }
  }

  /** Where the name's structure ends: link (4), hash (2), count (2), characters, NUL (libevtx: "Name" structure). */
  nameEnd(position: number): number {
    const end = position + 10 + this.u16(position + 6) * 2;
    this.need(position, end - position);
    return end;
  }

  /** The element or attribute name at an offset relative to the chunk. The chain link in it is never followed. */
  nameAt(offset: number): string {
    const position = this.base + offset;
    if (offset >= CHUNK_SIZE) {
      throw new BinXmlDamage("string-table", position, "a name offset inside the chunk", `0x${offset.toString(16)}`);
    }
    const known = this.#names.get(offset);
    if (known !== undefined) return known;
    const count = this.u16(position + 6);
    this.need(position, 10 + count * 2);
    if (count === 0 || count > 256 || this.u16(position + 8 + count * 2) !== 0) {
      throw new BinXmlDamage("string-table", position, "a name of 1 to 256 characters ended by NUL", `length ${count}`);
    }
    const name = this.#pooledName(position + 8, count);
    this.#names.set(offset, name);
    return name;
  }

  #pooledName(position: number, count: number): string {
    let hash = count;
    for (let at = position; at < position + count * 2; at++) {
      hash = (Math.imul(hash, 31) + this.view.getUint8(at)) | 0;
    }
    const bucket = this.#pool.get(hash);
    if (bucket !== undefined) {
      for (const name of bucket) if (this.#holds(position, count, name)) return name;
    }
    const name = this.text(position, count);
    if (!XML_NAME.test(name)) {
      throw new BinXmlDamage("string-table", position, "an XML name", JSON.stringify(name.slice(0, 40)));
    }
    if (this.#pooled >= MAX_POOLED_NAMES) {
      this.#pool.clear();
      this.#pooled = 0;
    }
    this.#pooled++;
    if (bucket === undefined) this.#pool.set(hash, [name]);
    else bucket.push(name);
    return name;
  }

  #holds(position: number, count: number, name: string): boolean {
    if (name.length !== count) return false;
    for (let index = 0; index < count; index++) {
      if (this.view.getUint16(position + index * 2, true) !== name.charCodeAt(index)) return false;
    }
    return true;
  }

  /** `count` UTF-16 code units as a string, lone surrogates and NULs kept. */
  text(position: number, count: number): string {
    this.need(position, count * 2);
    const { view } = this;
    let result = "";
    if (count <= SHORT_TEXT) {
      for (let index = 0; index < count; index++) {
        result += String.fromCharCode(view.getUint16(position + index * 2, true));
      }
      return result;
    }
    for (let start = 0; start < count; start += this.#units.length) {
      const length = Math.min(count - start, this.#units.length);
      for (let index = 0; index < length; index++) {
        this.#units[index] = view.getUint16(position + (start + index) * 2, true);
      }
      result += String.fromCharCode(...this.#units.subarray(0, length));
    }
    return result;
  }
}
