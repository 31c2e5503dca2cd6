import { crc32, deflateRawSync } from "node:zlib";

/** What a test wants to say about one entry; the rest is as Windows would write it. */
export interface EntryToWrite {
  readonly name: string;
  readonly data?: Uint8Array | string;
  readonly stored?: boolean;
  /** Data as they stand in the ZIP, already packed. */
  readonly packed?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  /** What the headers claim that comes out. */
  readonly bytes?: number;
  readonly versionMadeBy?: number;
  readonly attributes?: number;
  /** The sizes stand behind the data, as in a ZIP that was written as a stream. */
  readonly sizesBehind?: boolean;
}

/** Local header and data of each entry, then the list, then its end. */
export function writeZip(entries: readonly EntryToWrite[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const written = writeEntry(entry);
    parts.push(...written.local);
    list.push(written.listed(at));
    at += written.local.reduce((sum, { length }) => sum + length, 0);
  }
  const directory = Buffer.concat(list);
  return Buffer.concat([...parts, directory, endOfList(entries.length, directory.length, at)]);
}

interface WrittenEntry {
  readonly local: readonly Buffer[];
  listed(header: number): Buffer;
}

const UTF8 = 0x800;
const SIZES_BEHIND = 0x8;

function writeEntry(entry: EntryToWrite): WrittenEntry {
  const data = Buffer.from(entry.data ?? "");
  const method = entry.method ?? (entry.stored === true ? 0 : 8);
  const packed = Buffer.from(entry.packed ?? (entry.stored === true ? data : deflateRawSync(data)));
  const name = Buffer.from(entry.name);
  const flags = (entry.flags ?? 0) | UTF8 | (entry.sizesBehind === true ? SIZES_BEHIND : 0);
  const sums = Buffer.concat([
    u32(entry.crc ?? crc32(data)), // CRC-32 of what comes out
    u32(packed.length), // bytes in the ZIP
    u32(entry.bytes ?? data.length), // bytes that come out
  ]);
  const common = Buffer.concat([
    u16(20), // version needed: 2.0
    u16(flags),
    u16(method),
    u32(0x5b21_0000), // time and date of DOS
  ]);
  const lengths = Buffer.concat([u16(name.length), u16(0)]); // name, extra fields
  return {
    local: [
      Buffer.from("PK\x03\x04", "latin1"),
      common,
      entry.sizesBehind === true ? Buffer.alloc(12) : sums,
      lengths,
      name,
      packed,
      ...(entry.sizesBehind === true ? [Buffer.from("PK\x07\x08", "latin1"), sums] : []),
    ],
    listed: (header) =>
      Buffer.concat([
        Buffer.from("PK\x01\x02", "latin1"),
        u16(entry.versionMadeBy ?? 20), // 2.0, on Windows
        common,
        sums,
        lengths,
        u16(0), // comment
        u16(0), // disk
        u16(0), // internal attributes
        u32(entry.attributes ?? 0),
        u32(header), // where the local header stands
        name,
      ]),
  };
}

function endOfList(entries: number, bytes: number, start: number): Buffer {
  return Buffer.concat([
    Buffer.from("PK\x05\x06", "latin1"),
    u16(0), // this disk
    u16(0), // the list's disk
    u16(entries), // on this disk
    u16(entries), // in all
    u32(bytes), // of the list
    u32(start), // of the list
    u16(0), // comment
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
