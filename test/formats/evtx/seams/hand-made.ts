import { crc32 } from "node:zlib";
import { fileHeader } from "../../../../samples/generate/evtx/index.ts";

const CHUNK_SIZE = 65_536;
const FIRST_RECORD = 512;

/** Appends bytes by hand; knows where in the chunk they will stand, since names are found by that place. */
export class ChunkAssembler {
  readonly #bytes: number[] = [];

  /** The offset in the chunk of the next byte. */
  get at(): number {
    return FIRST_RECORD + this.#bytes.length;
  }

  get bytes(): readonly number[] {
    return this.#bytes;
  }

  u8(...values: readonly number[]): this {
    for (const value of values) this.#bytes.push(value);
    return this;
  }

  u16(value: number): this {
    return this.u8(value & 0xff, (value >>> 8) & 0xff);
  }

  u32(value: number): this {
    return this.u16(value & 0xffff).u16(value >>> 16);
  }

  setU32(at: number, value: number): this {
    for (let index = 0; index < 4; index++) this.#bytes[at - FIRST_RECORD + index] = (value >>> (8 * index)) & 0xff;
    return this;
  }

  utf16(text: string): this {
    for (let index = 0; index < text.length; index++) this.u16(text.charCodeAt(index));
    return this;
  }

  /** A name that stands right behind its own offset: offset, link, hash, count, characters, NUL. */
  name(text: string): this {
    return this.u32(this.at + 4)
      .u32(0)
      .u16(0)
      .u16(text.length)
      .utf16(text)
      .u16(0);
  }

  /** `<name>` inside a template, with no attributes; the sizes, which no reader needs, are left 0. */
  open(name: string): this {
    return this.u8(0x01).u16(0xffff).u32(0).name(name).u8(0x02);
  }

  /** Signature, size, number, time, BinXML, the size again. */
  record(id: number, body: (out: this) => void): this {
    const start = this.at;
    this.u32(0x00002a2a).u32(0).u32(id).u32(0).u32(0).u32(0x01dbd850);
    body(this);
    while ((this.at - start) % 8 !== 4) this.u8(0);
    const size = this.at - start + 4;
    return this.u32(size).setU32(start + 4, size);
  }

  /** A template's instance with its definition on the spot; `values` writes the count, the descriptors and the values. */
  instance(body: (out: this) => void, values: (out: this) => void): this {
    // Fragment header; token 0c, version 1, id, the definition's offset; link, GUID, size of the body.
    this.u8(0x0f, 0x01, 0x01, 0x00).u8(0x0c, 0x01).u32(0x11111111);
    this.u32(this.at + 4).u32(0);
    for (let index = 0; index < 16; index++) this.u8(0x11);
    const size = this.at;
    this.u32(0).u8(0x0f, 0x01, 0x01, 0x00);
    body(this);
    this.u8(0x00).setU32(size, this.at - size - 4);
    values(this);
    return this.u8(0x00);
  }
}

/** A log of one chunk; names and templates are found by their offsets, so its tables may stay empty. */
export function handMadeLog(records: (out: ChunkAssembler) => void): Uint8Array {
  const out = new ChunkAssembler();
  records(out);
  const chunk = new Uint8Array(CHUNK_SIZE);
  const view = new DataView(chunk.buffer);
  chunk.set(Uint8Array.from(out.bytes), FIRST_RECORD);
  chunk.set(new TextEncoder().encode("ElfChnk\0"));
  view.setUint32(40, 128, true);
  view.setUint32(48, out.at, true);
  view.setUint32(52, crc32(chunk.subarray(FIRST_RECORD, out.at)), true);
  view.setUint32(124, crc32(chunk.subarray(128, FIRST_RECORD), crc32(chunk.subarray(0, 120))), true);
  return Buffer.concat([fileHeader({ chunks: 1, nextRecordId: 2n }), chunk]);
}

/** A record whose one value, of this type and these bytes, stands in `<Data a='...'>...</Data>`. */
export function valueLog(type: number, bytes: readonly number[], declared = type): Uint8Array {
  const slot = (out: ChunkAssembler): void => {
    // Substitution of value 0 with the declared type.
    out.u8(0x0d).u16(0).u8(declared);
  };
  return handMadeLog((out) =>
    out.record(1, () =>
      out.instance(
        () => {
          out.open("Event");
          out.open("System").u8(0x04);
          out.open("EventData");
          // <Data a='{0}'>{0}</Data>: 41 is a start tag with attributes, 06 an attribute.
          out.u8(0x41).u16(0xffff).u32(0).name("Data").u32(0);
          out.u8(0x06).name("a");
          slot(out);
          out.u8(0x02);
          slot(out);
          out.u8(0x04);
          out.u8(0x04).u8(0x04);
        },
        () => {
          // One value: its size, its type, a zero; then its bytes.
          out.u32(1).u16(bytes.length).u8(type, 0);
          out.u8(...bytes);
        },
      ),
    ),
  );
}
