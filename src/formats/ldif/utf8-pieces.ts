/** Turns pieces of UTF-16, told by its mark or by where the zeros of the first character stand, into pieces of UTF-8; all else is left as it is. */
export class Utf8Pieces {
  #head: Uint8Array | null = new Uint8Array(0);
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  #bytes = 0;

  next(piece: Uint8Array): Uint8Array {
    this.#bytes += piece.length;
    if (this.#head === null) return this.#converted(piece);
    const start = joined(this.#head, piece);
    if (start.length < 2) {
      this.#head = start.slice();
      return new Uint8Array(0);
    }
    this.#head = null;
    const label = utf16Label(start);
    if (label !== null) this.#decoder = new TextDecoder(label);
    return this.#converted(start);
  }

  /** What was kept back, and whether the last character was whole. */
  end(): { readonly rest: Uint8Array; readonly isWhole: boolean } {
    if (this.#decoder === null) return { rest: this.#head ?? new Uint8Array(0), isWhole: true };
    return { rest: encoder.encode(this.#decoder.decode()), isWhole: this.#bytes % 2 === 0 };
  }

  #converted(piece: Uint8Array): Uint8Array {
    return this.#decoder === null ? piece : encoder.encode(this.#decoder.decode(piece, { stream: true }));
  }
}

const encoder = new TextEncoder();

function utf16Label(start: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first = 0, second = 0] = start;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return null;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (head.length === 0) return tail;
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
