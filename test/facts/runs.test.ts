import { expect, test } from "vitest";
import { runsWithin } from "../../src/facts/runs.ts";

function runs(...spans: readonly (readonly [number, number])[]): unknown {
  return runsWithin(spans, 10n, ([start, end]) => ({ start: BigInt(start), end: BigInt(end) }));
}

test("no more than the gap between one's end and the next one's start makes one run", () => {
  expect(runs([0, 0], [10, 30], [40, 40], [51, 51])).toEqual([
    [
      [0, 0],
      [10, 30],
      [40, 40],
    ],
    [[51, 51]],
  ]);
});

test("the latest end counts, not the last item's", () => {
  expect(runs([0, 50], [20, 20], [60, 60])).toHaveLength(1);
});

test("nothing gives no run", () => {
  expect(runs()).toEqual([]);
});
