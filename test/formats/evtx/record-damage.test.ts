import { describe, expect, it } from "vitest";
import { bytesSource, EvtxScan } from "../../../src/formats/evtx/index.ts";
import { changed, CHUNK, HEADER, logOf, place, setChunk } from "./seams/log-bytes.ts";
import { readLog, states } from "./seams/reading.ts";

const LOG = logOf(4);
const SECOND = place(LOG, 1);
const THIRD = place(LOG, 2);
const LAST = place(LOG, 3);
const SIZE = SECOND.end - SECOND.start;
const INTACT_4 = { "1": "intact", "2": "intact", "3": "intact", "4": "intact" };

/** What the strings of all records say. */
function strings(reading: ReturnType<typeof readLog>): readonly (string | undefined)[] {
  return reading.events.map(({ data }) => data[0]?.value);
}

describe("a record's size", () => {
  it("of zero is damage; the record is read up to the next one, which is sound", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(SECOND.start + 4, 0, true)));
    expect(states(reading)).toEqual({ "1": "intact", "2": "damaged", "3": "recovered", "4": "recovered" });
    expect(strings(reading)).toEqual(["record 1", "record 2", "record 3", "record 4"]);
    expect(reading.damages).toEqual([
      { kind: "record-size", offset: HEADER + SECOND.start + 4, expected: "at least 28", found: "0" },
    ]);
  });

  it.each([
    [27, "at least 28"],
    [CHUNK, `at most ${CHUNK - SECOND.start}`],
    [0xffff_ffff, `at most ${CHUNK - SECOND.start}`],
  ])("of %i is damage", (size, expected) => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(SECOND.start + 4, size, true)));
    expect(states(reading)).toEqual({ "1": "intact", "2": "damaged", "3": "recovered", "4": "recovered" });
    expect(strings(reading)).toEqual(["record 1", "record 2", "record 3", "record 4"]);
    expect(reading.damages).toEqual([
      { kind: "record-size", offset: HEADER + SECOND.start + 4, expected, found: String(size) },
    ]);
  });

  it("that differs from its copy is damage; what follows in its place is intact", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(SECOND.end - 4, SIZE + 1, true)));
    expect(states(reading)).toEqual({ ...INTACT_4, "2": "damaged" });
    expect(strings(reading)).toEqual(["record 1", "record 2", "record 3", "record 4"]);
    expect(reading.damages).toEqual([
      {
        kind: "record-size-copy",
        offset: HEADER + SECOND.end - 4,
        expected: String(SIZE),
        found: String(SIZE + 1),
      },
    ]);
  });

  it("whose copy differs in two records on end costs neither of them", () => {
    const reading = readLog(
      setChunk(LOG, (view) => {
        view.setUint32(SECOND.end - 4, 1, true);
        view.setUint32(THIRD.end - 4, 1, true);
      }),
    );
    expect(states(reading)).toEqual({ ...INTACT_4, "2": "damaged", "3": "damaged" });
    expect(strings(reading)).toEqual(["record 1", "record 2", "record 3", "record 4"]);
    expect(reading.damages.map(({ kind, offset }) => [kind, offset])).toEqual([
      ["record-size-copy", HEADER + SECOND.end - 4],
      ["record-size-copy", HEADER + THIRD.end - 4],
    ]);
  });

  it("whose copy differs in all records costs none of them", () => {
    const places = [0, 1, 2, 3].map((index) => place(LOG, index));
    const reading = readLog(setChunk(LOG, (view) => places.forEach(({ end }) => view.setUint32(end - 4, 1, true))));
    expect(strings(reading)).toEqual(["record 1", "record 2", "record 3", "record 4"]);
    expect(new Set(reading.events.map(({ state }) => state))).toEqual(new Set(["damaged"]));
    expect(reading.damages).toHaveLength(4);
  });

  it("that is too small for its values makes the record damaged, with what fits", () => {
    const reading = readLog(
      setChunk(LOG, (view) => {
        view.setUint32(SECOND.start + 4, 64, true);
        view.setUint32(SECOND.start + 60, 64, true);
      }),
    );
    expect(reading.events[1]).toMatchObject({ state: "damaged", recordId: 2n });
    expect(strings(reading)).toEqual(["record 1", undefined, "record 3", "record 4"]);
    expect(reading.damages.map(({ kind, recordId }) => [kind, recordId])).toEqual([
      ["value", 2n],
      ["record-signature", undefined],
    ]);
  });

  it("of the last record is damage too, and ends the chunk", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(LAST.start + 4, 0, true)));
    expect(states(reading)).toEqual({ ...INTACT_4, "4": "damaged" });
    expect(strings(reading)).toEqual(["record 1", "record 2", "record 3", "record 4"]);
  });
});

describe("zeros inside a chunk", () => {
  it("in a record's place are damage; what follows is recovered", () => {
    const reading = readLog(setChunk(LOG, (_, chunk) => chunk.fill(0, SECOND.start, SECOND.end)));
    expect(states(reading)).toEqual({ "1": "intact", "3": "recovered", "4": "recovered" });
    expect(strings(reading)).toEqual(["record 1", "record 3", "record 4"]);
    expect(reading.damages).toEqual([
      { kind: "record-signature", offset: HEADER + SECOND.start, expected: "0x00002a2a", found: "0x00000000" },
    ]);
  });

  it("over a record's end are damage of that record; what follows is recovered or intact, nothing is lost", () => {
    const reading = readLog(setChunk(LOG, (_, chunk) => chunk.fill(0, SECOND.end - 16, SECOND.end)));
    expect(states(reading)).toEqual({ ...INTACT_4, "2": "damaged" });
    expect(reading.damages.map(({ kind, offset }) => [kind, offset])).toContainEqual([
      "record-size-copy",
      HEADER + SECOND.end - 4,
    ]);
  });

  it("from one record into the next are damage; the one behind is recovered", () => {
    const reading = readLog(setChunk(LOG, (_, chunk) => chunk.fill(0, SECOND.start + 40, THIRD.start + 40)));
    expect(states(reading)).toEqual({ "1": "intact", "2": "damaged", "4": "recovered" });
    expect(reading.damages.map(({ kind }) => kind)).toContain("record-size-copy");
  });

  it("in all records' place are damage", () => {
    const reading = readLog(setChunk(LOG, (view, chunk) => chunk.fill(0, 512, view.getUint32(48, true))));
    expect(states(reading)).toEqual({});
    expect(reading.damages).toEqual([
      {
        kind: "free-space-offset",
        offset: HEADER + 512,
        expected: "records up to the free-space offset",
        found: `${LAST.end - 512} zero bytes`,
      },
    ]);
  });

  it("inside a value are not to be seen but by the checksum", () => {
    const log = changed(LOG, (_, bytes) => bytes.fill(0, HEADER + SECOND.end - 24, HEADER + SECOND.end - 20));
    const reading = readLog(log);
    expect(states(reading)).toEqual(INTACT_4);
    expect(reading.damages.map(({ kind }) => kind)).toEqual(["chunk-data-checksum"]);
  });
});

describe("bytes between records", () => {
  it("that are no record are damage; records behind them are recovered", () => {
    const reading = readLog(setChunk(LOG, (_, chunk) => chunk.fill(0x55, SECOND.start, SECOND.start + 8)));
    expect(states(reading)).toEqual({ "1": "intact", "3": "recovered", "4": "recovered" });
    expect(reading.damages).toEqual([
      { kind: "record-signature", offset: HEADER + SECOND.start, expected: "0x00002a2a", found: "0x55555555" },
    ]);
  });
});

describe("a last chunk that is cut off", () => {
  const cut = (length: number): Uint8Array => LOG.subarray(0, HEADER + length);
  const truncated = (length: number) => ({
    kind: "truncated-chunk",
    offset: HEADER + length,
    expected: "65536 bytes of a chunk",
    found: String(length),
  });

  it("behind its records has them all", () => {
    const reading = readLog(cut(LAST.end));
    expect(states(reading)).toEqual(INTACT_4);
    expect(reading.damages).toEqual([truncated(LAST.end)]);
  });

  it("between two records has those before", () => {
    const reading = readLog(cut(LAST.start));
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "3": "intact" });
    expect(reading.damages).toEqual([truncated(LAST.start)]);
  });

  it("inside a record has that one as damaged", () => {
    const reading = readLog(cut(LAST.start + 100));
    expect(states(reading)).toEqual({ ...INTACT_4, "4": "damaged" });
    expect(reading.damages).toEqual([
      truncated(LAST.start + 100),
      {
        kind: "record-size",
        offset: HEADER + LAST.start + 4,
        expected: "at most 100",
        found: String(LAST.end - LAST.start),
      },
      expect.objectContaining({ kind: "value", recordId: 4n }),
    ]);
  });

  it("inside a record's header says how much of it is left", () => {
    const reading = readLog(cut(LAST.start + 20));
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "3": "intact" });
    expect(reading.damages).toEqual([
      truncated(LAST.start + 20),
      {
        kind: "record-size",
        offset: HEADER + LAST.start,
        expected: "the 24 bytes of a record's header",
        found: "20",
      },
    ]);
  });

  it.each([512, 511, 100, 8])("after %i bytes has no records", (length) => {
    const reading = readLog(cut(length));
    expect(states(reading)).toEqual({});
    expect(reading.damages[0]).toEqual(truncated(length));
  });

  it("inside its signature is a tail of bytes that are no chunk", () => {
    const reading = readLog(cut(7));
    expect(reading.damages.map(({ kind }) => kind)).toEqual(["truncated-file"]);
    expect(reading.remarks.map(({ kind }) => kind)).toEqual(["trailing-bytes"]);
  });
});

describe("a chunk's free-space offset", () => {
  const withFree = (free: number): Uint8Array => setChunk(LOG, (view) => view.setUint32(48, free, true));

  it("that is too large ends at the zeros behind the records", () => {
    const reading = readLog(withFree(LAST.end + 800));
    expect(states(reading)).toEqual(INTACT_4);
    expect(reading.damages).toEqual([
      {
        kind: "free-space-offset",
        offset: HEADER + LAST.end,
        expected: "records up to the free-space offset",
        found: "800 zero bytes",
      },
    ]);
  });

  it("that is too small is not believed: the next record in the row is recovered", () => {
    const reading = readLog(withFree(THIRD.start));
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "3": "recovered", "4": "recovered" });
    expect(reading.damages).toEqual([
      {
        kind: "free-space-offset",
        offset: HEADER + THIRD.start,
        expected: "free space, as the chunk's header says",
        found: "the next record",
      },
    ]);
  });

  it("inside a record does not cut it", () => {
    const reading = readLog(withFree(THIRD.start + 50));
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "3": "intact", "4": "recovered" });
    expect(reading.damages.map(({ kind, offset }) => [kind, offset])).toEqual([
      ["free-space-offset", HEADER + LAST.start],
    ]);
  });

  it.each([0, 511, CHUNK + 1, 0xffff_ffff])("of %i is absurd: records are followed to the chunk's end", (free) => {
    const reading = readLog(withFree(free));
    expect(states(reading)).toEqual(INTACT_4);
    expect(reading.damages).toContainEqual({
      kind: "free-space-offset",
      offset: HEADER + 48,
      expected: "an offset from 512 to 65536",
      found: String(free),
    });
  });

  it("of 512 with the header's own word that the chunk has records is too small as well", () => {
    const reading = readLog(withFree(512));
    expect(states(reading)).toEqual(INTACT_4);
    expect(reading.damages).toContainEqual({
      kind: "free-space-offset",
      offset: HEADER + 48,
      expected: "an offset behind the records that the header counts",
      found: "512",
    });
  });

  it("of 512 in a chunk that was emptied is right, though old records stand there", () => {
    const log = setChunk(LOG, (view) => {
      view.setUint32(48, 512, true);
      // The last record's number and id: there is none.
      for (const at of [16, 32]) view.setBigUint64(at, 0xffff_ffff_ffff_ffffn, true);
    });
    const reading = readLog(log);
    expect([states(reading), reading.damages]).toEqual([{}, []]);
  });
});

describe("numbers in a record's header and in its System", () => {
  /** The chunk's checksum stays that of the log before the change, as after a torn write. */
  function torn(change: (view: DataView) => void): Uint8Array {
    const log = LOG.slice();
    change(new DataView(log.buffer, HEADER, CHUNK));
    return log;
  }

  it("that agreed before and then differ in a chunk of wrong checksum betray two records in one", () => {
    const reading = readLog(torn((view) => view.setBigUint64(THIRD.start + 8, 77n, true)));
    expect(reading.damages).toEqual([
      expect.objectContaining({ kind: "chunk-data-checksum" }),
      {
        kind: "record-number",
        offset: HEADER + THIRD.start + 8,
        expected: "EventRecordID 77",
        found: "3",
        recordId: 77n,
      },
    ]);
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "77": "damaged", "4": "intact" });
  });

  it("that never agree are those of a filtered export", () => {
    const reading = readLog(
      torn((view) => {
        for (const [index, { start }] of [place(LOG, 0), SECOND, THIRD, LAST].entries()) {
          view.setBigUint64(start + 8, BigInt(101 + index), true);
        }
      }),
    );
    expect(reading.damages.map(({ kind }) => kind)).toEqual(["chunk-data-checksum"]);
    expect(states(reading)).toEqual(INTACT_4);
  });
});

describe("a chunk full of damaged records", () => {
  it("is gone through once, not once for each of them", () => {
    const chunks = Array.from({ length: 48 }, () => 1);
    const log = logOf(...chunks);
    const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
    for (const index of chunks.keys()) {
      const chunk = HEADER + index * CHUNK;
      log.fill(0x2a, chunk + 512, chunk + CHUNK);
      for (let at = chunk + 512; at + 28 <= chunk + CHUNK; at += 28) {
        view.setUint32(at, 0x2a2a, true);
        view.setUint32(at + 4, 28, true);
      }
      view.setUint32(chunk + 48, CHUNK, true);
    }
    // Searching the rest of the chunk from each of its 2,322 records took two seconds a chunk.
    let records = 0;
    const scan = new EvtxScan(bytesSource(log), { record: () => records++, damage: () => {}, remark: () => {} });
    while (scan.next());
    expect([records, scan.progress.damaged]).toEqual([48 * 2322, 48 * 2322]);
  });
});
