import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DelimitedReader, delimitedRows } from "../../../src/formats/delimited/index.ts";

type Line = [number, ...(readonly string[])];

function inPieces(pieces: readonly string[], retries = 0) {
  const reader = new DelimitedReader(",", retries);
  const lines: Line[] = [];
  for (const [index, piece] of pieces.entries()) {
    reader.feed(piece, index === pieces.length - 1);
    while (reader.next()) lines.push([reader.line, ...reader.cells()]);
  }
  return { lines, problem: reader.problem, isLastLine: reader.isLastLine };
}

function whole(text: string) {
  const rows = delimitedRows(text, ",");
  const lines: Line[] = [];
  for (;;) {
    const next = rows.next();
    if (next.done === true) return { lines, problem: next.value };
    lines.push([next.value.line, ...next.value.cells]);
  }
}

describe("Delimited text in pieces", () => {
  it("is the same rows wherever it is cut", () => {
    const text = fc
      .array(fc.constantFrom("a", "ü", '"', '"', ",", "\r\n", "\n", "\r", " ", '""', "\ufeff", "sep="), {
        maxLength: 24,
      })
      .map((parts) => parts.join(""));
    const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 5 });
    fc.assert(
      fc.property(text, cuts, (written, places) => {
        const sorted = [0, ...places.toSorted((a, b) => a - b), written.length];
        const pieces = sorted
          .slice(1)
          .map((end, index) => written.slice(sorted[index], Math.max(end, sorted[index] ?? 0)));
        const { lines, problem } = inPieces(pieces);
        expect({ lines, problem }).toEqual(whole(written));
      }),
      { seed: 20_260_907, numRuns: 3000 },
    );
  });

  it("tells whether it ended within the last row's line", () => {
    expect(inPieces(["a,b\n1,2\n"]).isLastLine).toBe(false);
    expect(inPieces(["a,b\n1,", "2"]).isLastLine).toBe(true);
  });

  it("gives plain cells as stretches, and others rewritten", () => {
    const reader = new DelimitedReader(",");
    reader.feed('a,"b","c""d"\n', true);
    expect(reader.next()).toBe(true);
    expect([0, 1, 2].map((cell) => reader.isStretch(cell))).toEqual([true, true, false]);
    expect(reader.text.slice(reader.startOf(1), reader.endOf(1))).toBe("b");
    expect([reader.cell(2), reader.cell(3)]).toEqual(['c"d', ""]);
  });

  it("goes on with the next line behind a quotation mark that nothing closes, as often as it is told", () => {
    const text = 'a,b\n1,"torn\n2,x\n3,y\n';
    expect(inPieces([text], 1)).toEqual({
      lines: [
        [1, "a", "b"],
        [3, "2", "x"],
        [4, "3", "y"],
      ],
      problem: { line: 2, expected: "a closing quotation mark" },
      isLastLine: false,
    });
    expect(inPieces([text]).lines).toEqual([[1, "a", "b"]]);
  });

  it("gives up a row that does not end in four million characters, and reads no piece again and again", () => {
    const pieces = [`a,b\n1,"`, ...Array.from({ length: 40 }, () => "x".repeat(1 << 18)), "\n"];
    expect(inPieces(pieces)).toMatchObject({ lines: [[1, "a", "b"]], problem: { line: 2 } });
    const plain = ["a,b\n", ...Array.from({ length: 40 }, () => "x".repeat(1 << 18))];
    expect(inPieces(plain)).toMatchObject({ lines: [[1, "a", "b"]], problem: { line: 2 } });
  });

  it("may have more cells in a row than any export", () => {
    const { lines } = inPieces([`${"x,".repeat(1000)}y\n`]);
    expect(lines[0]?.length).toBe(1002);
  });
});
