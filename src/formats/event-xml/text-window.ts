import { readFully } from "../evtx/chunk-places.ts";
import type { ByteSource } from "../evtx/source.ts";
import { structureText, type TextEncoding } from "./text-encoding.ts";

/** The part of a file that is looked at, as bytes and as text; it moves forward and keeps what is still needed. */
export class TextWindow {
  /** One character for each code unit of the file. */
  text = "";
  readonly #source: ByteSource;
  readonly #encoding: TextEncoding;
  readonly #blockBytes: number;
  #bytes = new Uint8Array(0);
  #filled = 0;
  /** Offset in the file of the first byte. */
  #base: number;
  #atEnd = false;

  constructor(source: ByteSource, encoding: TextEncoding, start: number, blockBytes: number) {
    this.#source = source;
    this.#encoding = encoding;
    this.#base = start;
    this.#blockBytes = blockBytes;
  }

  /** Nothing stands in the file behind the window. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  /**
   * Drops what stands before `index` and reads the next block; returns how many bytes came. When the source throws, so
   * does this, and what is left in the window is all there is.
   */
  advance(index: number): number {
    const dropped = index * this.#encoding.unitSize;
    this.#bytes.copyWithin(0, dropped, this.#filled);
    this.#filled -= dropped;
    this.#base += dropped;
    this.#grow();
    this.#atEnd = true;
    let count = 0;
    try {
      const target = this.#bytes.subarray(this.#filled, this.#filled + this.#blockBytes);
      count = readFully(this.#source, target, this.end);
      this.#filled += count;
      this.#atEnd = count < this.#blockBytes;
    } finally {
      this.text = structureText(this.#bytes.subarray(0, this.#whole()), this.#encoding);
    }
    return count;
  }

  /** Up to where the file was read, in bytes from its start. */
  get end(): number {
    return this.#base + this.#filled;
  }

  /** Bytes from the start of the file. */
  offsetOf(index: number): number {
    return this.#base + index * this.#encoding.unitSize;
  }

  /** The bytes of a part of `text`, borrowed until the window moves. */
  bytesOf(from: number, to: number): Uint8Array {
    const { unitSize } = this.#encoding;
    return this.#bytes.subarray(from * unitSize, to * unitSize);
  }

  #grow(): void {
    const needed = this.#filled + this.#blockBytes;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#filled));
    this.#bytes = grown;
  }

  /** Whole code units only; half a surrogate pair waits for its other half, as it would be decoded alone. */
  #whole(): number {
    if (this.#encoding.unitSize === 1) return this.#filled;
    const end = this.#filled & -2;
    const last = this.#bytes[this.#encoding.label === "utf-16be" ? end - 2 : end - 1] ?? 0;
    return !this.#atEnd && end >= 2 && (last & 0xfc) === 0xd8 ? end - 2 : end;
  }
}
