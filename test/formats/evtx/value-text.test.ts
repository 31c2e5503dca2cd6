import { describe, expect, it } from "vitest";
import type { EvtxValue } from "../../../src/formats/evtx/index.ts";
import { valueLog } from "./seams/hand-made.ts";
import { readOne } from "./seams/reading.ts";

interface Shown {
  readonly text: string;
  readonly typed: EvtxValue;
}

/** The value as the content of `<Data>`; both places of XML must say the same text. */
function shown(type: number, bytes: readonly number[]): Shown {
  const { event, xml } = readOne(valueLog(type, bytes));
  const [inAttribute, datum] = event.data;
  if (inAttribute === undefined || datum === undefined) throw new Error("no data");
  const { value, typed } = datum;
  expect(inAttribute).toEqual({ name: "Data@a", value, typed });
  expect(xml).toBe(`<Event><System></System><EventData><Data a='${value}'>${value}</Data></EventData></Event>`);
  return { text: value, typed };
}

describe("a number", () => {
  it.each<[type: number, name: "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32", bytes: number[], n: number]>(
    [
      [0x03, "int8", [0x80], -128],
      [0x03, "int8", [0x7f], 127],
      [0x04, "uint8", [0xff], 255],
      [0x05, "int16", [0x00, 0x80], -32_768],
      [0x06, "uint16", [0x05, 0x30], 12_293],
      [0x07, "int32", [0x00, 0x00, 0x00, 0x80], -2_147_483_648],
      [0x08, "uint32", [0xff, 0xff, 0xff, 0xff], 4_294_967_295],
      [0x08, "uint32", [0x00, 0x00, 0x00, 0x00], 0],
    ],
  )("of type %i is %s: %j is %s", (type, name, bytes, value) => {
    expect(shown(type, bytes)).toEqual({ text: String(value), typed: { type: name, value } });
  });

  it.each<[type: number, name: "int64" | "uint64", bytes: number[], n: bigint]>([
    [0x09, "int64", [0, 0, 0, 0, 0, 0, 0, 0x80], -9_223_372_036_854_775_808n],
    [0x09, "int64", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], 9_223_372_036_854_775_807n],
    [0x0a, "uint64", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 18_446_744_073_709_551_615n],
    // 2^53 + 1, which a double cannot hold.
    [0x0a, "uint64", [0x01, 0, 0, 0, 0, 0, 0x20, 0], 9_007_199_254_740_993n],
  ])("of 64 bits keeps every digit: %i is %s, %j is %s", (type, name, bytes, value) => {
    expect(shown(type, bytes)).toEqual({ text: String(value), typed: { type: name, value } });
  });

  it.each<[bytes: number[], text: string, value: number]>([
    [[0x00, 0x00, 0xc0, 0x3f], "1.5", 1.5],
    // The float next to 0.1 is shown as short as it reads back equal, not with a double's digits.
    [[0xcd, 0xcc, 0xcc, 0x3d], "0.1", Math.fround(0.1)],
    [[0x00, 0x00, 0x80, 0xff], "-Infinity", Number.NEGATIVE_INFINITY],
    [[0x00, 0x00, 0xc0, 0x7f], "NaN", Number.NaN],
  ])("float %j is %s", (bytes, text, value) => {
    expect(shown(0x0b, bytes)).toEqual({ text, typed: { type: "float", value } });
  });

  it("double is the shortest text that reads back equal", () => {
    // 0x3FB999999999999A
    const bytes = [0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f];
    expect(shown(0x0c, bytes)).toEqual({ text: "0.1", typed: { type: "double", value: 0.1 } });
  });

  it("shown in hexadecimal has 0x, lower-case digits and no leading zeros", () => {
    expect(shown(0x14, [0x12, 0x23, 0x07, 0x80])).toEqual({
      text: "0x80072312",
      typed: { type: "hex32", value: 0x80072312 },
    });
    expect(shown(0x14, [0, 0, 0, 0])).toEqual({ text: "0x0", typed: { type: "hex32", value: 0 } });
    expect(shown(0x15, [0, 0, 0, 0, 0, 0, 0x80, 0])).toEqual({
      text: "0x80000000000000",
      typed: { type: "hex64", value: 0x80000000000000n },
    });
    expect(shown(0x15, [0x0a, 0, 0, 0, 1, 0, 0, 0])).toEqual({
      text: "0x10000000a",
      typed: { type: "hex64", value: 0x10000000an },
    });
  });

  it("of type size_t has four or eight bytes", () => {
    expect(shown(0x10, [0x00, 0x10, 0, 0])).toEqual({ text: "0x1000", typed: { type: "size", value: 0x1000n } });
    expect(shown(0x10, [0, 0, 0, 0, 0xff, 0x7f, 0, 0])).toEqual({
      text: "0x7fff00000000",
      typed: { type: "size", value: 0x7fff00000000n },
    });
  });
});

describe("a boolean", () => {
  it.each<[bytes: number[], value: boolean]>([
    [[0, 0, 0, 0], false],
    [[1, 0, 0, 0], true],
    // Real providers store other numbers than 1, and single bytes (evtx.md, trap 18).
    [[0xff, 0xff, 0xff, 0xff], true],
    [[0, 0, 0, 0x80], true],
    [[0], false],
    [[0x2a], true],
  ])("of bytes %j is %s", (bytes, value) => {
    expect(shown(0x0d, bytes)).toEqual({ text: String(value), typed: { type: "boolean", value } });
  });

  it("of any other size is its bytes", () => {
    expect(shown(0x0d, [1, 0])).toEqual({
      text: "0100",
      typed: { type: "unknown", code: 0x0d, value: Uint8Array.of(1, 0) },
    });
  });
});

describe("a GUID", () => {
  it("has braces and lower-case digits, its first three groups with their low byte first", () => {
    const bytes = [0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
    const text = "{00112233-4455-6677-8899-aabbccddeeff}";
    expect(shown(0x0f, bytes)).toEqual({ text, typed: { type: "guid", value: text } });
  });
});

describe("a SID", () => {
  /** Revision 1, so many sub-authorities, authority 5 (high byte first), then each sub-authority (low byte first). */
  const sid = (...subAuthorities: readonly number[]): number[] => [
    ...[1, subAuthorities.length],
    ...[0, 0, 0, 0, 0, 5],
    ...subAuthorities.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]),
  ];
  const isSid = (text: string): Shown => ({ text, typed: { type: "sid", value: text } });

  it("is written as S-1-5-...", () => {
    expect(shown(0x13, sid(18))).toEqual(isSid("S-1-5-18"));
    expect(shown(0x13, sid(21, 4_294_967_295, 2, 500))).toEqual(isSid("S-1-5-21-4294967295-2-500"));
  });

  it("may have no sub-authority, or more than ten", () => {
    expect(shown(0x13, sid())).toEqual(isSid("S-1-5"));
    const fifteen = Array.from({ length: 15 }, (_, index) => index + 1);
    expect(shown(0x13, sid(...fifteen))).toEqual(isSid(`S-1-5-${fifteen.join("-")}`));
  });

  it("has an authority of 48 bits", () => {
    expect(shown(0x13, [1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 7, 0, 0, 0])).toEqual(isSid("S-1-281474976710655-7"));
  });

  it("whose count of sub-authorities does not fit its size is its bytes", () => {
    expect(shown(0x13, [1, 2, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0])).toEqual({
      text: "010200000000000512000000",
      typed: { type: "unknown", code: 0x13, value: Uint8Array.of(1, 2, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0) },
    });
  });
});

describe("a time", () => {
  it("of type FILETIME has seven digits and Z", () => {
    // 133,938,405,000,513,480 ticks, low byte first.
    const ticks = 133_938_405_000_513_480n;
    const bytes = Array.from({ length: 8 }, (_, index) => Number((ticks >> BigInt(8 * index)) & 0xffn));
    expect(shown(0x11, bytes)).toEqual({
      text: "2025-06-08T07:15:00.0513480Z",
      typed: { type: "filetime", value: ticks },
    });
  });

  it("of type FILETIME starts in 1601", () => {
    expect(shown(0x11, [0, 0, 0, 0, 0, 0, 0, 0]).text).toBe("1601-01-01T00:00:00.0000000Z");
  });

  it("of type FILETIME may pass the year 9999", () => {
    // 9999-12-31T23:59:59.9999999Z is 0x24C85A5ED1C03FFF, the year 10000 starts one tick later.
    expect(shown(0x11, [0xff, 0x3f, 0xc0, 0xd1, 0x5e, 0x5a, 0xc8, 0x24]).text).toBe("9999-12-31T23:59:59.9999999Z");
    expect(shown(0x11, [0x00, 0x40, 0xc0, 0xd1, 0x5e, 0x5a, 0xc8, 0x24]).text).toBe("10000-01-01T00:00:00.0000000Z");
    expect(shown(0x11, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).text).toBe("60056-05-28T05:36:10.9551615Z");
  });

  it("of type SYSTEMTIME has milliseconds", () => {
    // Year 2026, month 9, Monday, day 7, 01:02:03.004, a word each.
    const bytes = [0xea, 0x07, 9, 0, 1, 0, 7, 0, 1, 0, 2, 0, 3, 0, 4, 0];
    const text = "2026-09-07T01:02:03.004Z";
    expect(shown(0x12, bytes)).toEqual({ text, typed: { type: "systemtime", value: text } });
  });
});

describe("bytes", () => {
  it("are upper-case pairs of digits", () => {
    expect(shown(0x0e, [0x00, 0x0a, 0xff])).toEqual({
      text: "000AFF",
      typed: { type: "binary", value: Uint8Array.of(0, 10, 255) },
    });
  });

  it("of a type that nobody knows are shown as they are", () => {
    expect(shown(0x20, [0xca, 0xfe])).toEqual({
      text: "CAFE",
      typed: { type: "unknown", code: 0x20, value: Uint8Array.of(0xca, 0xfe) },
    });
    expect(shown(0x55, [0x01])).toEqual({
      text: "01",
      typed: { type: "unknown", code: 0x55, value: Uint8Array.of(1) },
    });
  });

  it.each<[name: string, type: number, size: number]>([
    ["int8", 0x03, 2],
    ["uint8", 0x04, 0],
    ["int16", 0x05, 1],
    ["uint16", 0x06, 4],
    ["int32", 0x07, 8],
    ["uint32", 0x08, 3],
    ["int64", 0x09, 4],
    ["uint64", 0x0a, 4],
    ["float", 0x0b, 8],
    ["double", 0x0c, 4],
    ["guid", 0x0f, 15],
    ["size", 0x10, 6],
    ["filetime", 0x11, 4],
    ["systemtime", 0x12, 8],
    ["sid", 0x13, 7],
    ["hex32", 0x14, 2],
    ["hex64", 0x15, 7],
  ])("that do not fit %s (type %i) are shown as they are, %s of them", (_, type, size) => {
    const bytes = Array.from({ length: size }, (__, index) => index + 1);
    expect(shown(type, bytes)).toEqual({
      text: bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(""),
      typed: { type: "unknown", code: type, value: Uint8Array.from(bytes) },
    });
  });
});

describe("a null", () => {
  it("is empty text, whatever padding stands behind it", () => {
    expect(shown(0x00, [])).toEqual({ text: "", typed: { type: "null" } });
    expect(shown(0x00, [1, 2, 3, 4])).toEqual({ text: "", typed: { type: "null" } });
  });
});
