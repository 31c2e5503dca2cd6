import type { LogicalLine } from "./logical-lines.ts";
import { textOf } from "./attribute-line.ts";

/** `CNF:GUID, HV15, Hyper-V, corp.example`: MS-ADTS 3.1.1.5.5 has CNF and DEL behind a line feed in a name. */
const TAIL = /^((?:CNF|DEL):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:, .*)?$/i;
/** No name is longer. */
const LONGEST = 10_000;

/**
 * ldapsearch writes the name of each entry as a comment above it, unescaped: a line feed in the name breaks the comment, and
 * what follows it stands there as a line of its own. Only right between such a comment and the dn that bears the name is
 * it taken for that.
 */
export class NameTails {
  #tails: string[] = [];
  #line: number | null = null;

  /** Where the first of those stands that no dn has followed yet; null: there is none. */
  get openLine(): number | null {
    return this.#line;
  }

  /** true: the line is the rest of a comment, if the dn that follows bears it out. */
  take(line: LogicalLine, isBehindComment: boolean): boolean {
    if (!(isBehindComment || this.#line !== null) || line.length > LONGEST || !line.isEnded) return false;
    const tail = TAIL.exec(textOf(line, 0))?.[1];
    if (tail === undefined) return false;
    this.#tails.push(tail.toLowerCase());
    this.#line ??= line.number;
    return true;
  }

  /** Whether this dn bears all of them out; they are done with. */
  end(dn: string | null): boolean {
    const key = dn?.toLowerCase() ?? "";
    const isBorneOut = this.#tails.every((tail) => key.includes(`\\0a${tail}`));
    this.#tails = [];
    this.#line = null;
    return isBorneOut;
  }
}
