import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonObjectReader } from "../../../src/formats/json-objects/index.ts";

function read(...pieces: readonly string[]) {
  const reader = new JsonObjectReader();
  const objects: [number, unknown][] = [];
  for (const [index, piece] of pieces.entries()) {
    reader.feed(piece, index === pieces.length - 1);
    while (reader.next()) objects.push([reader.line, reader.value]);
  }
  return { objects, problem: reader.problem };
}

describe("The objects of JSON", () => {
  it.each([
    ["a list", '[\n {"a":1},\n {"b":"x}]{"}\n]\n', [2, 3]],
    ["one object", '\ufeff\n{"a":1}', [2]],
    ["one object a line", '{"a":1}\n{"b":2}\n', [1, 2]],
    ["objects within", '[{"a":{"c":[{}]}},\r\n{"b":2}]', [1, 2]],
  ])("are those of %s, each with its line", (_, text, lines) => {
    const { objects, problem } = read(text);
    expect(objects.map(([line]) => line)).toEqual(lines);
    expect(problem).toBeNull();
  });

  it("may be none", () => {
    expect(read("")).toEqual({ objects: [], problem: null });
    expect(read("[]")).toEqual({ objects: [], problem: null });
    expect(read("null").problem).toEqual({ line: 1, expected: "an object" });
  });

  it("are given up to where the text is torn", () => {
    expect(read('[{"a":1},\n{"b":2},\n{"c":')).toEqual({
      objects: [
        [1, { a: 1 }],
        [2, { b: 2 }],
      ],
      problem: { line: 3, expected: "a closing brace" },
    });
    expect(read('[{"a":1}\n').problem).toEqual({ line: 2, expected: "a closing bracket" });
    expect(read('[{"a":"x').problem).toEqual({ line: 1, expected: "a closing brace" });
  });

  it("are undefined where one is damaged; the others are read", () => {
    expect(read('[{"a":1},{"b":tru},{"c":3}]')).toEqual({
      objects: [
        [1, { a: 1 }],
        [1, undefined],
        [1, { c: 3 }],
      ],
      problem: { line: 1, expected: "an object" },
    });
  });

  it("are the same wherever the text is cut", () => {
    const value = fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant({ "}": '"{' }))));
    fc.assert(
      fc.property(value, fc.array(fc.nat({ max: 200 }), { maxLength: 4 }), (written, cuts) => {
        const text = JSON.stringify(written, null, 1);
        const places = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        const { objects, problem } = read(...pieces);
        expect(problem).toBeNull();
        expect(objects.map(([, object]) => object)).toEqual(JSON.parse(text));
      }),
      { seed: 20_260_907, numRuns: 500 },
    );
  });

  it("are read in one pass, however deep or long", () => {
    const deep = 200_000;
    expect(read(`[${'{"a":'.repeat(deep)}`).problem).toEqual({ line: 1, expected: "a closing brace" });
    expect(read(`[${'{"a":'.repeat(deep)}1${"}".repeat(deep)}]`).objects.length).toBe(1);
    const endless = read('[{"a":"', ...Array.from({ length: 40 }, () => "x".repeat(1 << 18)));
    expect(endless.problem).toEqual({ line: 1, expected: "a closing brace" });
  });
});
