/** Appends little-endian fields to a growing buffer; earlier fields can be filled in once their value is known. */
export class ByteBuilder {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  u8(value: number): void {
    const start = this.#grow(1);
    this.#view.setUint8(start, value);
  }

  u16(value: number): void {
    const start = this.#grow(2);
    this.#view.setUint16(start, value, true);
  }

  u32(value: number): void {
    const start = this.#grow(4);
    this.#view.setUint32(start, value, true);
  }

  u64(value: bigint): void {
    const start = this.#grow(8);
    this.#view.setBigUint64(start, BigInt.asUintN(64, value), true);
  }

  bytes(part: Uint8Array): void {
    const start = this.#grow(part.length);
    this.#bytes.set(part, start);
  }

  /** UTF-16 code units as they stand, lone surrogates included; no terminator. */
  utf16(text: string): void {
    const start = this.#grow(text.length * 2);
    for (let index = 0; index < text.length; index += 1) {
      this.#view.setUint16(start + index * 2, text.charCodeAt(index), true);
    }
  }

  zeros(count: number): void {
    const start = this.#grow(count);
    this.#bytes.fill(0, start, start + count);
  }

  setU16(position: number, value: number): void {
    this.#view.setUint16(position, value, true);
  }

  setU32(position: number, value: number): void {
    this.#view.setUint32(position, value, true);
  }

  setBytes(position: number, part: Uint8Array): void {
    this.#bytes.set(part, position);
  }

  getU32(position: number): number {
    return this.#view.getUint32(position, true);
  }

  /** Forgets everything from `length` on. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** A copy of the bytes from `start` to `end`. */
  slice(start: number, end: number): Uint8Array {
    return this.#bytes.slice(start, end);
  }

  #grow(count: number): number {
    const start = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, start));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    return start;
  }
}
