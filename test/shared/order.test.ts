import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBigint, compareText } from "../../src/shared/order.ts";

const FIXED = { seed: 7, numRuns: 200 };
const TEXT = fc.string({ unit: fc.constantFrom("a", "B", "\0", "ä", "🖥", "\ud83d", "\uffff"), maxLength: 4 });

describe("the order of text", () => {
  it("is that of UTF-16 code units, on every machine", () => {
    expect(["b", "ä", "a", "Z", "", "a\0", "🖥", "\uffff"].toSorted(compareText)).toEqual([
      "",
      "Z",
      "a",
      "a\0",
      "b",
      "ä",
      "🖥",
      "\uffff",
    ]);
  });

  it("is total: one of before, equal, after, and the reverse the other way round", () => {
    fc.assert(
      fc.property(TEXT, TEXT, (a, b) => {
        expect(compareText(a, b)).toBe(a === b ? 0 : 0 - compareText(b, a));
        expect(compareText(a, a)).toBe(0);
      }),
      FIXED,
    );
  });
});

describe("the order of 64-bit numbers", () => {
  it("is exact where doubles are not", () => {
    const ids = [2n ** 53n + 1n, 2n ** 53n, -1n, 2n ** 64n - 1n, 0n];
    expect(ids.toSorted(compareBigint)).toEqual([-1n, 0n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n]);
    expect(compareBigint(2n ** 53n, 2n ** 53n)).toBe(0);
  });
});
