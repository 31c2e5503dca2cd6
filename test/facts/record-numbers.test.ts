import { describe, expect, test } from "vitest";
import { type CountedLog, deriveRecordNumbers } from "../../src/facts/record-numbers.ts";
import { stretch, type StretchGiven, ticks } from "../evidence/build-evidence.ts";

const LATEST = ticks("2025-07-01T00:00:00Z");

function logOf(...given: readonly StretchGiven[]): CountedLog {
  const stretches = given.map(stretch);
  const times = stretches.flatMap(({ firstTime, lastTime }) => [firstTime, lastTime]).sort((a, b) => (a < b ? -1 : 1));
  return { from: times[0] ?? null, to: times.at(-1) ?? null, stretches };
}

/** In both orders: they must say the same. */
function numbersOf(...logs: readonly CountedLog[]): ReturnType<typeof deriveRecordNumbers> {
  const numbers = deriveRecordNumbers(logs, LATEST);
  expect(deriveRecordNumbers([...logs].reverse(), LATEST)).toEqual(numbers);
  return numbers;
}

const gap = (from: string, to: string, missing: bigint | null): unknown => ({
  from: ticks(from),
  to: ticks(to),
  missing,
});

const JUNE_1_TO_2: StretchGiven = { ids: [100, 199], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" };
const JUNE_4_TO_5: StretchGiven = { ids: [300, 399], from: "2025-06-04T00:00:00Z", to: "2025-06-05T00:00:00Z" };

describe("record numbers", () => {
  test("of one log without a gap: nothing is missing, wherever its records stand in the file", () => {
    expect(numbersOf(logOf(JUNE_1_TO_2))).toEqual({
      present: 100n,
      missing: 0n,
      gapCount: 0,
      gaps: [],
      isFiltered: false,
      spans: [{ firstId: 100n, lastId: 199n, from: ticks("2025-06-01T00:00:00Z"), to: ticks("2025-06-02T00:00:00Z") }],
      pauses: [],
    });
  });

  test("of two exports with a hole between them tell how many records it had, and when", () => {
    const numbers = numbersOf(logOf(JUNE_1_TO_2), logOf(JUNE_4_TO_5));
    expect(numbers).toMatchObject({ present: 200n, missing: 100n, gapCount: 1, isFiltered: false });
    expect(numbers.gaps).toEqual([gap("2025-06-02T00:00:00Z", "2025-06-04T00:00:00Z", 100n)]);
    expect(numbers.spans).toHaveLength(1);
  });

  test("of overlapping exports join to one span, in which no record counts twice", () => {
    const overlap: StretchGiven = { ids: [150, 320], from: "2025-06-01T12:00:00Z", to: "2025-06-04T06:00:00Z" };
    expect(numbersOf(logOf(JUNE_1_TO_2), logOf(overlap), logOf(JUNE_4_TO_5), logOf(overlap))).toMatchObject({
      present: 300n,
      missing: 0n,
      gaps: [],
    });
  });

  test("that begin anew after an upgrade are two spans and no gap", () => {
    const upgraded: StretchGiven = { ids: [1, 50], from: "2025-06-02T01:00:00Z", to: "2025-06-03T00:00:00Z" };
    const { gaps, spans } = numbersOf(logOf(JUNE_1_TO_2), logOf(upgraded));
    expect(gaps).toEqual([]);
    expect(spans.map(({ firstId, lastId }) => [firstId, lastId])).toEqual([
      [100n, 199n],
      [1n, 50n],
    ]);
  });

  test("that begin anew and pass the old ones are still two spans", () => {
    const upgraded: StretchGiven = { ids: [1, 5000], from: "2025-06-02T01:00:00Z", to: "2025-06-03T00:00:00Z" };
    expect(numbersOf(logOf(JUNE_1_TO_2), logOf(upgraded))).toMatchObject({ present: 5100n, gaps: [] });
  });

  test("that begin anew days after the old log ends leave a gap of unknown size", () => {
    const upgraded: StretchGiven = { ids: [1, 50], from: "2025-06-05T00:00:00Z", to: "2025-06-06T00:00:00Z" };
    expect(numbersOf(logOf(JUNE_1_TO_2), logOf(upgraded))).toMatchObject({
      missing: 0n,
      gapCount: 1,
      gaps: [gap("2025-06-02T00:00:00Z", "2025-06-05T00:00:00Z", null)],
    });
  });

  test("that rise while time falls by days are of two logs whose times overlap: no gap is claimed", () => {
    const other: StretchGiven = { ids: [1, 50], from: "2025-06-01T12:00:00Z", to: "2025-06-20T00:00:00Z" };
    expect(numbersOf(logOf(JUNE_1_TO_2), logOf(other)).gaps).toEqual([]);
  });

  test("of a filtered export are mostly missing, here and there", () => {
    const hits = [3, 40, 41, 95].map((id): StretchGiven => {
      const time = `2025-06-01T0${id % 10}:00:00Z`;
      return { ids: [id, id], from: time, to: time };
    });
    expect(numbersOf(logOf(...hits))).toMatchObject({ present: 4n, missing: 89n, gapCount: 2, isFiltered: true });
  });

  test("of which many are missing in one place are no filtered export", () => {
    const later: StretchGiven = { ids: [9000, 9099], from: "2025-06-04T00:00:00Z", to: "2025-06-05T00:00:00Z" };
    expect(numbersOf(logOf(JUNE_1_TO_2), logOf(later))).toMatchObject({ missing: 8800n, isFiltered: false });
  });

  test("that are missing inside a joined stretch are told too", () => {
    const sparse = { ...JUNE_1_TO_2, records: 30 };
    expect(numbersOf(logOf(sparse))).toMatchObject({
      present: 30n,
      missing: 70n,
      gaps: [gap("2025-06-01T00:00:00Z", "2025-06-02T00:00:00Z", 70n)],
      isFiltered: true,
    });
  });

  test("with many gaps show the hundred largest by time, and count all", () => {
    const time = (index: number): string =>
      `2025-06-01T${Math.floor(index / 60)
        .toString()
        .padStart(2, "0")}:${(index % 60).toString().padStart(2, "0")}:00Z`;
    const parts = Array.from({ length: 300 }, (_, index): StretchGiven => {
      const first = index * 1000;
      return { ids: [first, first + 900 - index], from: time(index), to: time(index) };
    });
    const { gaps, gapCount } = numbersOf(logOf(...parts));
    expect([gapCount, gaps.length]).toEqual([299, 100]);
    expect([gaps[0], gaps.at(-1)]).toEqual([gap(time(199), time(200), 298n), gap(time(298), time(299), 397n)]);
  });

  test("beside times that no log can have leave the gap's ends open", () => {
    const lost: StretchGiven = { ids: [300, 310], from: "1601-01-01T00:00:01Z", to: "1601-01-01T00:00:02Z" };
    expect(deriveRecordNumbers([{ ...logOf(JUNE_1_TO_2, lost), from: ticks(JUNE_1_TO_2.from) }], LATEST).gaps).toEqual([
      { from: ticks("2025-06-02T00:00:00Z"), to: null, missing: 100n },
    ]);
  });
});

test("60,000 exports of one host are joined once, not one by one", () => {
  const exports = Array.from({ length: 60_000 }, (_, index) => {
    const at = ticks("2025-06-01T00:00:00Z") + BigInt(index) * 10_000_000n;
    const id = BigInt(index + 1);
    return { from: at, to: at, stretches: [{ firstId: id, lastId: id, records: 1n, firstTime: at, lastTime: at }] };
  });
  expect(deriveRecordNumbers(exports, LATEST)).toMatchObject({ present: 60_000n, missing: 0n, gapCount: 0 });
}, 10_000);

describe("a pause", () => {
  const before: StretchGiven = { ids: [1, 10], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" };

  test("is a time of more than 36 hours in which nothing was written, though no number is missing", () => {
    const after: StretchGiven = { ids: [11, 20], from: "2025-06-03T12:00:01Z", to: "2025-06-04T00:00:00Z" };
    expect(numbersOf(logOf(before, after)).pauses).toEqual([
      { from: ticks("2025-06-02T00:00:00Z"), to: ticks("2025-06-03T12:00:01Z") },
    ]);
  });

  test("is one, though records from before it are written among those after it", () => {
    const parts: StretchGiven[] = [
      before,
      { ids: [11, 11], from: "2025-06-08T00:00:00Z", to: "2025-06-08T00:00:00Z" },
      { ids: [12, 12], from: "2025-06-02T00:00:07Z", to: "2025-06-02T00:00:07Z" },
      { ids: [13, 20], from: "2025-06-08T00:00:01Z", to: "2025-06-09T00:00:00Z" },
    ];
    expect(numbersOf(logOf(...parts)).pauses).toEqual([
      { from: ticks("2025-06-02T00:00:07Z"), to: ticks("2025-06-08T00:00:00Z") },
    ]);
  });

  test("is none where records are missing: they may have been written then", () => {
    const after: StretchGiven = { ids: [12, 20], from: "2025-06-09T00:00:00Z", to: "2025-06-10T00:00:00Z" };
    expect(numbersOf(logOf(before, after)).pauses).toEqual([]);
  });
});
