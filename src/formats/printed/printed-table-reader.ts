import { TextLines } from "../text-lines/index.ts";
import { LONGEST_LINE, type PrintedProblem, shownValue } from "./printed-problem.ts";

const RULER = /^\s*-+(?:\s+-+)*\s*$/;
/** PowerShell's prompt, with the command that was typed. */
const PROMPT = /^(?:\[[^\]]*\]: )?PS [^>]*>/;

interface Column {
  readonly name: string;
  readonly start: number;
  /** Of the next column; of the last one there is no end. */
  readonly end: number;
}

/**
 * The rows of a table as Format-Table prints it: a header, a ruler of dashes, then rows whose cells stand below the header's names. Names may
 * contain blanks, so only the ruler tells where a cell begins. A file may hold the same table several times; others are left out.
 */
export class PrintedTableReader {
  problem: PrintedProblem | null = null;
  /** Where the row stands, from 1. */
  line = 1;
  /** Cells by name, those that are empty or cut off left out; undefined: a line that is no row of the table. */
  value: Readonly<Record<string, string | readonly string[]>> | undefined = undefined;
  readonly #lines = new TextLines(LONGEST_LINE);
  #previous = "";
  #names: string | null = null;
  #columns: readonly Column[] = [];
  #isInTable = false;

  feed(piece: string, isLast: boolean): void {
    this.#lines.feed(piece, isLast);
  }

  next(): boolean {
    while (this.#lines.next()) {
      const { text, line } = this.#lines;
      const previous = this.#previous;
      this.#previous = text;
      if (text.trim() === "") this.#isInTable = false;
      else if (RULER.test(text) && this.#begin(previous, text)) continue;
      else if (this.#isInTable && !PROMPT.test(text)) {
        this.line = line;
        this.value = this.#lines.isCut ? undefined : this.#row(text);
        return true;
      }
    }
    return false;
  }

  /** Whether a table begins with this ruler. */
  #begin(header: string, ruler: string): boolean {
    const columns = columnsOf(header, ruler);
    if (columns === null) return false;
    const names = columns.map(({ name }) => name).join("\n");
    this.#names ??= names;
    this.#isInTable = names === this.#names;
    if (this.#isInTable) this.#columns = columns;
    else
      this.problem ??= { line: this.#lines.line, expected: "the header of the first table, as another table follows," };
    return true;
  }

  #row(text: string): PrintedTableReader["value"] {
    const cells: [string, string | readonly string[]][] = [];
    for (const { name, start, end } of this.#columns) {
      // A cell that reaches into the next one's place was moved: by wide characters, or by what is not of the table.
      if (start > 0 && isFilled(text, start - 1) && isFilled(text, start)) return undefined;
      const written = text.slice(start, end).trim();
      if (written === "") continue;
      const value = shownValue(written);
      if (value !== null) cells.push([name, value]);
      else this.problem ??= { line: this.#lines.line, expected: "the end of a cell that the table cut off" };
    }
    return Object.fromEntries(cells);
  }
}

/** Whether text begins with a table, perhaps behind what was typed for it. */
export function beginsWithTable(text: string): boolean {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/, MOST_BEFORE);
  return lines.some((line, at) => RULER.test(line) && columnsOf(lines[at - 1] ?? "", line) !== null);
}

const MOST_BEFORE = 200;

/** null: the dashes do not stand below names. */
function columnsOf(header: string, ruler: string): readonly Column[] | null {
  const starts = Array.from(ruler.matchAll(/-+/g), ({ index, 0: dashes }) => ({ index, width: dashes.length }));
  const columns = starts.map(({ index, width }, at): Column => {
    const end = starts[at + 1]?.index ?? Number.POSITIVE_INFINITY;
    return { name: header.slice(index, index + width), start: index, end };
  });
  const isHeader = columns.every(({ name }) => name.trim() === name && name !== "");
  const rest = columns.reduce((text, { name }) => text.replace(name, ""), header);
  return isHeader && rest.trim() === "" ? columns : null;
}

function isFilled(text: string, at: number): boolean {
  return at < text.length && text.charAt(at).trim() !== "";
}
