import { describe, expect, it } from "vitest";
import { ByteBuilder } from "../../samples/generate/evtx/byte-builder.ts";
import type { Value } from "../../samples/generate/evtx/index.ts";
import { typeByte } from "../../samples/generate/evtx/value.ts";
import { appendValue } from "../../samples/generate/evtx/value-bytes.ts";
import { hex } from "./seams.ts";

type PlainValue = Exclude<Value, { readonly type: "xml" }>;

function bytesOf(value: PlainValue): string {
  const out = new ByteBuilder(64);
  appendValue(out, value);
  return hex(out.slice(0, out.length));
}

const SYSTEM_TIME = { year: 2026, month: 9, weekday: 1, day: 7, hour: 1, minute: 2, second: 3, millisecond: 4 };

const CASES: readonly (readonly [value: PlainValue, type: number, bytes: string])[] = [
  [{ type: "null" }, 0x00, ""],
  [{ type: "null", bytes: 2 }, 0x00, "0000"],
  [{ type: "string", value: "Aé" }, 0x01, "4100e900"],
  [{ type: "string", value: "A", terminated: true }, 0x01, "41000000"],
  [{ type: "ansi-string", value: Uint8Array.of(0x80, 0x41) }, 0x02, "8041"],
  [{ type: "int8", value: -1 }, 0x03, "ff"],
  [{ type: "uint8", value: 255 }, 0x04, "ff"],
  [{ type: "int16", value: -2 }, 0x05, "feff"],
  [{ type: "uint16", value: 12293 }, 0x06, "0530"],
  [{ type: "int32", value: -3 }, 0x07, "fdffffff"],
  [{ type: "uint32", value: 0x01020304 }, 0x08, "04030201"],
  [{ type: "int64", value: -1n }, 0x09, "ffffffffffffffff"],
  [{ type: "uint64", value: 1n }, 0x0a, "0100000000000000"],
  [{ type: "float", value: 1.5 }, 0x0b, "0000c03f"],
  [{ type: "double", value: 1.5 }, 0x0c, "000000000000f83f"],
  [{ type: "boolean", value: true }, 0x0d, "01000000"],
  [{ type: "boolean", value: true, raw: 0xff }, 0x0d, "ff000000"],
  [{ type: "binary", value: Uint8Array.of(1, 2) }, 0x0e, "0102"],
  // The first three groups of a GUID stand with their low byte first.
  [{ type: "guid", value: "{00112233-4455-6677-8899-aabbccddeeff}" }, 0x0f, "33221100554477668899aabbccddeeff"],
  [{ type: "size", value: 16n, width: 4 }, 0x10, "10000000"],
  [{ type: "size", value: 16n, width: 8 }, 0x10, "1000000000000000"],
  [{ type: "filetime", value: 0x01dc_1234_5678_9abcn }, 0x11, "bc9a78563412dc01"],
  [{ type: "systemtime", value: SYSTEM_TIME }, 0x12, "ea070900010007000100020003000400"],
  // Revision 1, two sub-authorities, authority 5 with its high byte first, then 32 and 544.
  [{ type: "sid", value: "S-1-5-32-544" }, 0x13, "01020000000000052000000020020000"],
  [{ type: "hex32", value: 0x80 }, 0x14, "80000000"],
  [{ type: "hex64", value: 0x80n }, 0x15, "8000000000000000"],
  // Strings in an array end with a NUL, an empty one is the NUL alone.
  [
    {
      type: "array",
      of: "string",
      items: [
        { type: "string", value: "a" },
        { type: "string", value: "" },
      ],
    },
    0x81,
    "610000000000",
  ],
  [
    {
      type: "array",
      of: "uint16",
      items: [
        { type: "uint16", value: 1 },
        { type: "uint16", value: 2 },
      ],
    },
    0x86,
    "01000200",
  ],
];

describe("a value", () => {
  it.each(CASES.map((row) => [row[2], ...row] as const))("becomes %s", (_title, value, type, bytes) => {
    expect({ type: typeByte(value), bytes: bytesOf(value) }).toEqual({ type, bytes });
  });

  it("refuses text that is no GUID or no SID", () => {
    expect(() => bytesOf({ type: "guid", value: "{123}" })).toThrow('"{123}" is no GUID');
    expect(() => bytesOf({ type: "sid", value: "Administrator" })).toThrow('"Administrator" is no SID');
  });
});
