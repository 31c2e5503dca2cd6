import { filetimeToIso } from "../../../shared/filetime.ts";
import { ARRAY_FLAG, ValueType } from "../binxml/tokens.ts";
import { ByteWriter } from "../bytes-out.ts";
import type { ChunkBytes } from "../chunk-bytes.ts";
import { writePlainAscii, writeText, writeUtf16 } from "./escaped-text.ts";
import { type Escapes, XML_TEXT } from "./escapes.ts";
import {
  TimeWriter,
  writeAscii,
  writeHex,
  writeHexBytes,
  writeSigned,
  writeUnsigned,
  writeUnsigned64,
} from "./number-text.ts";
import { rightWindows1252 } from "./windows-1252.ts";

/** Item sizes of the types that have one; 0 where the size varies. */
const FIXED_SIZES: Readonly<Record<number, number>> = {
  [ValueType.int8]: 1,
  [ValueType.uint8]: 1,
  [ValueType.int16]: 2,
  [ValueType.uint16]: 2,
  [ValueType.int32]: 4,
  [ValueType.uint32]: 4,
  [ValueType.int64]: 8,
  [ValueType.uint64]: 8,
  [ValueType.float]: 4,
  [ValueType.double]: 8,
  [ValueType.boolean]: 4,
  [ValueType.guid]: 16,
  [ValueType.filetime]: 8,
  [ValueType.systemtime]: 16,
  [ValueType.hex32]: 4,
  [ValueType.hex64]: 8,
};

/** Bytes of one value of this type; 0 for types whose size varies. */
export function fixedSize(type: number): number {
  return FIXED_SIZES[type] ?? 0;
}

/** What one value of an array occupies. */
export type ArrayItem = (type: number, position: number, size: number) => void;

const TWO_32 = 4294967296;

/**
 * Writes values as Windows shows them, straight from the record's bytes into the output: no strings in between, since
 * a full dump renders a dozen values a record.
 */
export class ValueTextReader {
  readonly #ansi: InstanceType<typeof TextDecoder>;
  readonly #time = new TimeWriter();
  readonly #scratch = new ByteWriter(256);
  readonly #ascii = new TextDecoder("utf-8");

  /** @throws RangeError when the label names no encoding of single or multiple bytes. */
  constructor(ansiCodePage: string) {
    this.#ansi = new TextDecoder(ansiCodePage);
    if (this.#ansi.encoding.startsWith("utf-16")) throw new RangeError(`${ansiCodePage} is no ANSI code page`);
  }

  /** Appends one value. Sizes that do not fit the type are shown as hexadecimal bytes: nothing is invented, nothing lost. */
  write(out: ByteWriter, chunk: ChunkBytes, type: number, position: number, size: number, escapes: Escapes): void {
    const view = chunk.view;
    switch (type) {
      case ValueType.null:
        return;
      case ValueType.string:
      case ValueType.eventXml:
        return writeUtf16(out, chunk.view, position, size >>> 1, escapes);
      case ValueType.ansiString:
        return this.#ansiString(out, chunk, position, size, escapes);
      case ValueType.int8:
        if (size === 1) return writeSigned(out, view.getInt8(position));
        break;
      case ValueType.uint8:
        if (size === 1) return writeUnsigned(out, view.getUint8(position));
        break;
      case ValueType.int16:
        if (size === 2) return writeSigned(out, view.getInt16(position, true));
        break;
      case ValueType.uint16:
        if (size === 2) return writeUnsigned(out, view.getUint16(position, true));
        break;
      case ValueType.int32:
        if (size === 4) return writeSigned(out, view.getInt32(position, true));
        break;
      case ValueType.uint32:
        if (size === 4) return writeUnsigned(out, view.getUint32(position, true));
        break;
      case ValueType.int64:
        if (size === 8) return writeAscii(out, view.getBigInt64(position, true).toString());
        break;
      case ValueType.uint64:
        if (size === 8) {
          return writeUnsigned64(out, view.getUint32(position + 4, true), view.getUint32(position, true));
        }
        break;
      case ValueType.float:
        if (size === 4) return writeAscii(out, floatText(view.getFloat32(position, true), true));
        break;
      case ValueType.double:
        if (size === 8) return writeAscii(out, floatText(view.getFloat64(position, true), false));
        break;
      case ValueType.boolean:
        if (size === 4 || size === 1) {
          const value = size === 4 ? view.getUint32(position, true) : view.getUint8(position);
          return writeAscii(out, value === 0 ? "false" : "true");
        }
        break;
      case ValueType.guid:
        if (size === 16) return this.#guid(out, view, position);
        break;
      case ValueType.size:
      case ValueType.hex32:
      case ValueType.hex64:
        if (size === 4) return writeHex(out, 0, view.getUint32(position, true));
        if (size === 8) return writeHex(out, view.getUint32(position + 4, true), view.getUint32(position, true));
        break;
      case ValueType.filetime:
        if (size === 8) return this.time(out, view.getUint32(position + 4, true), view.getUint32(position, true));
        break;
      case ValueType.systemtime:
        if (size === 16) return writeAscii(out, systemtimeText(view, position));
        break;
      case ValueType.sid:
        if (size >= 8 && size === 8 + view.getUint8(position + 1) * 4) return this.#sid(out, view, position);
        break;
    }
    writeHexBytes(out, chunk.bytes, position, size);
  }

  time(out: ByteWriter, high: number, low: number): void {
    this.#time.write(out, high, low, filetimeToIso);
  }

  /** Calls `item` for each value of an array; strings are told apart by their NULs (libevtx: "Array of strings"). */
  items(chunk: ChunkBytes, arrayType: number, position: number, size: number, item: ArrayItem): void {
    const type = arrayType & ~ARRAY_FLAG;
    const bytes = chunk.bytes;
    const end = position + size;
    if (type === ValueType.string || type === ValueType.ansiString) {
      const width = type === ValueType.string ? 2 : 1;
      let start = position;
      for (let at = position; at + width <= end; at += width) {
        if (bytes[at] === 0 && (width === 1 || bytes[at + 1] === 0)) {
          item(type, start, at - start);
          start = at + width;
        }
      }
      if (end - start >= width) item(type, start, end - start);
      return;
    }
    let at = position;
    while (at < end) {
      let length = fixedSize(type);
      if (type === ValueType.sid && at + 2 <= end) length = 8 + (bytes[at + 1] ?? 0) * 4;
      if (type === ValueType.size) length = size % 8 === 0 ? 8 : 4;
      if (length === 0 || at + length > end) length = end - at;
      item(type, at, length);
      at += length;
    }
  }

  ansiText(chunk: ChunkBytes, position: number, size: number): string {
    const decoded = this.#ansi.decode(chunk.bytes.subarray(position, position + size));
    const text = this.#ansi.encoding === "windows-1252" ? rightWindows1252(decoded) : decoded;
    let length = text.length;
    while (length > 0 && text.charCodeAt(length - 1) === 0) length--;
    return text.slice(0, length);
  }

  /** One value's text as a string; for typed values and other cold places. */
  text(chunk: ChunkBytes, type: number, position: number, size: number): string {
    if (type === ValueType.string || type === ValueType.eventXml) {
      const text = chunk.text(position, size >>> 1);
      let length = text.length;
      while (length > 0 && text.charCodeAt(length - 1) === 0) length--;
      return text.slice(0, length);
    }
    if (type === ValueType.ansiString) return this.ansiText(chunk, position, size);
    this.#scratch.reset();
    this.write(this.#scratch, chunk, type, position, size, XML_TEXT);
    return this.#ascii.decode(this.#scratch.written());
  }

  /** A literal inside BinXML that is no UTF-16 string; null when its size cannot be known. */
  literal(chunk: ChunkBytes, type: number, position: number): { readonly text: string; readonly next: number } | null {
    if (type === ValueType.ansiString) {
      const size = chunk.u16(position);
      chunk.need(position + 2, size);
      return { text: this.ansiText(chunk, position + 2, size), next: position + 2 + size };
    }
    const size = type === ValueType.sid ? 8 + chunk.u8(position + 1) * 4 : fixedSize(type);
    if (size === 0) return null;
    chunk.need(position, size);
    return { text: this.text(chunk, type, position, size), next: position + size };
  }

  #ansiString(out: ByteWriter, chunk: ChunkBytes, position: number, size: number, escapes: Escapes): void {
    if (writePlainAscii(out, chunk.view, position, size, escapes)) return;
    writeText(out, this.ansiText(chunk, position, size), escapes);
  }

  /** MS-DTYP 2.3.4.3 with braces; the first three fields are little-endian. */
  #guid(out: ByteWriter, view: DataView, position: number): void {
    out.reserve(38);
    const bytes = out.bytes;
    let length = out.length;
    bytes[length++] = 0x7b;
    for (let index = 0; index < 16; index++) {
      if (index === 4 || index === 6 || index === 8 || index === 10) bytes[length++] = 0x2d;
      const byte = view.getUint8(position + (GUID_ORDER[index] ?? 0));
      bytes[length++] = LOWER_DIGITS[byte >>> 4] ?? 0;
      bytes[length++] = LOWER_DIGITS[byte & 15] ?? 0;
    }
    bytes[length++] = 0x7d;
    out.length = length;
  }

  /** MS-DTYP 2.4.2.1. */
  #sid(out: ByteWriter, view: DataView, position: number): void {
    writeAscii(out, "S-");
    writeUnsigned(out, view.getUint8(position));
    writeAscii(out, "-");
    writeUnsigned(out, view.getUint16(position + 2, false) * TWO_32 + view.getUint32(position + 4, false));
    const count = view.getUint8(position + 1);
    for (let index = 0; index < count; index++) {
      writeAscii(out, "-");
      writeUnsigned(out, view.getUint32(position + 8 + index * 4, true));
    }
  }
}

const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
const LOWER_DIGITS = new TextEncoder().encode("0123456789abcdef");

/** How Windows writes floats is not documented and not in the corpus: the shortest text that reads back equal. */
function floatText(value: number, single: boolean): string {
  if (!single || !Number.isFinite(value)) return value.toString();
  for (let digits = 6; digits <= 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return text.toString();
  }
  return value.toString();
}

/** SYSTEMTIME (MS-DTYP 2.3.13): eight words; milliseconds are all it has. */
function systemtimeText(view: DataView, position: number): string {
  const word = (index: number, digits: number): string =>
    view
      .getUint16(position + index * 2, true)
      .toString()
      .padStart(digits, "0");
  return `${word(0, 4)}-${word(1, 2)}-${word(3, 2)}T${word(4, 2)}:${word(5, 2)}:${word(6, 2)}.${word(7, 3)}Z`;
}
