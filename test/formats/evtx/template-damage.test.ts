import { describe, expect, it } from "vitest";
import { type EventToWrite, writeLog } from "../../../samples/generate/evtx/index.ts";
import { changed, CHUNK, event, HEADER, recordPlaces, setChunk, START, viewOf } from "./seams/log-bytes.ts";
import { readLog, states } from "./seams/reading.ts";

/** Two templates, in turn: VSS events are 1, 3, 5; those of volsnap are 2, 4, 6. */
const EVENTS: readonly EventToWrite[] = Array.from({ length: 6 }, (_, index) =>
  event({ provider: { name: index % 2 === 0 ? "VSS" : "volsnap" }, payload: { kind: "none" } }),
);
const LOG = writeLog(EVENTS);
const chunk = viewOf(LOG.subarray(HEADER, HEADER + CHUNK));
const places = recordPlaces(LOG);
const SECOND = places[1]?.start ?? 0;
const FOURTH = places[3]?.start ?? 0;
/** Record header 24, fragment header 4, token, version, id: then the place of the definition. */
const DEFINITION_AT = 24 + 4 + 6;
/** The definition of volsnap's template: link 4, GUID 16, size 4, body. */
const DEFINITION = chunk.getUint32(SECOND + DEFINITION_AT, true);
const BODY = DEFINITION + 24;
const VOLSNAP_ONLY = { "1": "intact", "2": "damaged", "3": "intact", "4": "damaged", "5": "intact", "6": "damaged" };

describe("a damaged template", () => {
  it("costs the records that use it, each of them named, and no other", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint8(BODY + 4, 0x3f)));
    expect(states(reading)).toEqual(VOLSNAP_ONLY);
    const damage = {
      kind: "binxml",
      offset: HEADER + BODY + 4,
      expected: "an element, a processing instruction or the end",
      found: "token 0x3f",
    };
    expect(reading.damages).toEqual([2n, 4n, 6n].map((recordId) => ({ ...damage, recordId })));
    expect(reading.events.map(({ provider, recordId }) => [provider, recordId])).toEqual([
      ["VSS", 1n],
      [null, 2n],
      ["VSS", 3n],
      [null, 4n],
      ["VSS", 5n],
      [null, 6n],
    ]);
  });

  it("larger than its chunk costs its records", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(DEFINITION + 20, 0x7fff_ffff, true)));
    expect(states(reading)).toEqual(VOLSNAP_ONLY);
    expect(reading.damages[0]).toEqual({
      kind: "template",
      offset: HEADER + DEFINITION,
      expected: "a template inside the chunk",
      found: "2147483647 bytes",
      recordId: 2n,
    });
  });

  it("that ends inside an element costs its records", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(DEFINITION + 20, 40, true)));
    expect(states(reading)).toEqual(VOLSNAP_ONLY);
    expect(new Set(reading.damages.map(({ kind }) => kind)).size).toBeGreaterThan(0);
  });

  it("with a name outside the chunk costs its records", () => {
    // Fragment header 4, token 1, dependency 2, size 4: then the place of the name Event.
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(BODY + 11, 0x0001_0000, true)));
    expect(states(reading)).toEqual(VOLSNAP_ONLY);
    expect(reading.damages[0]).toEqual({
      kind: "string-table",
      offset: HEADER + 0x1_0000,
      expected: "a name offset inside the chunk",
      found: "0x10000",
      recordId: 2n,
    });
  });

  it("whose link leads to itself is a template like any other", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(DEFINITION, DEFINITION, true)));
    expect(new Set(Object.values(states(reading)))).toEqual(new Set(["intact"]));
    expect(reading.damages).toEqual([]);
  });
});

describe("a chunk whose start is lost with its templates", () => {
  it("still has its records' numbers and times, and calls them damaged", () => {
    const log = changed(LOG, (_, bytes) => bytes.fill(0, HEADER, HEADER + SECOND + 40));
    const reading = readLog(log);
    expect(reading.events.map(({ recordId, time, state, provider }) => [recordId, time, state, provider])).toEqual(
      [3n, 4n, 5n, 6n].map((recordId) => [recordId, START, "damaged", null]),
    );
    expect(reading.damages.map(({ kind, recordId }) => [kind, recordId])).toEqual([
      ["chunk-signature", undefined],
      ["template", 3n],
      // This template stands behind the zeros, but the names that it shares with the first one do not.
      ["string-table", 4n],
      ["template", 5n],
      ["string-table", 6n],
      ["truncated-file", undefined],
    ]);
    expect(reading.progress).toMatchObject({ records: 4, recovered: 0, damaged: 4 });
  });
});

describe("a record's reference to its template", () => {
  it.each([
    ["into the chunk's header", 100, 100],
    // There is nothing to point at: the chunk's start stands for it.
    ["behind the chunk", 0x10_0000, 0],
    ["to its last bytes", CHUNK - 8, CHUNK - 8],
  ])("%s is damage of that record", (_, offset, named) => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(FOURTH + DEFINITION_AT, offset, true)));
    expect(states(reading)).toEqual({ ...VOLSNAP_ONLY, "2": "intact", "6": "intact" });
    expect(reading.damages).toEqual([
      {
        kind: "template",
        offset: HEADER + named,
        expected: "a template offset inside the chunk",
        found: `0x${offset.toString(16)}`,
        recordId: 4n,
      },
    ]);
  });

  it("that says another GUID than stands there is damage of that record", () => {
    const defined = chunk.getUint32(DEFINITION + 4, true);
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(FOURTH + DEFINITION_AT - 4, 0x1234_5678, true)));
    expect(states(reading)).toEqual({ ...VOLSNAP_ONLY, "2": "intact", "6": "intact" });
    expect(reading.damages).toEqual([
      {
        kind: "template",
        offset: HEADER + FOURTH + DEFINITION_AT - 4,
        expected: `template 0x${defined.toString(16).padStart(8, "0")}, as is defined there`,
        found: "0x12345678",
        recordId: 4n,
      },
    ]);
  });

  it("to a place that holds no template is damage of that record", () => {
    const reading = readLog(setChunk(LOG, (view) => view.setUint32(FOURTH + DEFINITION_AT, FOURTH, true)));
    expect(reading.damages.map(({ recordId }) => recordId)).toEqual([4n]);
    expect(states(reading)).toEqual({ ...VOLSNAP_ONLY, "2": "intact", "6": "intact" });
  });
});
