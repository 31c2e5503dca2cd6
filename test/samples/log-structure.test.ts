import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fileHeader, writeLog } from "../../samples/generate/evtx/index.ts";
import {
  chain,
  chunksOf,
  hex,
  nameAt,
  nameTable,
  recordPositions,
  templateDefinitions,
  view,
  vssEvent,
} from "./seams.ts";

const log = writeLog([vssEvent(), vssEvent({ eventId: 12293 })], { firstRecordId: 700n });
const [chunk = new Uint8Array()] = chunksOf(log);

describe("a file header", () => {
  it("says version 3.1, one chunk, and the number the next record would get", () => {
    const header = log.subarray(0, 4096);
    const data = view(header);
    expect({
      signature: hex(header.subarray(0, 8)),
      firstChunk: data.getBigUint64(8, true),
      lastChunk: data.getBigUint64(16, true),
      nextRecordId: data.getBigUint64(24, true),
      headerSize: data.getUint32(32, true),
      minor: data.getUint16(36, true),
      major: data.getUint16(38, true),
      blockSize: data.getUint16(40, true),
      chunks: data.getUint16(42, true),
      flags: data.getUint32(120, true),
    }).toEqual({
      signature: "456c6646696c6500",
      firstChunk: 0n,
      lastChunk: 0n,
      nextRecordId: 702n,
      headerSize: 128,
      minor: 1,
      major: 3,
      blockSize: 4096,
      chunks: 1,
      flags: 0,
    });
  });

  it("carries the CRC-32 of its first 120 bytes", () => {
    expect(view(log).getUint32(124, true)).toBe(crc32(log.subarray(0, 120)));
  });

  it("marks a log that was open when it was copied", () => {
    expect(view(fileHeader({ chunks: 3, nextRecordId: 10n, dirty: true })).getUint32(120, true)).toBe(1);
  });
});

describe("a chunk header", () => {
  it("numbers records by position and by id, and says where the last one and the free space start", () => {
    const data = view(chunk);
    const positions = recordPositions(chunk);
    const end = (positions[1] ?? 0) + data.getUint32((positions[1] ?? 0) + 4, true);
    expect({
      signature: hex(chunk.subarray(0, 8)),
      firstNumber: data.getBigUint64(8, true),
      lastNumber: data.getBigUint64(16, true),
      firstId: data.getBigUint64(24, true),
      lastId: data.getBigUint64(32, true),
      headerSize: data.getUint32(40, true),
      lastRecord: data.getUint32(44, true),
      freeSpace: data.getUint32(48, true),
    }).toEqual({
      signature: "456c6643686e6b00",
      firstNumber: 1n,
      lastNumber: 2n,
      firstId: 700n,
      lastId: 701n,
      headerSize: 128,
      lastRecord: positions[1],
      freeSpace: end,
    });
  });

  it("carries the CRC-32 of the records, and of itself with both tables", () => {
    const data = view(chunk);
    const end = data.getUint32(48, true);
    expect(data.getUint32(52, true)).toBe(crc32(chunk.subarray(512, end)));
    const checked = Buffer.concat([chunk.subarray(0, 120), chunk.subarray(128, 512)]);
    expect(data.getUint32(124, true)).toBe(crc32(checked));
  });
});

describe("a record", () => {
  it("starts with its signature, size, id and time, ends with its size again, and fills eight bytes", () => {
    const data = view(chunk);
    const sizes = recordPositions(chunk).map((at) => {
      const size = data.getUint32(at + 4, true);
      expect(data.getUint32(at, true)).toBe(0x2a2a);
      expect(data.getBigUint64(at + 16, true)).toBe(134_337_852_000_000_000n);
      expect(data.getUint32(at + size - 4, true)).toBe(size);
      expect(size % 8).toBe(0);
      return data.getBigUint64(at + 8, true);
    });
    expect(sizes).toEqual([700n, 701n]);
  });

  it("opens a fragment of version 1.1 and a template instance whose definition follows at once", () => {
    // 0f 01 01 00: fragment header; 0c 01: template instance; then the GUID's first four bytes and the definition's place.
    expect(hex(chunk.subarray(536, 542))).toBe("0f0101000c01");
    expect(view(chunk).getUint32(546, true)).toBe(550);
    expect(view(chunk).getUint32(542, true)).toBe(view(chunk).getUint32(554, true));
  });

  it("names its elements at the same places as a log that Windows wrote", () => {
    // In real logs the first record's names stand here: the sizes of all tokens before them are the same.
    const places = { 0x24d: "Event", 0x26a: "xmlns", 0x2f8: "System", 0x31a: "Provider", 0x33d: "Name" };
    const found = Object.keys(places).map((at) => [at, nameAt(chunk, Number(at))]);
    expect(Object.fromEntries(found)).toEqual(places);
  });

  it("takes fewer bytes when its template and names stand in the chunk already", () => {
    const [first = 0, second = 0] = recordPositions(chunk);
    expect(view(chunk).getUint32(second + 4, true)).toBeLessThan(view(chunk).getUint32(first + 4, true) / 4);
    // The second instance points at the first one's definition.
    expect(view(chunk).getUint32(second + 34, true)).toBe(550);
  });
});

describe("the table of names", () => {
  it("files each name once under its hash modulo 64, the newest first", () => {
    const table = nameTable(chunk);
    const names = table.flat();
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual(
      [
        ...["Binary", "Channel", "Computer", "Data", "Event", "EventData", "EventID", "EventRecordID", "Keywords"],
        ...["Level", "Name", "Provider", "Qualifiers", "Security", "System", "SystemTime", "Task", "TimeCreated"],
        ...["UserID", "xmlns"],
      ].toSorted(),
    );
    // Worked out by hand from real logs: these two share bucket 59, these two bucket 60.
    expect(table[59]).toEqual(["Computer", "TimeCreated"]);
    expect(table[60]).toEqual(["SystemTime", "xmlns"]);
  });

  it("stores each name's hash as real logs have it", () => {
    const stored = new Map(
      Array.from({ length: 64 }, (_, bucket) => chain(chunk, 128 + 4 * bucket))
        .flat()
        .map((at) => [nameAt(chunk, at), view(chunk).getUint16(at + 4, true)]),
    );
    expect(stored.get("Event")).toBe(0x0cba);
    expect(stored.get("EventID")).toBe(0x61f5);
    expect(stored.get("Computer")).toBe(0x6e3b);
  });
});

describe("the table of templates", () => {
  it("holds the outer template and the payload's, each once for both records", () => {
    expect(templateDefinitions(chunk).toSorted((a, b) => a - b)[0]).toBe(550);
    expect(templateDefinitions(chunk)).toHaveLength(2);
  });
});
