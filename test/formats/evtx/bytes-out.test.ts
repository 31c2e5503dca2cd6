import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteWriter, Piece } from "../../../src/formats/evtx/bytes-out.ts";

describe("a byte writer", () => {
  it("holds what was appended, in order, however it had to grow", () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 130 }), { maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.nat({ max: 3 }), (all, capacity) => {
        const [plain, pieces] = [new ByteWriter(capacity), new ByteWriter(capacity)];
        for (const part of all) {
          plain.append(part);
          pieces.appendPiece(new Piece(part));
        }
        const expected = Buffer.concat(all).toString("hex");
        expect(Buffer.from(plain.written()).toString("hex")).toBe(expected);
        expect(Buffer.from(pieces.written()).toString("hex")).toBe(expected);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("starts anew after a reset", () => {
    const out = new ByteWriter(1);
    out.append(Uint8Array.of(1, 2, 3));
    out.reset();
    out.append(Uint8Array.of(9));
    expect([...out.written()]).toEqual([9]);
  });
});
