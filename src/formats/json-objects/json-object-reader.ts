export interface JsonProblem {
  /** From 1. */
  readonly line: number;
  readonly expected: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const LINE_FEED = 10;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const COMMA = 44;
/** Of an object that does not end: it would be looked through again with every piece. */
const LONGEST_OBJECT = 1 << 22;

/**
 * The objects of a JSON list, one after the other, or one object alone, or one object a line. The text comes in pieces of any length; an object
 * is parsed when all of it is there, so that what stands before a torn end is still read.
 */
export class JsonObjectReader {
  /** The first thing that is wrong. */
  problem: JsonProblem | null = null;
  /** Where the object starts, from 1. */
  line = 1;
  /** The object; undefined where it is damaged. */
  value: unknown = undefined;
  #text = "";
  #at = 0;
  #nextLine = 1;
  #isWhole = false;
  #isOver = false;
  #depth = 0;

  /** The next piece of the text, after `next` has found no more object; `isLast`: nothing follows it. */
  feed(piece: string, isLast: boolean): void {
    const rest = this.#text.slice(this.#at);
    this.#text = rest === "" ? piece : rest + piece;
    this.#at = 0;
    this.#isWhole = isLast;
  }

  /** Goes to the next object; false: more text is needed, or there is none. */
  next(): boolean {
    if (this.#isOver || !this.#findObject()) return false;
    const start = this.#at;
    const end = this.#objectEnd(start);
    if (end === -1) {
      if (this.#isWhole || this.#text.length - start > LONGEST_OBJECT) this.#stop(this.#nextLine, "a closing brace");
      return false;
    }
    this.line = this.#nextLine;
    const written = this.#text.slice(start, end);
    this.#countLines(start, end);
    this.#at = end;
    this.value = parsed(written);
    if (this.value === undefined) this.problem ??= { line: this.line, expected: "an object" };
    return true;
  }

  #findObject(): boolean {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const mark = text.charCodeAt(this.#at);
      if (mark === OPEN) return true;
      if (mark === LINE_FEED) this.#nextLine++;
      else if (mark === OPEN_LIST) this.#depth++;
      else if (mark === CLOSE_LIST) this.#depth--;
      else if (mark !== COMMA && mark !== 0xfeff && mark > 32)
        this.problem ??= { line: this.#nextLine, expected: "an object" };
    }
    if (this.#isWhole && this.#depth > 0) this.#stop(this.#nextLine, "a closing bracket");
    return false;
  }

  /** Behind the closing brace; -1: it is not there. */
  #objectEnd(start: number): number {
    const text = this.#text;
    let depth = 0;
    for (let at = start; at < text.length; at++) {
      const mark = text.charCodeAt(at);
      if (mark === QUOTE) {
        at = stringEnd(text, at);
        if (at === -1) return -1;
      } else if (mark === OPEN) depth++;
      else if (mark === CLOSE && --depth === 0) return at + 1;
    }
    return -1;
  }

  #countLines(start: number, end: number): void {
    for (let at = this.#text.indexOf("\n", start); at !== -1 && at < end; at = this.#text.indexOf("\n", at + 1))
      this.#nextLine++;
  }

  #stop(line: number, expected: string): void {
    this.problem ??= { line, expected };
    this.#isOver = true;
  }
}

/** Where the closing quotation mark stands; -1: nowhere. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const mark = text.charCodeAt(at);
    if (mark === QUOTE) return at;
    if (mark === BACKSLASH) at++;
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
