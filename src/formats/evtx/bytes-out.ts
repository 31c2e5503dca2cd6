const LONG_PIECE = 48;

/** A byte buffer that grows and is reused: writers append, the owner takes `bytes.subarray(0, length)` and resets. */
export class ByteWriter {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity = 1 << 16) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `count` more bytes; callers in hot loops reserve once and then write without checks. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  append(part: Uint8Array): void {
    const count = part.length;
    this.reserve(count);
    if (count > LONG_PIECE) {
      this.bytes.set(part, this.length);
      this.length += count;
      return;
    }
    // Most pieces are short, and for those a loop is faster than a call into the engine.
    const { bytes } = this;
    let { length } = this;
    for (let index = 0; index < count; index++) bytes[length++] = part[index] ?? 0;
    this.length = length;
  }

  reset(): void {
    this.length = 0;
  }

  /** A view of what was written, valid until the next write. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
