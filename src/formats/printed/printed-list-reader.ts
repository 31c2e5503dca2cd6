import { TextLines } from "../text-lines/index.ts";
import { LONGEST_LINE, type PrintedProblem, shownValue } from "./printed-problem.ts";

/** PowerShell puts a blank on both sides of the colon, LDIF and YAML put none before it. */
const PROPERTY = /^([A-Za-z_][\w .()-]{0,99}?)\s* :(?: (.*)|\s*)$/;
const MOST_PROPERTIES = 2000;

/**
 * Objects as Format-List prints them: a line `Name : value` for each property, values that are too long for a line going on below their start, and
 * an empty line between two objects.
 */
export class PrintedListReader {
  problem: PrintedProblem | null = null;
  /** Where the object begins, from 1. */
  line = 1;
  value: Readonly<Record<string, string | readonly string[]>> = {};
  readonly #lines = new TextLines(LONGEST_LINE);
  #isWhole = false;
  #begun = 0;
  #name = "";
  readonly #properties = new Map<string, string>();

  feed(piece: string, isLast: boolean): void {
    this.#lines.feed(piece, isLast);
    this.#isWhole = isLast;
  }

  next(): boolean {
    while (this.#lines.next()) {
      const { text, line } = this.#lines;
      const [, name, value = ""] = PROPERTY.exec(text) ?? [];
      if (name !== undefined) {
        // Without an empty line between them, as when they were put together by hand.
        const isNext = this.#properties.has(name);
        if (isNext) this.#end();
        if (this.#properties.size === 0) this.#begun = line;
        if (this.#properties.size < MOST_PROPERTIES) this.#properties.set(name, value.trim());
        this.#name = name;
        if (isNext) return true;
      } else if (text.trim() === "") {
        if (this.#end()) return true;
      } else if (/^\s/.test(text)) this.#goOn(text);
    }
    return this.#isWhole && this.#end();
  }

  #goOn(text: string): void {
    const before = this.#properties.get(this.#name);
    if (before !== undefined && before.length < LONGEST_LINE) this.#properties.set(this.#name, before + text.trim());
  }

  /** Whether there was an object. */
  #end(): boolean {
    if (this.#properties.size === 0) return false;
    const values: [string, string | readonly string[]][] = [];
    for (const [name, written] of this.#properties) {
      const value = shownValue(written);
      if (value !== null) values.push([name, value]);
    }
    this.value = Object.fromEntries(values);
    this.line = this.#begun;
    this.#properties.clear();
    return true;
  }
}

/** Whether text begins with an object of two properties or more. */
export function beginsWithList(text: string): boolean {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/, 200)
    .filter((line) => line.trim() !== "");
  return lines.slice(0, 2).filter((line) => PROPERTY.test(line)).length === 2;
}
