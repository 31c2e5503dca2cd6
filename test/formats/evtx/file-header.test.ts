import { describe, expect, it } from "vitest";
import { EvtxError, EvtxScan } from "../../../src/formats/evtx/index.ts";
import { writeLog } from "../../../samples/generate/evtx/index.ts";
import { changed, CHUNK, event, HEADER, logOf, setChunk, setHeader } from "./seams/log-bytes.ts";
import { readLog, states } from "./seams/reading.ts";

function refusal(bytes: Uint8Array): { readonly code: string; readonly message: string } {
  try {
    readLog(bytes);
  } catch (error) {
    if (error instanceof EvtxError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("it was taken for a log");
}

const CHECKSUM: unknown = expect.stringMatching(/^0x[0-9a-f]{8}$/);
const INTACT_3 = { "1": "intact", "2": "intact", "3": "intact" };

describe("bytes that are no event log", () => {
  it("are refused when there are none", () => {
    expect(refusal(new Uint8Array())).toEqual({ code: "empty", message: "the file is empty" });
  });

  it("are refused with what they start with", () => {
    const zip = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, ...Array<number>(9000).fill(7)]);
    expect(refusal(zip)).toEqual({
      code: "not-evtx",
      message: 'it starts with 50 4b 03 04 07 07 07 07, not with "ElfFile"',
    });
    expect(refusal(new TextEncoder().encode("<Events><Event/></Events>"))).toEqual({
      code: "not-evtx",
      message: 'it starts with "<Events>", not with "ElfFile"',
    });
    expect(refusal(Uint8Array.of(0x45)).code).toBe("not-evtx");
  });

  it("are refused when the source cannot be read at all", () => {
    const source = {
      size: 100_000,
      read: (): number => {
        throw new Error("the device is not ready");
      },
    };
    expect(() => new EvtxScan(source, { record() {}, damage() {}, remark() {} })).toThrow(
      new EvtxError("unreadable", "the device is not ready"),
    );
  });
});

describe("a file header", () => {
  it("that is all there is makes a truncated log", () => {
    const { events, damages } = readLog(logOf(3).subarray(0, HEADER));
    expect(events).toEqual([]);
    expect(damages).toEqual([
      {
        kind: "truncated-file",
        offset: 4096,
        expected: "chunks of records behind the file header",
        found: "the end of the file",
      },
    ]);
  });

  it("cut off inside is damage, not a refusal", () => {
    const { damages } = readLog(logOf(3).subarray(0, 128));
    expect(damages.map(({ kind, offset }) => [kind, offset])).toEqual([["truncated-file", 128]]);
  });

  it("destroyed before sound chunks is damage; the chunks are read", () => {
    const log = changed(logOf(3), (_, bytes) => bytes.fill(0xff, 0, 128));
    const reading = readLog(log);
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([
      { kind: "file-header", offset: 0, expected: '"ElfFile" and 128 bytes', found: "ff ff ff ff ff ff ff ff" },
    ]);
  });

  it("with a wrong checksum is damage; the chunks are read", () => {
    const log = changed(logOf(3), (view) => view.setUint32(124, 0xdead_beef, true));
    const reading = readLog(log);
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([
      {
        kind: "file-header-checksum",
        offset: 124,
        expected: CHECKSUM,
        found: "0xdeadbeef",
      },
    ]);
  });

  it("of another format version is damage; the chunks are read", () => {
    const reading = readLog(setHeader(logOf(3), (view) => view.setUint16(38, 4, true)));
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([{ kind: "file-header", offset: 36, expected: "format version 3", found: "4.1" }]);
  });

  it("may say that checksums are not kept; then none is checked", () => {
    const log = changed(
      setHeader(logOf(3), (view) => view.setUint32(120, 4, true)),
      (view) => {
        view.setUint32(HEADER + 52, 0, true);
        view.setUint32(HEADER + 124, 0, true);
        view.setUint32(124, 0, true);
      },
    );
    const reading = readLog(log);
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([]);
  });

  it("may be dirty: a remark, for Windows leaves it so in logs that are copied while open", () => {
    const reading = readLog(writeLog([event()], { dirty: true }));
    expect(states(reading)).toEqual({ "1": "intact" });
    expect(reading.damages).toEqual([]);
    expect(reading.remarks.map(({ kind, offset }) => [kind, offset])).toEqual([["dirty", 120]]);
  });
});

describe("the header's count of chunks", () => {
  it("that is too small is a remark; all chunks are read", () => {
    const reading = readLog(setHeader(logOf(1, 1, 1), (view) => view.setUint16(42, 1, true)));
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([]);
    expect(reading.remarks).toEqual([
      { kind: "chunk-count", offset: 42, text: "the file header counts 1 chunks, the file has 3" },
    ]);
  });

  it("that is too large is damage: chunks are missing", () => {
    const reading = readLog(setHeader(logOf(2, 1), (view) => view.setUint16(42, 5, true)));
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([
      {
        kind: "truncated-file",
        offset: HEADER + 2 * CHUNK,
        expected: "5 chunks, as the file header counts",
        found: "2",
      },
    ]);
  });

  it("that is too large in a dirty log is a remark", () => {
    const log = setHeader(logOf(3), (view) => {
      view.setUint16(42, 5, true);
      view.setUint32(120, 1, true);
    });
    const { damages, remarks } = readLog(log);
    expect(damages).toEqual([]);
    expect(remarks.map(({ kind }) => kind)).toEqual(["dirty", "chunk-count"]);
  });
});

describe("chunks", () => {
  it("may stand out of order, as in logs that were written round; their own order is the file's", () => {
    const log = logOf(2, 1);
    const swapped = Buffer.concat([
      log.subarray(0, HEADER),
      log.subarray(HEADER + CHUNK),
      log.subarray(HEADER, HEADER + CHUNK),
    ]);
    const { events, damages } = readLog(swapped);
    expect(damages).toEqual([]);
    expect(events.map(({ recordId, offset }) => [recordId, offset])).toEqual([
      [3n, HEADER + 512],
      [1n, HEADER + CHUNK + 512],
      [2n, expect.any(Number)],
    ]);
  });

  it("may be preallocated and empty: zero bytes are no damage", () => {
    const { events, damages, remarks } = readLog(Buffer.concat([logOf(3), new Uint8Array(3 * CHUNK)]));
    expect(events).toHaveLength(3);
    expect([damages, remarks]).toEqual([[], []]);
  });

  it("may be followed by junk, which is remarked once", () => {
    const junk = new Uint8Array(2 * CHUNK + 100).fill(0x41);
    const { events, damages, remarks } = readLog(Buffer.concat([logOf(3), junk]));
    expect(events).toHaveLength(3);
    expect(damages).toEqual([]);
    expect(remarks).toEqual([
      {
        kind: "trailing-bytes",
        offset: HEADER + CHUNK,
        text: "131172 bytes behind the last chunk are no chunk and hold no whole record",
      },
    ]);
  });

  it("without their signature between others are damage; their whole records are recovered", () => {
    const log = changed(logOf(1, 2, 1), (_, bytes) => bytes.fill(0x2a, HEADER + CHUNK, HEADER + CHUNK + 8));
    const reading = readLog(log);
    expect(states(reading)).toEqual({ "1": "intact", "2": "recovered", "3": "recovered", "4": "intact" });
    expect(reading.damages).toEqual([
      { kind: "chunk-signature", offset: HEADER + CHUNK, expected: '"ElfChnk"', found: '"********"' },
    ]);
    expect(reading.progress).toMatchObject({ records: 4, recovered: 2, damaged: 0, damages: 1 });
  });

  it("that were overwritten whole between others are damage", () => {
    const log = changed(logOf(1, 1, 1), (_, bytes) => bytes.fill(0x58, HEADER + CHUNK, HEADER + 2 * CHUNK));
    const reading = readLog(log);
    expect(states(reading)).toEqual({ "1": "intact", "3": "intact" });
    expect(reading.damages.map(({ kind, offset, found }) => [kind, offset, found])).toEqual([
      ["chunk-signature", HEADER + CHUNK, '"XXXXXXXX"'],
    ]);
  });

  it("that are zero between others are damage: space is allocated behind the last chunk only", () => {
    const log = changed(logOf(1, 1, 1), (_, bytes) => bytes.fill(0, HEADER + CHUNK, HEADER + 2 * CHUNK));
    const reading = readLog(log);
    expect(states(reading)).toEqual({ "1": "intact", "3": "intact" });
    expect(reading.damages).toEqual([
      { kind: "chunk-signature", offset: HEADER + CHUNK, expected: '"ElfChnk"', found: "zero bytes" },
    ]);
  });

  it("behind the first 64 are read like the first", () => {
    const log = logOf(...Array<number>(130).fill(1));
    const { events, damages } = readLog(log);
    expect(damages).toEqual([]);
    expect(events.map(({ recordId }) => recordId)).toEqual(
      Array.from({ length: 130 }, (_, index) => BigInt(index + 1)),
    );
  });

  it("whose checksums are wrong are damage; their records are read", () => {
    const log = changed(logOf(3), (view) => {
      view.setUint32(HEADER + 52, 1, true);
      view.setUint32(HEADER + 124, 2, true);
    });
    const reading = readLog(log);
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([
      { kind: "chunk-header-checksum", offset: HEADER + 124, expected: CHECKSUM, found: "0x00000002" },
      { kind: "chunk-data-checksum", offset: HEADER + 52, expected: CHECKSUM, found: "0x00000001" },
    ]);
  });

  it("may say themselves that they have no checksums", () => {
    const log = changed(logOf(3), (view) => {
      view.setUint32(HEADER + 120, 4, true);
      view.setUint32(HEADER + 52, 1, true);
    });
    expect(readLog(log).damages).toEqual([]);
  });

  it("whose tables are overwritten lose nothing: names and templates are found by their places", () => {
    // Every entry of both tables points into its own chunk header, which is also where the chains would go on.
    const log = setChunk(logOf(3), (view) => {
      for (let entry = 128; entry < 512; entry += 4) view.setUint32(entry, entry, true);
    });
    const reading = readLog(log);
    expect(states(reading)).toEqual(INTACT_3);
    expect(reading.damages).toEqual([]);
  });
});
