import { describe, expect, test } from "vitest";
import { boundStretches, joinStretches, type RecordStretch } from "../../src/evidence/index.ts";

const HOUR = 3600n * 10_000_000n;

/** One record an hour, numbered by its hour unless told otherwise. */
function stretch(first: number, last: number, given: Partial<RecordStretch> = {}): RecordStretch {
  const [firstId, lastId] = [BigInt(first), BigInt(last)];
  return {
    firstId,
    lastId,
    records: lastId - firstId + 1n,
    firstTime: firstId * HOUR,
    lastTime: lastId * HOUR,
    ...given,
  };
}

describe("stretches of records", () => {
  test("that follow one another or overlap are one, whatever the order", () => {
    const parts = [stretch(21, 30), stretch(1, 10), stretch(11, 20), stretch(15, 25), stretch(3, 4)];
    expect(joinStretches(parts)).toEqual([stretch(1, 30)]);
    expect(joinStretches([...parts].reverse())).toEqual([stretch(1, 30)]);
  });

  test("with a number missing between them are two", () => {
    expect(joinStretches([stretch(12, 20), stretch(1, 10)])).toEqual([stretch(1, 10), stretch(12, 20)]);
  });

  test.each([
    ["37 hours of silence", 47n],
    ["a clock that was set back 37 hours", -27n],
  ])("stay apart over %s, in two exports of the same log too", (_, hour) => {
    const after = stretch(11, 20, { firstTime: hour * HOUR, lastTime: (hour + 9n) * HOUR });
    const parts = [stretch(1, 10), after];
    expect(joinStretches([...parts, ...parts])).toEqual(parts);
  });

  test("of which some records are missing count as few records together as can be", () => {
    const half = stretch(1, 100, { records: 50n });
    expect(joinStretches([half, half])).toEqual([half]);
    expect(joinStretches([half, stretch(91, 190, { records: 60n })])[0]?.records).toBe(100n);
    expect(joinStretches([half, stretch(1, 100)])).toEqual([stretch(1, 100)]);
  });

  test("that are too many are joined over the smallest gaps, which stay counted", () => {
    const parts = [stretch(1, 10), stretch(12, 20), stretch(100, 110), stretch(1000, 1001), stretch(1005, 1006)];
    expect(boundStretches(parts, 3)).toEqual([
      stretch(1, 20, { records: 19n }),
      stretch(100, 110),
      stretch(1000, 1006, { records: 4n }),
    ]);
    expect(boundStretches(parts, 5)).toEqual(parts);
    expect(boundStretches(parts, 1)).toEqual([stretch(1, 1006, { records: 34n })]);
  });
});
