import { visibleText } from "../records/visible-text.ts";

/**
 * What renderers make a link, a mention or a formula of without any mark-up: addresses, domains, @name, #1, GH-1, $x$.
 * A backslash does not stop them all, as some are looked for in the text that is left after it; code does.
 */
const ACTS_BY_ITSELF = /[@$]|\/\/|www\.|#\d|GH-\d|[\p{L}\p{N}]\.\p{L}{2}/iu;
/** Punctuation around a word that need not stand in its code. */
const BEFORE = new Set(["(", '"', "'"]);
const AFTER = new Set([".", ",", ";", ":", "!", "?", ")", '"', "'"]);

/** Text for one line of Markdown, a cell of a table included: nothing in it is mark-up, and it reads as it stands. */
export function markdownText(text: string): string {
  const words = visibleText(text).trim().split(" ").map(safeWord);
  return words.join(" ").replace(BLOCK_START, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

/** Text as code, for one line of Markdown, a cell included. */
export function markdownCode(text: string): string {
  // Renderers differ in how many backslashes before a pipe they take out of a cell, hence none: pipes stand between.
  return visibleText(text)
    .split("|")
    .map((part) => (part === "" ? "" : codeSpan(part)))
    .join("&#124;");
}

/** One line of text as a block of its own. */
export function markdownCodeBlock(text: string): readonly string[] {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [fence, visibleText(text), fence];
}

// Headings, bullets, underlines of headings; the number of a list.
const BLOCK_START = /^(?:[#+=-]|\d{1,9}[.)](?= |$))/;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;
const ACTIVE = /[\\`*_~[\]|<>&]/g;

function safeWord(word: string): string {
  if (!ACTS_BY_ITSELF.test(word)) return word.replace(ACTIVE, escapedCharacter);
  let start = 0;
  let end = word.length;
  while (start < end && BEFORE.has(word.charAt(start))) start++;
  while (end > start && AFTER.has(word.charAt(end - 1))) end--;
  return word.slice(0, start) + markdownCode(word.slice(start, end)) + word.slice(end);
}

/** Only where the character could mean something, so that paths and names stay readable without a renderer too. */
function escapedCharacter(character: string, at: number, word: string): string {
  const isInside = ALPHANUMERIC.test(word.charAt(at + 1)) && ALPHANUMERIC.test(word.charAt(at - 1));
  switch (character) {
    case "\\":
      return /[A-Za-z0-9]/.test(word.charAt(at + 1)) ? "\\" : "\\\\";
    case "_":
      return isInside ? "_" : "\\_";
    case "&":
      return /[A-Za-z0-9#]/.test(word.charAt(at + 1)) ? "&amp;" : "&";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    default:
      return `\\${character}`;
  }
}

function codeSpan(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  // A renderer takes one space off both ends, if both have one.
  const space = /^[` ]|[` ]$/.test(text) && text.trim() !== "" ? " " : "";
  return fence + space + text + space + fence;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
