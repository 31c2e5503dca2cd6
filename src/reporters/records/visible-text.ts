// Controls, format characters (bidirectional overrides among them), line and paragraph separators, lone surrogates.
// Zero-width joiners stay: emoji and several scripts need them, and they change nothing else.
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Most text is ASCII: looking at it once is faster than looking up properties of each character. */
const MAYBE_UNSAFE = /[^\x20-\x7e]/;
const MAYBE_UNSAFE_LINES = /[^\x20-\x7e\n]/;

/** Text of a log for a terminal: what would move the cursor, change colours or reorder text is shown as a symbol. */
export function visibleText(text: string): string {
  return MAYBE_UNSAFE.test(text) ? text.replace(UNSAFE, symbolOf) : text;
}

/** The same for output that has lines of its own: line feeds, tabs and the carriage return of a CRLF stay. */
export function visibleLines(text: string): string {
  if (!MAYBE_UNSAFE_LINES.test(text)) return text;
  return text.replace(UNSAFE, (character, at: number) =>
    character === "\n" || character === "\t" || (character === "\r" && text.charAt(at + 1) === "\n")
      ? character
      : symbolOf(character),
  );
}

function symbolOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode's Control Pictures stand in the order of ASCII's controls.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return `\\u{${code.toString(16)}}`;
}
