import fc from "fast-check";

/** Text as a hostile log may hold it: mark-up of all kinds between letters, controls and other scripts. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...Array.from("|\\`*_~[]()<>&#+-=!@$:./ \n\r\t\u0000\u001b\u202e\ud800x1é日"),
        "``",
        "```",
        "<script>",
        "<!--",
        "http://e.example",
        "www.e.example",
        "a@b.example",
        "&amp;",
        "&#124;",
        "1. ",
        "- ",
        "|---|",
        "[x](y)",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#124;": "|" };
// CommonMark 0.31.2: 2.4 backslash escapes, 2.5 entities, 6.1 code spans.
const PART = /\\([!-/:-@[-`{-~])|(&(?:lt|gt|amp|#124);)|(`+)/y;
const ACTIVE = /[`*~[\]<>|]|&(?=[#A-Za-z0-9])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\\(?![A-Za-z0-9])/u;
const ACTS_BY_ITSELF = /[@$]|\/\/|www\.|#\d|GH-\d/i;

/** What a reader sees of one line of Markdown without mark-up. @throws Error for anything that a renderer acts on */
export function readBack(markdown: string): string {
  let seen = "";
  let plain = "";
  for (let at = 0; at < markdown.length; ) {
    PART.lastIndex = at;
    const [whole = "", escaped, entity, fence] = PART.exec(markdown) ?? [];
    if (whole === "") {
      plain += markdown.charAt(at);
      seen += markdown.charAt(at);
      at++;
      continue;
    }
    at += whole.length;
    plain += ",";
    if (escaped !== undefined) seen += escaped;
    if (entity !== undefined) seen += ENTITIES[entity] ?? "";
    if (fence !== undefined) {
      const end = codeEnd(markdown, at, fence);
      seen += codeText(markdown.slice(at, end));
      at = end + fence.length;
    }
  }
  const active = ACTIVE.exec(plain) ?? ACTS_BY_ITSELF.exec(plain);
  if (active !== null) throw new Error(`mark-up is left: ${active[0]} in ${markdown}`);
  return seen;
}

/** The cells of a row of a table: pipes without a backslash part them, within code too. */
export function cellsOf(row: string): readonly string[] {
  const cells = row.replaceAll(/\\[\\|]/g, "xx").split("|");
  if (cells.at(0) !== "" || cells.at(-1) !== "") throw new Error(`no row of a table: ${row}`);
  return cells.slice(1, -1);
}

/** The next run of exactly as many backticks. */
function codeEnd(markdown: string, from: number, fence: string): number {
  for (const { 0: run, index } of markdown.slice(from).matchAll(/`+/g)) {
    if (run === fence) return from + index;
  }
  throw new Error(`code without an end in ${markdown}`);
}

function codeText(code: string): string {
  if (code.includes("|")) throw new Error(`a pipe within code: ${code}`);
  return code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "" ? code.slice(1, -1) : code;
}
