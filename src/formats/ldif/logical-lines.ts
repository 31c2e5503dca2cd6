const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const FIRST_CAPACITY = 65_536;

/** One line, put together again where it was folded. Valid inside the call only. */
export interface LogicalLine {
  /** The line's bytes are the first `length` of these. */
  readonly bytes: Uint8Array;
  readonly length: number;
  /** Of its first part, counted from 1. */
  readonly number: number;
  /** `stray`: it continues a line that is not there. `too-long`: what passes the limit is left out. */
  readonly fault: "stray" | "too-long" | null;
  /** false: the file ends in it. */
  readonly isEnded: boolean;
}

/** Puts folded lines together (RFC 2849, note 2), whatever pieces they come in; an empty line comes with length 0. */
export class LogicalLines {
  readonly #take: (line: LogicalLine) => void;
  readonly #limit: number;
  #bytes: Uint8Array;
  #length = 0;
  /** Where the present part of the line begins in the buffer. */
  #partStart = 0;
  #part = 1;
  #number = 1;
  #fault: LogicalLine["fault"] = null;
  /** A line has begun that the next part may continue. */
  #isOpen = false;
  #atPartStart = true;

  constructor(take: (line: LogicalLine) => void, limit: number) {
    this.#take = take;
    this.#limit = limit;
    this.#bytes = new Uint8Array(Math.min(FIRST_CAPACITY, limit));
  }

  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      if (this.#atPartStart && this.#beginPart(piece[at] ?? 0)) {
        at++;
        continue;
      }
      at = this.#copyPart(piece, at);
      if (at === piece.length) return;
      this.#endPart();
      at++;
    }
  }

  /** Hands on the last line. */
  end(): void {
    if (this.#isOpen) this.#flush(this.#atPartStart);
  }

  /** true: the byte is used up. */
  #beginPart(first: number): boolean {
    this.#atPartStart = false;
    if (first === SPACE) {
      if (!this.#isOpen) this.#open("stray");
      this.#partStart = this.#length;
      return true;
    }
    if (this.#isOpen) this.#flush(true);
    this.#open(null);
    return false;
  }

  #open(fault: LogicalLine["fault"]): void {
    this.#isOpen = true;
    this.#length = 0;
    this.#partStart = 0;
    this.#number = this.#part;
    this.#fault = fault;
  }

  /** Up to the end of the line or of the piece; returns where that is. */
  #copyPart(piece: Uint8Array, from: number): number {
    let bytes = this.#bytes;
    let length = this.#length;
    let at = from;
    for (; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (byte === LF) break;
      if (length === bytes.length) {
        if (length >= this.#limit) {
          this.#fault = "too-long";
          const end = piece.indexOf(LF, at);
          at = end === -1 ? piece.length : end;
          break;
        }
        bytes = this.#grown();
      }
      bytes[length++] = byte;
    }
    this.#length = length;
    return at;
  }

  #grown(): Uint8Array {
    const grown = new Uint8Array(Math.min(this.#bytes.length * 2, this.#limit));
    grown.set(this.#bytes);
    this.#bytes = grown;
    return grown;
  }

  #endPart(): void {
    if (this.#length > this.#partStart && this.#bytes[this.#length - 1] === CR) this.#length--;
    this.#part++;
    this.#atPartStart = true;
    const isEmpty = this.#length === 0 && this.#number === this.#part - 1;
    if (isEmpty) this.#flush(true);
  }

  #flush(isEnded: boolean): void {
    this.#isOpen = false;
    // A stray line of blanks is an empty one, which an editor or a mail has indented.
    const fault = this.#fault === "stray" && this.#isBlank() ? null : this.#fault;
    this.#take({
      bytes: this.#bytes,
      length: this.#fault === "stray" && fault === null ? 0 : this.#length,
      number: this.#number,
      fault,
      isEnded,
    });
  }

  #isBlank(): boolean {
    for (let at = 0; at < this.#length; at++) if (this.#bytes[at] !== SPACE) return false;
    return true;
  }
}
