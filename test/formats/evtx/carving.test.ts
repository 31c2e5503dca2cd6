import { describe, expect, it } from "vitest";
import { CHUNK, HEADER, logOf, place, setChunk } from "./seams/log-bytes.ts";
import { readLog, states } from "./seams/reading.ts";

const LOG = logOf(5);
const THIRD = place(LOG, 2);
const FOURTH = place(LOG, 3);
const FIFTH = place(LOG, 4);

/** The chunk was used again: records 3 to 5 are slack now, the first of them overwritten in part. */
const SLACK = setChunk(LOG, (view, chunk) => {
  view.setUint32(48, THIRD.start, true);
  chunk.fill(0x11, THIRD.start, THIRD.start + 30);
});

describe("slack behind a chunk's records", () => {
  it("is left alone unless asked for", () => {
    const reading = readLog(SLACK);
    expect([states(reading), reading.damages]).toEqual([{ "1": "intact", "2": "intact" }, []]);
  });

  it("gives records that decode whole when asked for, as recovered", () => {
    const reading = readLog(SLACK, { carve: true });
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "4": "recovered", "5": "recovered" });
    expect(reading.events.map(({ data, offset }) => [data[0]?.value, offset])).toEqual([
      ["record 1", HEADER + 512],
      ["record 2", HEADER + place(LOG, 1).start],
      ["record 4", HEADER + FOURTH.start],
      ["record 5", HEADER + FIFTH.start],
    ]);
    expect(reading.damages).toEqual([]);
    expect(reading.progress).toMatchObject({ records: 4, recovered: 2, damaged: 0 });
  });

  it("gives no record whose template is gone, and makes no damage of it", () => {
    const log = setChunk(SLACK, (view) => view.setUint32(FOURTH.start + 34, CHUNK - 4, true));
    const reading = readLog(log, { carve: true });
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "5": "recovered" });
    expect(reading.damages).toEqual([]);
  });

  it("gives no record whose template another one was written over: its values would get the wrong names", () => {
    // Record header 24, fragment header 4, token, version: then the first four bytes of the template's GUID.
    const log = setChunk(SLACK, (view) => view.setUint32(FOURTH.start + 30, 0x1234_5678, true));
    const reading = readLog(log, { carve: true });
    expect(states(reading)).toEqual({ "1": "intact", "2": "intact", "5": "recovered" });
    expect(reading.damages).toEqual([]);
  });

  it("gives only what is selected", () => {
    const selected = readLog(SLACK, { carve: true, selection: [{ ids: [{ from: 8224, to: 8224 }] }] });
    expect(Object.keys(states(selected))).toEqual(["1", "2", "4", "5"]);
    const none = readLog(SLACK, { carve: true, selection: [{ ids: [{ from: 1, to: 1 }] }] });
    expect([states(none), none.progress.records]).toEqual([{}, 4]);
  });

  it("in a chunk that is sound to its end has none", () => {
    const reading = readLog(LOG, { carve: true });
    expect(new Set(Object.values(states(reading)))).toEqual(new Set(["intact"]));
  });
});
