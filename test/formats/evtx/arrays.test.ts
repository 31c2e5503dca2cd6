import { describe, expect, it } from "vitest";
import type { EvtxValue } from "../../../src/formats/evtx/index.ts";
import { type Value, writeLog } from "../../../samples/generate/evtx/index.ts";
import { valueLog } from "./seams/hand-made.ts";
import { event } from "./seams/log-bytes.ts";
import { readOne } from "./seams/reading.ts";

/** The `<Data>` elements that an array of this type and these bytes becomes. */
function items(type: number, bytes: readonly number[]): readonly string[] {
  const { event: read, xml } = readOne(valueLog(type, bytes));
  const values = read.data.filter(({ name }) => name === undefined).map(({ value }) => value);
  const inXml = [...xml.matchAll(/<Data a='[^']*'>([^<]*)<\/Data>/g)].map(([, content]) => content);
  expect(inXml).toEqual(values);
  return values;
}

describe("an array repeats the element it stands in", () => {
  it("of strings, each ended by a NUL, empty ones kept", () => {
    // "a" NUL, "" NUL, "b" NUL
    expect(items(0x81, [0x61, 0, 0, 0, 0, 0, 0x62, 0, 0, 0])).toEqual(["a", "", "b"]);
  });

  it("of strings whose last one lacks its NUL", () => {
    expect(items(0x81, [0x61, 0, 0, 0, 0x62, 0])).toEqual(["a", "b"]);
  });

  it("of strings, one of them only a NUL", () => {
    expect(items(0x81, [0, 0])).toEqual([""]);
  });

  it("of strings that takes no bytes: no element at all", () => {
    expect(items(0x81, [])).toEqual([]);
  });

  it("of single-byte strings", () => {
    expect(items(0x82, [0xe9, 0, 0, 0x62, 0])).toEqual(["é", "", "b"]);
  });

  it.each<[name: string, type: number, bytes: number[], texts: string[]]>([
    ["int8", 0x83, [0xff, 0x02], ["-1", "2"]],
    ["uint8", 0x84, [0xff, 0x02], ["255", "2"]],
    ["int16", 0x85, [0xfe, 0xff, 1, 0], ["-2", "1"]],
    ["uint16", 0x86, [0x05, 0x30, 0, 0], ["12293", "0"]],
    ["int32", 0x87, [0xfd, 0xff, 0xff, 0xff, 1, 0, 0, 0], ["-3", "1"]],
    ["uint32", 0x88, [4, 3, 2, 1], ["16909060"]],
    ["int64", 0x89, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], ["-1"]],
    ["uint64", 0x8a, [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0], ["1", "2"]],
    ["float", 0x8b, [0, 0, 0xc0, 0x3f, 0, 0, 0, 0], ["1.5", "0"]],
    ["double", 0x8c, [0, 0, 0, 0, 0, 0, 0xf8, 0x3f], ["1.5"]],
    ["boolean", 0x8d, [1, 0, 0, 0, 0, 0, 0, 0], ["true", "false"]],
    ["guid", 0x8f, Array<number>(32).fill(0x11), Array<string>(2).fill("{11111111-1111-1111-1111-111111111111}")],
    ["size of four bytes", 0x90, [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0], ["0x1", "0x2", "0x3"]],
    ["size of eight bytes", 0x90, [1, 0, 0, 0, 0, 0, 0, 0], ["0x1"]],
    [
      "filetime",
      0x91,
      [0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x96, 0x98, 0, 0, 0, 0, 0],
      ["1601-01-01T00:00:00.0000000Z", "1601-01-01T00:00:01.0000000Z"],
    ],
    ["hex32", 0x94, [0xff, 0, 0, 0, 1, 0, 0, 0], ["0xff", "0x1"]],
    ["hex64", 0x95, [0, 0, 0, 0, 1, 0, 0, 0], ["0x100000000"]],
  ])("of %s", (_, type, bytes, texts) => {
    expect(items(type, bytes)).toEqual(texts);
  });

  it("of SIDs, each as long as its count of sub-authorities says", () => {
    const system = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];
    const administrators = [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0];
    expect(items(0x93, [...system, ...administrators])).toEqual(["S-1-5-18", "S-1-5-32-544"]);
  });

  it("whose last item is cut off: its bytes", () => {
    expect(items(0x88, [1, 0, 0, 0, 0xab, 0xcd])).toEqual(["1", "ABCD"]);
  });
});

describe("an array that the template declares", () => {
  function dataOf(value: Value) {
    const payload = {
      kind: "event-data",
      fields: [
        { name: "first", value },
        { name: "last", value: "z" },
      ],
    } as const;
    const { event: read, xml } = readOne(writeLog([event({ payload })]));
    return { data: read.data, xml: /<EventData>.*<\/EventData>/s.exec(xml)?.[0] };
  }
  const string = (value: string): EvtxValue => ({ type: "string", value });

  it("gives each item the element's name", () => {
    expect(
      dataOf({
        type: "array",
        of: "string",
        items: [
          { type: "string", value: "a" },
          { type: "string", value: "" },
        ],
      }),
    ).toEqual({
      data: [
        { name: "first", value: "a", typed: string("a") },
        { name: "first", value: "", typed: string("") },
        { name: "last", value: "z", typed: string("z") },
      ],
      xml: "<EventData><Data Name='first'>a</Data><Data Name='first'></Data><Data Name='last'>z</Data></EventData>",
    });
  });

  it("renders no element when the value is null (evtx.md, trap 10)", () => {
    const { event: read, xml } = readOne(valueLog(0x00, [], 0x81));
    expect(read.data.filter(({ name }) => name === undefined)).toEqual([]);
    expect(xml).toBe("<Event><System></System><EventData></EventData></Event>");
  });
});

describe("several strings in a classic event", () => {
  const payload = (strings: readonly string[] | null) => ({ kind: "strings", strings }) as const;

  it("become as many unnamed Data", () => {
    const { event: read, xml } = readOne(writeLog([event({ payload: payload(["a", "", "<c>"]) })]));
    expect(read.data.map(({ name, value }) => [name, value])).toEqual([
      [undefined, "a"],
      [undefined, ""],
      [undefined, "<c>"],
    ]);
    expect(xml).toContain("<EventData><Data>a</Data><Data></Data><Data>&lt;c&gt;</Data></EventData>");
  });

  it("that are null become none", () => {
    const { event: read, xml } = readOne(writeLog([event({ payload: payload(null) })]));
    expect(read.data).toEqual([]);
    expect(xml).toContain("<EventData></EventData>");
  });
});
