import { parseNextElement } from "../xml/parse-element.ts";
import { ClixmlFramer } from "./clixml-framer.ts";
import { ObjectReader } from "./object-reader.ts";
import type { ClixmlProblem, ClixmlValue } from "./value.ts";

/** The objects of an `Export-Clixml` file as they come, in text that comes in pieces; those of a list one by one. */
export class ClixmlReader {
  /** The first thing that is wrong. */
  problem: Omit<ClixmlProblem, "found"> | null = null;
  /** Where the object starts, from 1. */
  line = 1;
  /** null: it is not well-formed. */
  value: ClixmlValue | null = null;
  readonly #framer = new ClixmlFramer();
  readonly #objects = new ObjectReader();
  /** Line feeds before this place are counted. */
  #counted = 0;
  #nextLine = 1;

  /** The next piece of the text, after `next` has found no more object; `isLast`: nothing follows it. */
  feed(piece: string, isLast: boolean): void {
    this.#countTo(this.#framer.place);
    this.#counted = 0;
    this.#framer.feed(piece, isLast);
  }

  /** Goes to the next object; false: more text is needed, or there is none. */
  next(): boolean {
    const framer = this.#framer;
    if (!framer.next()) {
      if (framer.expected !== null) {
        this.#countTo(framer.place);
        this.problem ??= { line: this.#nextLine, expected: framer.expected };
      }
      return false;
    }
    this.#countTo(framer.start);
    this.line = this.#nextLine;
    const { element, problem, isWhole } = parseNextElement(framer.text.slice(framer.start, framer.end), 0);
    if (problem !== null) {
      const line = this.line + lineFeeds(framer.text, framer.start, framer.start + problem.position);
      this.problem ??= { line, expected: problem.expected };
    }
    this.value = isWhole && element !== null ? this.#objects.valueOf(element) : null;
    return true;
  }

  #countTo(place: number): void {
    this.#nextLine += lineFeeds(this.#framer.text, this.#counted, place);
    this.#counted = place;
  }
}

function lineFeeds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
