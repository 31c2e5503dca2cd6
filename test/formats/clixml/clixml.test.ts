import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clixmlObjects, type ClixmlProblem, type ClixmlValue } from "../../../src/formats/clixml/index.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";

const ROOT = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';

function read(text: string): { readonly objects: readonly ClixmlValue[]; readonly problem: ClixmlProblem | null } {
  const reader = clixmlObjects(text);
  const objects: ClixmlValue[] = [];
  for (;;) {
    const next = reader.next();
    if (next.done === true) return { objects, problem: next.value };
    objects.push(next.value);
  }
}

const only = (inner: string): ClixmlValue | undefined => read(`${ROOT}${inner}</Objs>`).objects[0];
const object = {
  kind: "object",
  typeNames: [],
  text: null,
  properties: new Map(),
  items: null,
  entries: null,
  value: null,
};
const text = (value: string) => ({ kind: "text", text: value });

describe("A value of CLIXML", () => {
  it.each([
    ["<S>a &amp; b</S>", text("a & b")],
    ["<S></S>", text("")],
    ["<S>_x000D__x000A_ _x005F_x0041_ _xD83D__xDE00_ _x12_</S>", text("\r\n _x0041_ 😀 _x12_")],
    ["<URI>http://x</URI>", text("http://x")],
    ["<Version>10.0</Version>", text("10.0")],
    ["<Db>1.5</Db>", text("1.5")],
    ["<TS>PT1H</TS>", text("PT1H")],
    ["<B>true</B>", { kind: "boolean", value: true }],
    ["<B>False</B>", { kind: "boolean", value: false }],
    ["<I32>-5</I32>", { kind: "integer", value: -5n }],
    ["<I64>134338941114525095</I64>", { kind: "integer", value: 134_338_941_114_525_095n }],
    ["<U64>18446744073709551615</U64>", { kind: "integer", value: 18_446_744_073_709_551_615n }],
    ["<By>7</By>", { kind: "integer", value: 7n }],
    ["<I32>seven</I32>", text("seven")],
    ["<G>CA9B895B-9D27-FA7E-9CB5-C6DBF70A5CEF</G>", { kind: "guid", guid: "ca9b895b-9d27-fa7e-9cb5-c6dbf70a5cef" }],
    ["<BA>AQID/w==</BA>", { kind: "bytes", bytes: Uint8Array.of(1, 2, 3, 255) }],
    ["<BA>\r\n AQ\r\n ID</BA>", { kind: "bytes", bytes: Uint8Array.of(1, 2, 3) }],
    ["<BA>?</BA>", text("?")],
    ["<Nil />", { kind: "null" }],
    [
      "<DT>2018-05-14T10:30:00.1234567+02:00</DT>",
      { kind: "time", text: "2018-05-14T10:30:00.1234567+02:00", ticks: isoToFiletime("2018-05-14T08:30:00.1234567Z") },
    ],
    ["<DT>0001-01-01T00:00:00</DT>", { kind: "time", text: "0001-01-01T00:00:00", ticks: null }],
    ["<Other>x</Other>", text("x")],
  ])("%s is read with its type", (written, value) => {
    expect(only(written)).toEqual(value);
  });
});

describe("An object of CLIXML", () => {
  it("has types, a text, its own properties and added ones", () => {
    const written =
      '<Obj RefId="0"><TN RefId="0"><T>Special</T><T>System.Object</T></TN><ToString>HV01</ToString>' +
      '<Props><S N="Name">HV01</S><Nil N="Site" /></Props><MS><S N="a_x002C_b">added</S><S N="Name">second</S></MS></Obj>';
    expect(only(written)).toEqual({
      ...object,
      typeNames: ["Special", "System.Object"],
      text: "HV01",
      properties: new Map<string, unknown>([
        ["Name", text("HV01")],
        ["Site", { kind: "null" }],
        ["a,b", text("added")],
      ]),
    });
  });

  it("refers to types and objects that came before", () => {
    const { objects } = read(
      `${ROOT}<Obj RefId="0"><TN RefId="0"><T>Node</T></TN><Props><S N="Name">HV01</S></Props></Obj>` +
        '<Obj RefId="1"><TNRef RefId="0" /><Props><Ref N="Owner" RefId="0" /></Props></Obj></Objs>',
    );
    expect(objects[1]).toEqual({ ...object, typeNames: ["Node"], properties: new Map([["Owner", objects[0]]]) });
  });

  it("that stands in itself, or was never there, is a reference", () => {
    expect(only('<Obj RefId="0"><Props><Ref N="Self" RefId="0" /><Ref N="None" RefId="7" /></Props></Obj>')).toEqual({
      ...object,
      properties: new Map([
        ["Self", { kind: "reference", refId: "0" }],
        ["None", { kind: "reference", refId: "7" }],
      ]),
    });
  });

  it.each(["LST", "IE", "STK", "QUE"])("may be a list of kind %s", (kind) => {
    expect(only(`<Obj RefId="0"><${kind}><S>a</S><Nil /></${kind}></Obj>`)).toEqual({
      ...object,
      items: [text("a"), { kind: "null" }],
    });
    expect(only(`<Obj RefId="0"><${kind} /></Obj>`)).toEqual({ ...object, items: [] });
  });

  it("may be a dictionary", () => {
    expect(only('<Obj RefId="0"><DCT><En><S N="Key">a</S><I32 N="Value">1</I32></En><En /></DCT></Obj>')).toEqual({
      ...object,
      entries: [
        [text("a"), { kind: "integer", value: 1n }],
        [{ kind: "null" }, { kind: "null" }],
      ],
    });
  });

  it("may be an enum, or a string with properties", () => {
    expect(only('<Obj RefId="0"><ToString>Online</ToString><I32>2</I32></Obj>')).toEqual({
      ...object,
      text: "Online",
      value: { kind: "integer", value: 2n },
    });
    expect(only('<Obj RefId="0"><S>C:\\</S><MS><S N="PSDrive">C</S></MS></Obj>')).toEqual({
      ...object,
      value: text("C:\\"),
      properties: new Map([["PSDrive", text("C")]]),
    });
  });
});

describe("A file of CLIXML", () => {
  it("may have a mark, a declaration and blanks before its root, and no object", () => {
    expect(read(`\ufeff<?xml version="1.0"?>\r\n<!-- x -->\r\n${ROOT}\r\n</Objs>\r\n`)).toEqual({
      objects: [],
      problem: null,
    });
    expect(read("<Objs />")).toEqual({ objects: [], problem: null });
  });

  it("that is none says so", () => {
    expect(read("DN,cn\r\n").problem).toEqual({ line: 1, expected: "<Objs>", found: String.raw`"DN,cn\r\n"` });
    expect(read("").problem).toEqual({ line: 1, expected: "<Objs>", found: "the end of the text" });
  });

  it("that is torn gives what came before, and the line where it is torn", () => {
    expect(read(`${ROOT}\r\n<S>a</S>\r\n<Obj RefId="0">\r\n<Props><S N="b">c`)).toEqual({
      objects: [text("a")],
      problem: { line: 4, expected: "</S>", found: "the end of the text" },
    });
    expect(read(`${ROOT}\n<S>a</S>\n`)).toEqual({
      objects: [text("a")],
      problem: { line: 3, expected: "<", found: "the end of the text" },
    });
  });

  it("with a wrong character in it is told and read on, without what has it", () => {
    expect(read(`${ROOT}\n<S>a & b</S>\n<S>c</S></Objs>`)).toEqual({
      objects: [text("c")],
      problem: { line: 2, expected: "a character reference or one of XML's five entities", found: '"& b"' },
    });
  });

  it("with zeros in an object is read on without that one", () => {
    const object = (text: string): string => `<Obj RefId="0"><Props><S N="cn">${text}</S></Props></Obj>`;
    const { objects, problem } = read(`${ROOT}\n${object("A")}\n${object("\0\0")}\n${object("C")}</Objs>`);
    expect(objects.map((value) => value.kind === "object" && value.properties.get("cn"))).toEqual([
      text("A"),
      text("C"),
    ]);
    expect(problem?.line).toBe(3);
  });

  it("is not read deeper than the XML reader goes", () => {
    const deep = `${"<Obj><LST>".repeat(200)}${"</LST></Obj>".repeat(200)}`;
    expect(read(`${ROOT}${deep}</Objs>`)).toMatchObject({ objects: [], problem: { line: 1 } });
  });

  it("may refer to one object so often that written out it would be endless", () => {
    const doubled = Array.from({ length: 60 }, (_, index) => {
      const refer = index === 0 ? "<S>x</S>" : `<Ref RefId="${index - 1}" />`.repeat(2);
      return `<Obj RefId="${index}"><LST>${refer}</LST></Obj>`;
    });
    expect(read(`${ROOT}${doubled.join("")}</Objs>`).objects).toHaveLength(60);
  });

  it("is read in one pass, whatever it is", () => {
    const parts = fc.constantFrom(
      ROOT,
      "</Objs>",
      "<Obj>",
      '<Obj RefId="0">',
      "</Obj>",
      "<LST>",
      "</LST>",
      "<S>",
      "</S>",
      "<Nil />",
      "_x0041_",
      "&",
      "\n",
      "<Ref />",
      "<DCT>",
      "</DCT>",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 25 }), (written) => {
        read(`${ROOT}${written.join("")}`);
      }),
      { seed: 20_260_907, numRuns: 1000 },
    );
    expect(read(`${ROOT}${"<S>a</S>\n".repeat(100_000)}</Objs>`).objects).toHaveLength(100_000);
    expect(read(`${ROOT}${"\n".repeat(1_000_000)}`).problem?.line).toBe(1_000_001);
  });

  it("as Export-Clixml writes volumes of a cluster gives their names and owners", () => {
    const file = readFileSync(new URL("../../../samples/healthy/cluster/volumes.xml", import.meta.url), "utf16le");
    const { objects, problem } = read(file);
    const shown = objects.map((value) => {
      const owner = value.kind === "object" ? value.properties.get("OwnerNode") : undefined;
      return value.kind === "object" && owner?.kind === "object" ? [value.text, owner.text] : null;
    });
    expect(problem).toBeNull();
    expect(shown.length).toBeGreaterThan(3);
    expect(shown[0]).toEqual(["Cluster Disk 1", expect.stringMatching(/^HV0\d$/)]);
    expect(shown).not.toContain(null);
  });
});
