import { describe, expect, test } from "vitest";
import { ClixmlReader, plainValue } from "../../../src/formats/clixml/index.ts";
import { readInPieces } from "../pieces.ts";

const LENGTHS = [1, 7, 100, 10_000];
const HEAD = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\r\n';

function object(name: string, more = ""): string {
  return `<Obj RefId="${name}"><ToString>${name}</ToString><Props><S N="Name">${name}</S>${more}</Props></Obj>`;
}

function read(text: string, length = text.length) {
  const reader = new ClixmlReader();
  const objects = readInPieces(reader, text, length, ({ line, value }) => [
    line,
    value === null ? null : plainValue(value),
  ]);
  return { objects, problem: reader.problem };
}

describe("the objects of CLIXML", () => {
  test.each(LENGTHS)("come one by one, in pieces of %d", (length) => {
    const text = `\ufeff<?xml version="1.0"?>\r\n${HEAD}${object("a")}\r\n<!-- <Obj> -->${object("b", '<Obj N="O"><TN><T>x</T></TN><Props><S N="Name">c</S></Props></Obj>')}\r\n<S>d</S><Nil /></Objs>`;
    expect(read(text, length)).toEqual({
      objects: [
        [3, { Name: "a" }],
        [4, { Name: "b", O: { Name: "c" } }],
        [5, "d"],
        [5, null],
      ],
      problem: null,
    });
  });

  test.each(LENGTHS)("that were not piped stand in one list, in pieces of %d", (length) => {
    const list = `<Obj RefId="0"><TN RefId="0"><T>System.Object[]</T></TN><LST>\n${object("a", '<Obj N="L"><LST><S>x</S></LST></Obj>')}\n${object("b")}</LST></Obj>`;
    expect(read(`${HEAD}${list}${object("c")}</Objs>`, length).objects).toEqual([
      [3, { Name: "a", L: ["x"] }],
      [4, { Name: "b" }],
      [4, { Name: "c" }],
    ]);
  });

  test("may refer to objects before them", () => {
    const text = `${HEAD}${object("a")}${object("b", '<Ref N="Owner" RefId="a" /><Ref N="None" RefId="z" />')}</Objs>`;
    expect(read(text).objects[1]).toEqual([2, { Name: "b", Owner: { Name: "a" }, None: null }]);
  });

  test.each(LENGTHS)("before a torn end are read, in pieces of %d", (length) => {
    const text = `${HEAD}${object("a")}\n${object("b")}`;
    expect(read(text.slice(0, -5), length)).toEqual({
      objects: [[2, { Name: "a" }]],
      problem: { line: 3, expected: "the end of an object" },
    });
    expect(read(text, length).problem).toEqual({ line: 3, expected: "</Objs>" });
  });

  test("beside one that is damaged are read", () => {
    const text = `${HEAD}${object("a", "<S N='x'>&bad;</S>")}<Obj><Props><S N="Name">x</T></Props></Obj>${object("c")}</Objs>`;
    const { objects, problem } = read(text);
    expect(objects.map(([, value]) => value)).toEqual([{ Name: "a", x: "&bad;" }, null, { Name: "c" }]);
    expect(problem?.line).toBe(2);
  });

  test.each(["", "text", "<a/>", HEAD.slice(0, 20)])("are not in %j", (text) => {
    expect(read(text)).toEqual({ objects: [], problem: { line: 1, expected: "<Objs>" } });
  });

  test("may be none", () => {
    expect(read(`${HEAD}</Objs>`)).toEqual({ objects: [], problem: null });
    expect(read("#< CLIXML\r\n<Objs />")).toEqual({ objects: [], problem: null });
  });
});

describe("a plain value", () => {
  function plain(inner: string): unknown {
    const [[, value] = []] = read(`${HEAD}${inner}</Objs>`).objects;
    return value;
  }

  test.each<[string, string, unknown]>([
    ["an enumeration is its name", "<Obj><ToString>Online</ToString><I32>2</I32></Obj>", "Online"],
    ["an object below the depth of the export is what it says", "<Obj><ToString>HV01</ToString></Obj>", "HV01"],
    [
      "a time with notes is a value",
      '<Obj><DT>2026-09-07T21:00:00Z</DT><MS><S N="DisplayHint">DateTime</S></MS></Obj>',
      { DisplayHint: "DateTime", Value: "2026-09-07T21:00:00Z" },
    ],
    [
      "a dictionary is an object",
      '<Obj><DCT><En><S N="Key">Name</S><S N="Value">a</S></En></DCT></Obj>',
      { Name: "a" },
    ],
  ])("of %s", (_, inner, value) => {
    expect(plain(inner)).toEqual(value);
  });

  test("that refers to the same again and again is made once", () => {
    const twice = Array.from({ length: 60 }, (_, at) =>
      object(`o${at + 1}`, `<Ref N="A" RefId="o${at}" /><Ref N="B" RefId="o${at}" />`),
    );
    const { length } = read(`${HEAD}${object("o0")}${twice.join("")}</Objs>`).objects;
    expect(length).toBe(61);
  });
});
