/** Cells of one row; a cell in quotes may hold line breaks. */
export interface DelimitedRow {
  /** Where it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface DelimitedProblem {
  readonly line: number;
  readonly expected: string;
}

export type Separator = "," | ";" | "\t";

const SEPARATORS: readonly Separator[] = [",", ";", "\t"];
const QUOTE = '"';

/** By the first line: what stands there most often outside quotes; a comma where none does. Excel's `sep=;` decides. */
export function separatorOf(text: string): Separator {
  const [first = ""] = /[^\r\n]+/.exec(text.slice(0, 100_000)) ?? [];
  const declared = /^\ufeff?sep=([,;\t])$/i.exec(first)?.[1];
  const plain = first.replace(/"[^"]*"?/g, "");
  const counts = SEPARATORS.map((separator) => ({
    separator,
    count: declared === undefined ? plain.split(separator).length : Number(declared === separator),
  }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}

/**
 * The rows of text whose cells are parted by a separator, quoted as RFC 4180 says; lines end with CRLF, LF or CR. Empty lines are left out.
 * Returns the first thing that is wrong: a row that the text ends within is not given, anything else is read as far as it makes sense.
 */
export function* delimitedRows(
  text: string,
  separator: Separator = separatorOf(text),
): Generator<DelimitedRow, DelimitedProblem | null> {
  const rows = new RowReader(text, separator);
  for (let row = rows.next(); row !== null; row = rows.next()) {
    const isEmpty = row.cells.length === 1 && row.cells[0] === "";
    const isDeclaration = row.line === 1 && row.cells[0]?.toLowerCase() === "sep=";
    if (!isEmpty && !isDeclaration) yield row;
  }
  return rows.problem;
}

class RowReader {
  problem: DelimitedProblem | null = null;
  readonly #text: string;
  readonly #separator: Separator;
  readonly #plain: RegExp;
  #at: number;
  #line = 1;

  constructor(text: string, separator: Separator) {
    this.#text = text;
    this.#separator = separator;
    this.#plain = separator === "\t" ? /[^\t\r\n]*/y : separator === ";" ? /[^;\r\n]*/y : /[^,\r\n]*/y;
    this.#at = text.startsWith("\ufeff") ? 1 : 0;
  }

  /** null behind the last one. */
  next(): DelimitedRow | null {
    if (this.#at >= this.#text.length) return null;
    const line = this.#line;
    const cells: string[] = [];
    for (;;) {
      const cell = this.#cell();
      if (cell === null) return null;
      cells.push(cell);
      if (this.#text[this.#at] !== this.#separator) break;
      this.#at++;
    }
    this.#endLine();
    return { line, cells };
  }

  #cell(): string | null {
    if (this.#text[this.#at] !== QUOTE) return this.#plainText();
    const pieces: string[] = [];
    const start = this.#line;
    for (let from = this.#at + 1; ; ) {
      const end = this.#text.indexOf(QUOTE, from);
      if (end === -1) {
        this.problem ??= { line: start, expected: "a closing quotation mark" };
        this.#at = this.#text.length;
        return null;
      }
      pieces.push(this.#text.slice(from, end));
      from = end + 2;
      if (this.#text[end + 1] === QUOTE) pieces.push(QUOTE);
      else {
        this.#at = end + 1;
        break;
      }
    }
    const quoted = pieces.join("");
    this.#line += quoted.match(/\r\n|\r|\n/g)?.length ?? 0;
    const behind = this.#plainText();
    if (behind.trim() !== "")
      this.problem ??= { line: this.#line, expected: "a separator behind a closing quotation mark" };
    return quoted + behind.trimEnd();
  }

  #plainText(): string {
    this.#plain.lastIndex = this.#at;
    const text = this.#plain.exec(this.#text)?.[0] ?? "";
    this.#at += text.length;
    return text;
  }

  #endLine(): void {
    this.#at += this.#text.startsWith("\r\n", this.#at) ? 2 : 1;
    this.#line++;
  }
}
