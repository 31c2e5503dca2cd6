import { isAscii, isUtf8 } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { ansiText } from "../../formats/delimited/index.ts";

const PIECE_BYTES = 1 << 20;
const LINE_FEED = 10;

export interface TextPiece {
  readonly text: string;
  /** Of the file, up to here. */
  readonly bytesRead: number;
  readonly isLast: boolean;
}

/**
 * A text file in pieces, in whatever encoding Windows writes it: UTF-16 by its mark or its zeros, else UTF-8, else, from where it is none,
 * Windows-1252. No piece ends within a character. @throws what the file system does
 */
export async function* textPieces(path: string): AsyncGenerator<TextPiece> {
  const file = await open(path);
  try {
    const block = Buffer.alloc(PIECE_BYTES);
    const decoder = new PieceDecoder();
    for (let kept = 0, bytesRead = 0; ; ) {
      const length = await filled(file, block, kept);
      bytesRead += length - kept;
      const isLast = length < block.length;
      const whole = isLast ? length : decoder.wholeLength(block.subarray(0, length));
      yield { text: decoder.decode(block.subarray(0, whole)), bytesRead, isLast };
      if (isLast) return;
      block.copyWithin(0, whole, length);
      kept = length - whole;
    }
  } finally {
    await file.close();
  }
}

/** How far a block is full, as a read may bring less than there is; not to its end only at the end of the file. */
async function filled(file: FileHandle, block: Buffer, kept: number): Promise<number> {
  let length = kept;
  while (length < block.length) {
    const { bytesRead } = await file.read(block, length, block.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

/** The text that some bytes at a file's start are, up to the last whole character. */
export function startText(bytes: Buffer): string {
  const decoder = new PieceDecoder();
  return decoder.decode(bytes.subarray(0, decoder.wholeCharacters(bytes)));
}

class PieceDecoder {
  #wide: "utf-16le" | "utf-16be" | null = null;
  #isAnsi = false;
  #hasBegun = false;

  /** Bytes up to the last whole line, or character. */
  wholeLength(bytes: Uint8Array): number {
    this.#begin(bytes);
    // A piece of whole lines is joined with no other, which a text that is read character by character had better not be.
    const lines = this.#wide === null ? bytes.lastIndexOf(LINE_FEED) + 1 : 0;
    return lines > 0 ? lines : this.wholeCharacters(bytes);
  }

  wholeCharacters(bytes: Uint8Array): number {
    this.#begin(bytes);
    if (this.#wide !== null) return wholeUtf16(bytes, this.#wide === "utf-16le");
    return this.#isAnsi ? bytes.length : wholeUtf8(bytes);
  }

  decode(bytes: Buffer): string {
    this.#begin(bytes);
    if (this.#wide !== null) return utf16Text(bytes, this.#wide);
    if (isAscii(bytes)) return bytes.toString("latin1");
    this.#isAnsi ||= !isUtf8(bytes);
    return this.#isAnsi ? ansiText(bytes) : bytes.toString("utf8");
  }

  #begin(bytes: Uint8Array): void {
    if (this.#hasBegun || bytes.length < 4) return;
    this.#hasBegun = true;
    const [first, second, third, fourth] = bytes;
    if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0 && first !== 0)) this.#wide = "utf-16le";
    if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0 && second !== 0)) this.#wide = "utf-16be";
  }
}

function utf16Text(bytes: Buffer, order: "utf-16le" | "utf-16be"): string {
  const [high, low] = order === "utf-16le" ? [1, 0] : [0, 1];
  const narrow = Buffer.alloc(bytes.length >> 1);
  let all = 0;
  for (let at = 0; at < narrow.length; at++) {
    all |= bytes[2 * at + high] ?? 0;
    narrow[at] = bytes[2 * at + low] ?? 0;
  }
  // Nearly all exports: half the memory for as long as something is cut out of it.
  if (all === 0) return narrow.toString("latin1");
  const even = Buffer.from(bytes.subarray(0, narrow.length * 2));
  return (order === "utf-16le" ? even : even.swap16()).toString("utf16le");
}

function wholeUtf16(bytes: Uint8Array, isLittle: boolean): number {
  const even = bytes.length & ~1;
  const high = bytes[isLittle ? even - 1 : even - 2] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

/** Before the first byte of a character that the end cuts. */
function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
