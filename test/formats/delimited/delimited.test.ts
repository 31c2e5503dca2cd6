import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { delimitedRows, type Separator, separatorOf, textOfBytes } from "../../../src/formats/delimited/index.ts";

function read(text: string, separator?: Separator) {
  const rows = delimitedRows(text, separator);
  const lines: [number, ...(readonly string[])][] = [];
  for (;;) {
    const next = rows.next();
    if (next.done === true) return { lines, problem: next.value };
    lines.push([next.value.line, ...next.value.cells]);
  }
}

describe("Delimited text", () => {
  it("is rows of cells, each with its line", () => {
    expect(read("Time,Volume,Node\r\n1,Disk 1,HV01\n2,,\r3,a b,\n")).toEqual({
      lines: [
        [1, "Time", "Volume", "Node"],
        [2, "1", "Disk 1", "HV01"],
        [3, "2", "", ""],
        [4, "3", "a b", ""],
      ],
      problem: null,
    });
  });

  it("has separators, quotation marks and line breaks in quotes", () => {
    expect(read('a,b\r\n"x,y","say ""hi"""\r\n"1\r\n2\n3",z\r\nlast,row')).toEqual({
      lines: [
        [1, "a", "b"],
        [2, "x,y", 'say "hi"'],
        [3, "1\r\n2\n3", "z"],
        [6, "last", "row"],
      ],
      problem: null,
    });
  });

  it("may be without rows, and leaves out empty lines", () => {
    expect(read("")).toEqual({ lines: [], problem: null });
    expect(read("\ufeff")).toEqual({ lines: [], problem: null });
    expect(read("\n\na,b\n\n\nc,d\n\n").lines).toEqual([
      [3, "a", "b"],
      [6, "c", "d"],
    ]);
    expect(read('"",""\n').lines).toEqual([[1, "", ""]]);
  });

  it("keeps a quotation mark within a cell", () => {
    expect(read('19" rack,b\n').lines).toEqual([[1, '19" rack', "b"]]);
  });

  it.each([
    ["a,b;c\n", ","],
    ["a;b;c,d\n1,2,3,4,5", ";"],
    ["a\tb\tc\n", "\t"],
    ['"a;b;c;d",e\n', ","],
    ["alone\n", ","],
    ["sep=;\na,b,c\n", ";"],
    ["\ufeffsep=\t\r\na\r\n", "\t"],
  ])("%j is parted by %j", (text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });

  it("does not give the line that tells Excel the separator", () => {
    expect(read("sep=;\na;b\n").lines).toEqual([[2, "a", "b"]]);
  });

  it("that ends within quotes gives the rows before, and where the quotes began", () => {
    expect(read('a,b\n1,2\n3,"x\ny')).toEqual({
      lines: [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
      problem: { line: 3, expected: "a closing quotation mark" },
    });
  });

  it("keeps what stands behind a closing quotation mark, and tells of it", () => {
    expect(read('"a"b , c\n"d" ,e\n')).toEqual({
      lines: [
        [1, "ab", " c"],
        [2, "d", "e"],
      ],
      problem: { line: 1, expected: "a separator behind a closing quotation mark" },
    });
  });

  it("reads back as it was written", () => {
    const cell = fc
      .array(fc.constantFrom("a", "ü", '"', ",", ";", "\r\n", "\n", " ", "\t", "="), { maxLength: 6 })
      .map((parts) => parts.join(""));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom<Separator>(",", ";", "\t"), (written, separator) => {
        const text = written.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator));
        const { lines, problem } = read(text.join("\r\n"), separator);
        expect(lines.map(([, ...cells]) => cells)).toEqual(written);
        expect(problem).toBeNull();
      }),
      { seed: 20_260_907, numRuns: 300 },
    );
  });

  it("is read in one pass, whatever it is", () => {
    for (const run of ['"', '""', '"a', "a", ",", "\r", "\r\n", '",', '" ']) {
      const { lines } = read(run.repeat(200_000));
      expect(lines.length).toBeLessThanOrEqual(200_000);
    }
  });
});

describe("The bytes of a text file", () => {
  const text = "Größe,€\r\n";
  const utf16le = Uint8Array.from(Buffer.from(text, "utf16le"));

  it.each([
    ["UTF-8", new TextEncoder().encode(text)],
    ["UTF-8 with its mark", new TextEncoder().encode(`\ufeff${text}`)],
    ["UTF-16 as Windows writes it", Uint8Array.from([0xff, 0xfe, ...utf16le])],
    ["UTF-16 in the other order", Uint8Array.from([0xfe, 0xff, ...Buffer.from(utf16le).swap16()])],
    ["UTF-16 without a mark", utf16le],
    ["Windows-1252", Uint8Array.of(0x47, 0x72, 0xf6, 0xdf, 0x65, 0x2c, 0x80, 0x0d, 0x0a)],
  ])("may be %s", (_, bytes) => {
    expect(textOfBytes(bytes)).toBe(text);
  });

  it("may be none", () => {
    expect(textOfBytes(new Uint8Array())).toBe("");
  });
});
