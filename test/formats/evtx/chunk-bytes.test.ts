import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BinXmlDamage, ChunkBytes } from "../../../src/formats/evtx/chunk-bytes.ts";

const FIXED = { seed: 5, numRuns: 300 };
const SIZE = 256;

/** A window onto the middle of a larger buffer, as a chunk is one onto a block. */
function chunk(base: number, end: number, fill: (view: DataView) => void = () => undefined): ChunkBytes {
  const bytes = new Uint8Array(SIZE);
  const view = new DataView(bytes.buffer);
  fill(view);
  const result = new ChunkBytes();
  result.enter(bytes, view, base, end);
  return result;
}

function damageOf(read: () => unknown): BinXmlDamage | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof BinXmlDamage) return error;
    throw error;
  }
}

describe("a chunk's bytes", () => {
  it("are read inside the window, and any read that leaves it is damage", () => {
    const window = fc
      .tuple(fc.nat({ max: SIZE }), fc.nat({ max: SIZE }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const positions = fc.integer({ min: -20, max: SIZE + 20 });
    fc.assert(
      fc.property(window, positions, fc.nat({ max: 40 }), ([base, end], position, count) => {
        const bytes = chunk(base, end);
        const inside = (size: number): boolean => position >= base && position + size <= end;
        expect(damageOf(() => bytes.u8(position)) === null).toBe(inside(1));
        expect(damageOf(() => bytes.u16(position)) === null).toBe(inside(2));
        expect(damageOf(() => bytes.u32(position)) === null).toBe(inside(4));
        expect(damageOf(() => bytes.text(position, count)) === null).toBe(inside(count * 2));
      }),
      FIXED,
    );
  });

  it("names where the read began, what was needed and what was left", () => {
    expect(damageOf(() => chunk(16, 100).u32(98))).toMatchObject({
      kind: "binxml",
      position: 98,
      expected: "4 bytes inside the chunk",
      found: "2 bytes left",
    });
  });

  it("hold names anywhere, of any length, and nothing but a name or damage comes of it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: SIZE, maxLength: SIZE }), fc.nat({ max: 0x1ffff }), (random, offset) => {
        const bytes = chunk(16, 240, (view) => new Uint8Array(view.buffer).set(random));
        const damage = damageOf(() => bytes.nameAt(offset));
        if (damage !== null) expect(["binxml", "string-table"]).toContain(damage.kind);
        const end = damageOf(() => bytes.nameEnd(offset));
        if (end !== null) expect(end.kind).toBe("binxml");
      }),
      FIXED,
    );
  });

  it("never follow the link that a name carries, be it to itself", () => {
    const bytes = chunk(0, SIZE, (view) => {
      // Link to itself, hash, two characters, NUL.
      view.setUint32(64, 64, true);
      view.setUint16(70, 2, true);
      view.setUint16(72, 0x49, true);
      view.setUint16(74, 0x44, true);
    });
    expect(bytes.nameAt(64)).toBe("ID");
    expect(bytes.nameEnd(64)).toBe(64 + 10 + 4);
  });

  it.each([
    ["no characters", 0, 0],
    ["more than 256 characters", 257, 0],
    ["no NUL at its end", 2, 0x58],
  ])("refuse a name with %s", (_, count, terminator) => {
    const big = new Uint8Array(1024);
    const view = new DataView(big.buffer);
    view.setUint16(70, count, true);
    view.setUint16(72 + count * 2, terminator, true);
    const bytes = new ChunkBytes();
    bytes.enter(big, view, 0, big.length);
    expect(damageOf(() => bytes.nameAt(64))).toMatchObject({
      kind: "string-table",
      position: 64,
      expected: "a name of 1 to 256 characters ended by NUL",
      found: `length ${count}`,
    });
  });

  it("forget the names of the chunk before", () => {
    const named = (letter: string) => (view: DataView) => {
      view.setUint16(70, 1, true);
      view.setUint16(72, letter.charCodeAt(0), true);
    };
    const bytes = chunk(0, SIZE, named("A"));
    expect(bytes.nameAt(64)).toBe("A");
    const next = new Uint8Array(SIZE);
    const view = new DataView(next.buffer);
    named("B")(view);
    bytes.enter(next, view, 0, SIZE);
    expect(bytes.nameAt(64)).toBe("B");
  });

  it("give text of any length, whatever stands in it", () => {
    const text = Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * 37) & 0xffff)).join("");
    const raw = Uint8Array.from(Buffer.from(text, "utf16le"));
    const bytes = new ChunkBytes();
    bytes.enter(raw, new DataView(raw.buffer), 0, raw.length);
    expect(bytes.text(0, text.length)).toBe(text);
    expect(bytes.text(2, 5)).toBe(text.slice(1, 6));
  });
});
