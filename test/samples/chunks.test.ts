import { describe, expect, it } from "vitest";
import { writeLog } from "../../samples/generate/evtx/index.ts";
import { chunksOf, nameTable, recordPositions, templateDefinitions, view, vssEvent } from "./seams.ts";

const LONG_TEXT = "x".repeat(4_000);

function recordIds(chunk: Uint8Array): readonly bigint[] {
  return recordPositions(chunk).map((at) => view(chunk).getBigUint64(at + 8, true));
}

describe("a log of several chunks", () => {
  const events = Array.from({ length: 20 }, () => vssEvent({ payload: { kind: "strings", strings: [LONG_TEXT] } }));
  const log = writeLog(events);
  const chunks = chunksOf(log);

  it("starts a new chunk when the next record does not fit, and loses none", () => {
    // 64,000 bytes hold seven records of 8,000 bytes and their names and templates.
    expect(chunks.map((chunk) => recordIds(chunk).length)).toEqual([7, 7, 6]);
    expect(chunks.flatMap(recordIds)).toEqual(Array.from({ length: 20 }, (_, index) => BigInt(index + 1)));
    expect(view(log).getUint16(42, true)).toBe(3);
    expect(view(log).getBigUint64(16, true)).toBe(2n);
  });

  it("repeats names and template definitions in every chunk, each once", () => {
    for (const chunk of chunks) {
      const names = nameTable(chunk).flat();
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain("EventRecordID");
      expect(templateDefinitions(chunk)).toHaveLength(2);
    }
  });

  it("leaves nothing of a record that did not fit in the chunk's tables", () => {
    const filler = Array.from({ length: 7 }, () => vssEvent({ payload: { kind: "strings", strings: [LONG_TEXT] } }));
    const stranger = vssEvent({
      payload: { kind: "event-data", fields: [{ name: "Stranger", value: LONG_TEXT }], name: "Unheard" },
    });
    const [full = new Uint8Array(), next = new Uint8Array()] = chunksOf(writeLog([...filler, stranger]));
    expect(recordIds(full)).toHaveLength(7);
    expect(templateDefinitions(full)).toHaveLength(2);
    expect(Math.max(...templateDefinitions(full))).toBeLessThan(view(full).getUint32(48, true));
    expect(recordIds(next)).toEqual([8n]);
  });

  it("never fills a chunk to its last byte: libevtx passes over a record that ends there", () => {
    const many = Array.from({ length: 2_000 }, () => vssEvent({ payload: { kind: "strings", strings: null } }));
    for (const chunk of chunksOf(writeLog(many))) expect(view(chunk).getUint32(48, true)).toBeLessThan(65_536);
  });

  it("can be told how many records a chunk takes", () => {
    const small = writeLog([vssEvent(), vssEvent(), vssEvent()], { recordsPerChunk: 2 });
    expect(chunksOf(small).map(recordIds)).toEqual([[1n, 2n], [3n]]);
  });

  it("says which record is too large for any chunk", () => {
    const huge = "x".repeat(32_700);
    const event = vssEvent({ payload: { kind: "event-data", fields: [{ value: huge }, { value: huge }] } });
    expect(() => writeLog([event], { firstRecordId: 9n })).toThrow(RangeError);
  });
});

describe("record ids", () => {
  it("come from the event where it brings one, and count on from there", () => {
    const [chunk = new Uint8Array()] = chunksOf(writeLog([vssEvent({ recordId: 40n }), vssEvent()]));
    expect(recordIds(chunk)).toEqual([40n, 41n]);
  });
});

describe("an empty log", () => {
  it("is a file header alone", () => {
    const log = writeLog([]);
    expect(log).toHaveLength(4096);
    expect(view(log).getUint16(42, true)).toBe(0);
  });
});
