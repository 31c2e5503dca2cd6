import { describe, expect, test } from "vitest";
import { StretchTally } from "../../src/sources/log-evidence/stretch-tally.ts";
import { ticks } from "../evidence/build-evidence.ts";

const START = ticks("2025-06-01T00:00:00Z");
const HOUR = 3600n * 10_000_000n;
const LATEST = ticks("2025-07-01T00:00:00Z");
const HV01 = { computer: "HV01", channel: "System" };
const HV02 = { computer: "HV02", channel: "System" };

/** Records of HV01, one an hour by their number, unless told otherwise. */
function tallied(records: readonly { readonly id: bigint; readonly time?: bigint; readonly source?: typeof HV01 }[]) {
  const tally = new StretchTally(LATEST);
  const halves = (value: bigint): [number, number] => [Number(value >> 32n), Number(value & 0xffff_ffffn)];
  for (const { id, time = START + id * HOUR, source = HV01 } of records) {
    tally.record(source, ...halves(id), ...halves(time));
  }
  return tally;
}

const stretchesOf = (tally: StretchTally): unknown =>
  tally
    .origins()
    .map(({ stretches = [] }) => stretches.map(({ firstId, lastId, records }) => [firstId, lastId, records]));

describe("the records of a log", () => {
  test("that are numbered one after another are one stretch from the first time to the last", () => {
    expect(tallied([{ id: 7n }, { id: 8n }, { id: 9n }]).origins()).toEqual([
      {
        ...HV01,
        from: START + 7n * HOUR,
        to: START + 9n * HOUR,
        stretches: [
          { firstId: 7n, lastId: 9n, records: 3n, firstTime: START + 7n * HOUR, lastTime: START + 9n * HOUR },
        ],
      },
    ]);
  });

  test("of a log that was written round and round are one stretch, though the last ones come first in the file", () => {
    const ids = [40n, 41n, 42n, 10n, 11n, 12n].concat(Array.from({ length: 27 }, (_, index) => 13n + BigInt(index)));
    expect(stretchesOf(tallied(ids.map((id) => ({ id }))))).toEqual([[[10n, 42n, 33n]]]);
  });

  test("of two hosts in turns are told apart", () => {
    const records = [1n, 2n, 3n].flatMap((id) => [{ id }, { id: id + 500n, source: HV02 }]);
    expect(stretchesOf(tallied(records))).toEqual([[[1n, 3n, 3n]], [[501n, 503n, 3n]]]);
  });

  test("follow one another past the 32nd bit of their number", () => {
    const id = 2n ** 32n - 2n;
    const records = [0n, 1n, 2n, 3n].map((step) => ({ id: id + step, time: START }));
    expect(stretchesOf(tallied(records))).toEqual([[[id, id + 3n, 4n]]]);
    expect(
      stretchesOf(
        tallied([
          { id: 5n, time: START },
          { id: 2n ** 32n + 6n, time: START },
        ]),
      ),
    ).toEqual([
      [
        [5n, 5n, 1n],
        [2n ** 32n + 6n, 2n ** 32n + 6n, 1n],
      ],
    ]);
  });

  test("do not reach to times that no log can hold", () => {
    const times = [ticks("1601-01-01T00:00:01Z"), START, LATEST + 1n, ticks("9998-12-31")];
    const tally = tallied(times.map((time, index) => ({ id: BigInt(index), time })));
    expect(tally.span()).toEqual({ from: START, to: START });
    expect(tally.origins()).toMatchObject([{ from: START, to: START }]);
    expect(tallied([{ id: 1n, time: 5n }]).origins()).toMatchObject([{ from: null, to: null }]);
  });

  test("that name no computer or channel have no origin, but a time", () => {
    const tally = new StretchTally(LATEST);
    tally.record({ computer: null, channel: "System" }, 0, 1, Number(START >> 32n), Number(START & 0xffff_ffffn));
    expect([tally.origins(), tally.span()]).toEqual([[], { from: START, to: START }]);
  });

  test("with 100,000 gaps keep 4,096 stretches, and none of the missing is forgotten", () => {
    const records = Array.from({ length: 100_001 }, (_, index) => ({ id: BigInt(index) * 3n, time: START }));
    const [origin] = tallied(records).origins();
    const stretches = origin?.stretches ?? [];
    const numbers = (stretches.at(-1)?.lastId ?? 0n) - (stretches[0]?.firstId ?? 0n) + 1n;
    const present = stretches.reduce((sum, { records: some }) => sum + some, 0n);
    expect([stretches.length, numbers, present]).toEqual([4096, 300_001n, 100_001n]);
  });

  test("of 10,000 hosts in turns keep few stretches each, and none of the missing is forgotten", () => {
    const tally = new StretchTally(LATEST);
    const hosts = Array.from({ length: 10_000 }, (_, index) => ({ computer: `HV${index}`, channel: "System" }));
    for (let id = 1; id <= 79; id += 2) for (const source of hosts) tally.record(source, 0, id, 31_000_000, id);
    const origins = tally.origins();
    expect(origins).toHaveLength(10_000);
    for (const { stretches = [] } of origins) {
      expect(stretches.length).toBeLessThanOrEqual(16);
      expect(stretches.reduce((sum, { records }) => sum + records, 0n)).toBe(40n);
      expect([stretches[0]?.firstId, stretches.at(-1)?.lastId]).toEqual([1n, 79n]);
    }
  });
});
