import type { ByteWriter } from "../../../formats/evtx/index.ts";

const KNOWN_TEXTS = 1024;

/**
 * Writes values so that their bytes sort as the values do: numbers big-endian, text as UTF-8 with a zero byte behind
 * it. A zero inside a text becomes 1; what is null stands before every text.
 */
export class SortKeyWriter {
  readonly #encoder = new TextEncoder();
  /** Logs repeat a few computers and channels for ever. */
  readonly #known = new Map<string, Uint8Array>();

  text(out: ByteWriter, text: string | null): void {
    this.byte(out, text === null ? 0 : 1);
    if (text !== null) out.append(this.#encoded(text));
  }

  byte(out: ByteWriter, value: number): void {
    out.reserve(1);
    out.bytes[out.length++] = value;
  }

  /** An unsigned number below 2^32. */
  uint32(out: ByteWriter, value: number): void {
    out.reserve(4);
    const { bytes } = out;
    bytes[out.length++] = value >>> 24;
    bytes[out.length++] = value >>> 16;
    bytes[out.length++] = value >>> 8;
    bytes[out.length++] = value;
  }

  /** An unsigned whole number below 2^53. */
  whole(out: ByteWriter, value: number): void {
    this.uint32(out, Math.floor(value / 0x1_0000_0000));
    this.uint32(out, value % 0x1_0000_0000);
  }

  #encoded(text: string): Uint8Array {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const encoded = this.#encoder.encode(`${text.replaceAll("\0", "\u0001")}\0`);
    if (this.#known.size >= KNOWN_TEXTS) this.#known.clear();
    this.#known.set(text, encoded);
    return encoded;
  }
}

/** Reads what SortKeyWriter wrote, in the same order. */
export class SortKeyReader {
  readonly #decoder = new TextDecoder();
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  start(bytes: Uint8Array): this {
    this.#bytes = bytes;
    this.#at = 0;
    return this;
  }

  text(): string | null {
    if (this.byte() === 0) return null;
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#decoder.decode(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  uint32(): number {
    return this.byte() * 0x100_0000 + (this.byte() << 16) + (this.byte() << 8) + this.byte();
  }

  whole(): number {
    return this.uint32() * 0x1_0000_0000 + this.uint32();
  }

  uint64(): bigint {
    return (BigInt(this.uint32()) << 32n) | BigInt(this.uint32());
  }
}
