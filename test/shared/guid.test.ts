import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guidBytes, guidText, normalGuid } from "../../src/shared/guid.ts";

describe("A GUID", () => {
  const text = "01020304-0506-0708-090a-0b0c0d0e0f10";
  const bytes = Uint8Array.of(4, 3, 2, 1, 6, 5, 8, 7, 9, 10, 11, 12, 13, 14, 15, 16);

  it("has its first three parts in little-endian order", () => {
    expect(guidText(bytes)).toBe(text);
    expect(guidBytes(text)).toEqual(bytes);
  });

  it("reads back as it was written, wherever it lies", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(5), (sixteen, before) => {
        const written = guidText(Uint8Array.from([...new Uint8Array(before), ...sixteen]), before);
        expect(guidBytes(written ?? "")).toEqual(sixteen);
      }),
      { seed: 20_260_907, numRuns: 200 },
    );
  });

  it("is none where bytes are missing", () => {
    expect(guidText(bytes.subarray(1))).toBeNull();
    expect(guidText(bytes, 1)).toBeNull();
    expect(guidText(bytes, -1)).toBeNull();
  });

  it("is the same in upper case and in braces", () => {
    expect(normalGuid(" {01020304-0506-0708-090A-0B0C0D0E0F10} ")).toBe(text);
    expect(guidBytes("{01020304-0506-0708-090A-0B0C0D0E0F10}")).toEqual(bytes);
  });

  it.each([
    ["0102030405060708090a0b0c0d0e0f10"],
    ["01020304-0506-0708-090a-0b0c0d0e0f1"],
    [""],
    ["g1020304-0506-0708-090a-0b0c0d0e0f10"],
  ])("is not what %j says", (other) => {
    expect(normalGuid(other)).toBeNull();
    expect(guidBytes(other)).toBeNull();
  });
});
