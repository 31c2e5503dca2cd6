import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteWriter } from "../../../src/formats/evtx/index.ts";
import {
  TimeWriter,
  writeHex,
  writeHexBytes,
  writeSigned,
  writeUnsigned,
  writeUnsigned64,
} from "../../../src/formats/evtx/values/number-text.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";

const FIXED = { seed: 8224, numRuns: 500 };
const U64 = 2n ** 64n - 1n;

/** Numbers of every length and the edges between lengths, not only long ones. */
const unsigned64 = fc.oneof(
  fc.bigInt({ min: 0n, max: U64 }),
  fc.nat({ max: 64 }).map((bits) => (2n ** BigInt(bits) - 1n) & U64),
  fc.nat({ max: 19 }).map((zeros) => 10n ** BigInt(zeros)),
  fc.nat({ max: 19 }).map((nines) => 10n ** BigInt(nines) - 1n),
);

function halves(value: bigint): readonly [high: number, low: number] {
  return [Number(value >> 32n), Number(value & 0xffff_ffffn)];
}

/** What is written behind bytes that stand there already, in a buffer that has to grow. */
function written(write: (out: ByteWriter) => void): string {
  const out = new ByteWriter(2);
  out.append(Uint8Array.of(0x3e));
  write(out);
  const text = new TextDecoder().decode(out.written());
  expect(text.startsWith(">")).toBe(true);
  return text.slice(1);
}

describe("numbers written as bytes", () => {
  it("of 64 bits equal BigInt's decimal and hexadecimal text", () => {
    fc.assert(
      fc.property(unsigned64, (value) => {
        const [high, low] = halves(value);
        expect(written((out) => writeUnsigned64(out, high, low))).toBe(value.toString());
        expect(written((out) => writeHex(out, high, low))).toBe(`0x${value.toString(16)}`);
      }),
      FIXED,
    );
  });

  it("below 2^53 equal Number's text", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer(), (whole, signed) => {
        expect(written((out) => writeUnsigned(out, whole))).toBe(String(whole));
        expect(written((out) => writeSigned(out, signed))).toBe(String(signed));
      }),
      FIXED,
    );
  });

  it("of bytes are two upper-case digits each", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = written((out) => writeHexBytes(out, bytes, 0, bytes.length));
        expect(text).toBe(Buffer.from(bytes).toString("hex").toUpperCase());
      }),
      FIXED,
    );
  });
});

describe("times written as bytes", () => {
  it("equal filetimeToIso for every tick, one writer for all of them", () => {
    const times = new TimeWriter();
    fc.assert(
      fc.property(unsigned64, (ticks) => {
        const [high, low] = halves(ticks);
        expect(written((out) => times.write(out, high, low, filetimeToIso))).toBe(filetimeToIso(ticks));
      }),
      FIXED,
    );
  });

  it("equal filetimeToIso around midnights, whose date the writer remembers", () => {
    const times = new TimeWriter();
    const day = 864_000_000_000n;
    const around = fc.tuple(fc.bigInt({ min: 1n, max: 4_000_000n }), fc.bigInt({ min: -2n, max: 2n }));
    fc.assert(
      fc.property(around, ([midnight, ticks]) => {
        const time = midnight * day + ticks;
        const [high, low] = halves(time);
        expect(written((out) => times.write(out, high, low, filetimeToIso))).toBe(filetimeToIso(time));
      }),
      FIXED,
    );
  });
});
