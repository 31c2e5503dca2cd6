import { expect, test } from "vitest";
import { distance, larger, smaller } from "../../src/shared/ticks.ts";

const BEFORE = 133_000_000_000_000_000n;
const AFTER = BEFORE + 1n;

test.each([
  [BEFORE, AFTER],
  [AFTER, BEFORE],
])("of %d and %d the larger and the smaller are told, and how far apart they are, to the tick", (a, b) => {
  expect([larger(a, b), smaller(a, b), distance(a, b)]).toEqual([AFTER, BEFORE, 1n]);
});

test("equal ones are no distance apart", () => {
  expect([larger(BEFORE, BEFORE), smaller(BEFORE, BEFORE), distance(BEFORE, BEFORE)]).toEqual([BEFORE, BEFORE, 0n]);
});
