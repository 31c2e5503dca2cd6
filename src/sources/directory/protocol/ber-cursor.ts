/** Bytes that are no answer of a directory server, or one larger than any that was asked for. */
export class UnsoundAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnsoundAnswer";
  }
}

export interface Element {
  readonly tag: number;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

/** The tags that are read here (X.690; RFC 4511, 5.1: definite lengths only). */
export const TAG = {
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const;

/** null: the length is not whole yet. */
export function readHeader(bytes: Uint8Array, at: number, limit: number): Element | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (at + 2 > limit || tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new UnsoundAnswer(`a length written with ${String(count)} bytes`);
  const start = at + 2 + count;
  if (start > limit) return null;
  let length = 0;
  // No shifts: four bytes would turn negative.
  for (let index = at + 2; index < start; index++) length = length * 0x100 + (bytes[index] ?? 0);
  return { tag, start, end: start + length };
}

/** Reads elements one after the other and none beyond its end. Each step moves on, or throws. */
export class BerCursor {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  constructor(bytes: Buffer, start = 0, end: number = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get atEnd(): boolean {
    return this.#at >= this.#end;
  }

  /** Of the next element; null at the end. */
  peekTag(): number | null {
    return this.atEnd ? null : (this.#bytes[this.#at] ?? null);
  }

  next(tag: number): Element {
    const element = this.any();
    if (element.tag !== tag) throw new UnsoundAnswer(`tag ${hex(element.tag)} where ${hex(tag)} belongs`);
    return element;
  }

  any(): Element {
    const element = readHeader(this.#bytes, this.#at, this.#end);
    if (element === null || element.end > this.#end) {
      throw new UnsoundAnswer("an element that reaches beyond what holds it");
    }
    this.#at = element.end;
    return element;
  }

  enter(tag: number): BerCursor {
    const { start, end } = this.next(tag);
    return new BerCursor(this.#bytes, start, end);
  }

  /** A view, not a copy. */
  octets(tag: number = TAG.octetString): Buffer {
    const { start, end } = this.next(tag);
    return this.#bytes.subarray(start, end);
  }

  text(tag: number = TAG.octetString): string {
    return this.octets(tag).toString("utf8");
  }

  /** At most 32 bits. */
  integer(tag: number = TAG.integer): number {
    const { start, end } = this.next(tag);
    const length = end - start;
    if (length < 1 || length > 4) throw new UnsoundAnswer(`a number of ${String(length)} bytes`);
    return this.#bytes.readIntBE(start, length);
  }
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, "0")}`;
}
