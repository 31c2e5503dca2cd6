import { displayWidth } from "../records/display-width.ts";

// Made when first needed: making it costs as much as drawing a table.
let segmenter: Intl.Segmenter | undefined;
const FOLDER_ENDS = new Set(["/", "\\"]);
// Nearly all that logs hold; the segmenter takes a hundred times as long.
const ASCII = /^[\x20-\x7e]*$/;
// A date and its time stay together; so does a term of a directory filter, such as (cn=Two words): a line's end that is
// copied with it would make it match nothing.
const BREAK = /(?<!\(\w{1,20}=\w{1,40}) (?!\d\d:\d\d:\d\dZ)/;
const TIME_WIDTH = "2025-06-08 07:15:00Z".length;
const PART_ENDS = new Set(["-", "_", ".", ","]);

/** Lines of at most `width` cells, broken at spaces; a word that is longer, at its separators, else anywhere. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(width < TIME_WIDTH ? " " : BREAK)) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = breakWord(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** The same for a list without blanks behind its commas, such as a DN. */
export function wrapAtCommas(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of text.split(/(?<=(?<!\\),)/)) {
    if (displayWidth(line + part) <= width) {
      line += part;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = breakWord(part, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** The first line after `label`, the others below its text. */
export function hang(label: string, text: string, width: number): readonly string[] {
  const indent = displayWidth(label);
  const lines = wrap(text, Math.max(8, width - indent));
  return lines.map((line, index) => (index === 0 ? label : " ".repeat(indent)) + line);
}

function breakWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece: string[] = [];
  let cells = 0;
  for (const character of charactersOf(word)) {
    const added = displayWidth(character);
    if (piece.length > 0 && cells + added > width) {
      const end = breakAfter(piece);
      pieces.push(piece.slice(0, end).join(""));
      piece = piece.slice(end);
      cells = displayWidth(piece.join(""));
    }
    piece.push(character);
    cells += added;
  }
  pieces.push(piece.join(""));
  return pieces;
}

function charactersOf(word: string): readonly string[] {
  if (ASCII.test(word)) return word.split("");
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(word), ({ segment }) => segment);
}

/** How many characters of a full line to keep: up to a folder's end, if that leaves a fair part, else to any separator. */
function breakAfter(line: readonly string[]): number {
  const folder = line.findLastIndex((character) => FOLDER_ENDS.has(character)) + 1;
  if (folder > line.length / 3) return folder;
  const part = line.findLastIndex((character) => PART_ENDS.has(character)) + 1;
  return part > 0 ? part : line.length;
}
