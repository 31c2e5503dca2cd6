import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../../../src/formats/evtx/index.ts";
import { CHUNK, HEADER, logOf } from "./seams/log-bytes.ts";
import { readLog, states } from "./seams/reading.ts";

/** One record in each of 130 chunks: three blocks of 64, 64 and 2. */
const LOG = logOf(...Array<number>(130).fill(1));
const BLOCK = 64 * CHUNK;

/** Reads from memory until a read touches `from`; what happens then is up to the test. */
function source(from: number, then: (target: Uint8Array, position: number) => number): ByteSource {
  const whole = bytesSource(LOG);
  return {
    size: whole.size,
    read: (target, position) =>
      position + target.length > from ? then(target, position) : whole.read(target, position),
  };
}

/** Throws anything, as foreign code may. */
function throwing(what: unknown): number {
  const generator = (function* (): Generator<number> {
    yield 0;
  })();
  generator.throw(what);
  return 0;
}

describe("a source", () => {
  it("may hand out less than was asked for", () => {
    const whole = bytesSource(LOG);
    const dripping: ByteSource = {
      size: whole.size,
      read: (target, position) => whole.read(target.subarray(0, 40_001), position),
    };
    const { events, damages, progress } = readLog(dripping);
    expect([events.length, damages, progress.bytesRead]).toEqual([130, [], LOG.length - HEADER]);
  });

  it("that fails once loses that block only, and says so", () => {
    let failures = 0;
    const { events, damages } = readLog(
      source(HEADER + BLOCK, (target, position) => {
        if (failures++ === 0) throw new Error("a bad sector");
        return bytesSource(LOG).read(target, position);
      }),
    );
    expect(events.map(({ recordId }) => recordId)).toEqual(
      [...Array(64).keys(), 128, 129].map((index) => BigInt(index + 1)),
    );
    expect(damages).toEqual([
      { kind: "read-failed", offset: HEADER + BLOCK, expected: `${BLOCK} bytes`, found: "a bad sector" },
    ]);
  });

  it("that fails for good ends the scan after a few tries, whatever it throws", () => {
    let reads = 0;
    const huge: ByteSource = {
      size: 1 << 30,
      read: (target, position) => {
        if (position + target.length <= HEADER + CHUNK) return bytesSource(LOG).read(target, position);
        reads++;
        return throwing("no Error at all");
      },
    };
    const { events, damages } = readLog(huge);
    expect(events).toEqual([]);
    expect(reads).toBe(3);
    expect(damages.slice(0, 3).map(({ kind, found }) => [kind, found])).toEqual(
      Array.from({ length: 3 }, () => ["read-failed", "no Error at all"]),
    );
  });

  it("that shrinks while it is read is truncated where it ends now", () => {
    const end = HEADER + BLOCK + 3 * CHUNK;
    const shrunk = bytesSource(LOG.subarray(0, end));
    const { events, damages } = readLog(source(HEADER + BLOCK, (target, position) => shrunk.read(target, position)));
    expect(events).toHaveLength(67);
    expect(damages).toEqual([
      {
        kind: "truncated-file",
        offset: end,
        expected: `${LOG.length} bytes, as when it was opened`,
        found: `the end of the file at ${end}`,
      },
      {
        kind: "truncated-file",
        offset: LOG.length,
        expected: "130 chunks, as the file header counts",
        found: "67",
      },
    ]);
  });

  it("that shrinks inside a chunk shows nothing of the block that was there before", () => {
    const end = HEADER + BLOCK + 600;
    const shrunk = bytesSource(LOG.subarray(0, end));
    const reading = readLog(source(HEADER + BLOCK, (target, position) => shrunk.read(target, position)));
    expect(Object.keys(states(reading))).toHaveLength(65);
    expect(reading.events.at(-1)).toMatchObject({ recordId: 65n, state: "damaged", data: [] });
    expect(reading.damages.map(({ kind }) => kind)).toContain("truncated-chunk");
  });
});

describe("a range of chunks", () => {
  it("read part by part gives the whole, wherever it is cut", () => {
    const log = Buffer.concat([LOG.subarray(0, HEADER + 20 * CHUNK), logOf(3).subarray(HEADER, HEADER + 900)]);
    const whole = readLog(log, { skipByChannel: false });
    expect(whole.events).toHaveLength(21);
    for (const cuts of [
      [0, 21],
      [0, 1, 20, 21],
      [0, 7, 7, 14, 99],
    ]) {
      const parts = cuts.slice(1).map((to, index) => readLog(log, { chunks: { from: cuts[index] ?? 0, to } }));
      expect(parts.flatMap(({ records }) => records)).toEqual(whole.records);
      const countless = whole.damages.filter(({ expected }) => !expected.includes("as the file header counts"));
      expect(parts.flatMap(({ damages }) => damages).filter(({ expected }) => !expected.includes("counts"))).toEqual(
        countless,
      );
    }
  });

  it("that is empty or behind the end reads nothing", () => {
    for (const chunks of [
      { from: 3, to: 3 },
      { from: 500, to: 600 },
      { from: 5, to: 2 },
    ]) {
      const { events, damages, progress } = readLog(LOG, { chunks });
      expect([events, damages, progress.bytesRead]).toEqual([[], [], 0]);
    }
  });
});
