/** Code points that take two columns: East Asian Wide and Fullwidth (Unicode UAX 11), and emoji, in blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2ff],
  [0x1f004, 0x1f004],
  [0x1f18e, 0x1f19a],
  [0x1f200, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f90c, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

/** One column each, and no character that joins others: ASCII, Latin, the ellipsis, pictures of controls. */
const PLAIN = /^[\x20-\x7e\xa1-\xa8\xaa-\xac\xaf-\u02ff\u2026\u2400-\u2421]*$/;
/** Marks, joiners, and Hangul vowels and finals, which stand inside their syllable. */
const ZERO_WIDTH = /[\p{M}\u200c\u200d\u1160-\u11ff]/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
// Made when first needed: making it takes longer than drawing a table.
let segmenter: Intl.Segmenter | undefined;

/** How many columns a terminal needs for the text. Expects text without controls. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of charactersOf(text)) width += characterWidth(segment);
  return width;
}

/** Cut or padded to exactly `width` columns; what was cut ends in an ellipsis. Never cuts inside a character. */
export function fitText(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = cutText(text, width);
  const padding = " ".repeat(Math.max(0, width - displayWidth(cut)));
  return align === "left" ? cut + padding : padding + cut;
}

/** At most `width` columns. */
export function cutText(text: string, width: number): string {
  if (width <= 0) return "";
  if (PLAIN.test(text)) return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
  let kept = "";
  let keptWidth = 0;
  let fitting = "";
  for (const { segment } of charactersOf(text)) {
    const segmentWidth = characterWidth(segment);
    if (keptWidth + segmentWidth > width) return `${fitting}…`;
    kept += segment;
    keptWidth += segmentWidth;
    if (keptWidth < width) fitting = kept;
  }
  return kept;
}

function charactersOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

function characterWidth(character: string): number {
  if (EMOJI.test(character)) return 2;
  let width = 0;
  for (const part of character) width += ZERO_WIDTH.test(part) ? 0 : isWide(part.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([from, to]) => code >= from && code <= to);
}
