/** From this length on the engine's own copy is faster than a loop over words. */
const LONG_PIECE = 96;

/**
 * Bytes that are written again and again. Kept as four-byte words too: most pieces are a dozen bytes, where a loop
 * over words takes a quarter of the time of a loop over bytes or of a call into the engine.
 */
export class Piece {
  readonly bytes: Uint8Array;
  /** All bytes in words, the last overlapping the one before; empty for fewer than four bytes. */
  readonly words: Int32Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { length } = bytes;
    this.words = new Int32Array(length < 4 ? 0 : Math.ceil(length / 4));
    for (let index = 0; index < this.words.length; index++) {
      this.words[index] = view.getInt32(Math.min(index * 4, length - 4), true);
    }
  }
}

/** A byte buffer that grows and is reused: writers append, the owner takes `written()` and resets. */
export class ByteWriter {
  bytes: Uint8Array;
  length = 0;
  /** The same bytes, for writing words. */
  view: DataView;

  constructor(capacity = 1 << 16) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Makes room for `count` more bytes; callers in hot loops reserve once and then write without checks. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  append(part: Uint8Array): void {
    this.reserve(part.length);
    this.bytes.set(part, this.length);
    this.length += part.length;
  }

  appendPiece(piece: Piece): void {
    const count = piece.bytes.length;
    this.reserve(count);
    const { words } = piece;
    const at = this.length;
    this.length = at + count;
    if (count < 4 || count > LONG_PIECE) {
      this.bytes.set(piece.bytes, at);
      return;
    }
    const last = words.length - 1;
    const { view } = this;
    for (let index = 0; index < last; index++) view.setInt32(at + index * 4, words[index] ?? 0, true);
    view.setInt32(at + count - 4, words[last] ?? 0, true);
  }

  reset(): void {
    this.length = 0;
  }

  /** A view of what was written, valid until the next write. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
