import { expect, test } from "vitest";
import { TextLines } from "../../../src/formats/text-lines/index.ts";
import { readInPieces } from "../pieces.ts";

const LENGTHS = [1, 2, 3, 7, 1000];

function lines(text: string, length: number, longest = 10) {
  return readInPieces(new TextLines(longest), text, length, ({ line, text: shown }) => [line, shown]);
}

test.each(LENGTHS)("lines end with CRLF or LF, in pieces of %d", (length) => {
  expect(lines("\ufeffa\r\n\nb\rc\n", length)).toEqual([
    [1, "a"],
    [2, ""],
    [3, "b\rc"],
  ]);
  expect(lines("a\nb", length)).toEqual([
    [1, "a"],
    [2, "b"],
  ]);
  expect(lines("", length)).toEqual([]);
});

test.each(LENGTHS)("of a line that is too long the start is given, in pieces of %d", (length) => {
  expect(lines(`a\n${"x".repeat(50)}\nb\n`, length).map(([line, text]) => [line, String(text).slice(0, 10)])).toEqual([
    [1, "a"],
    [2, "xxxxxxxxxx"],
    [3, "b"],
  ]);
});
