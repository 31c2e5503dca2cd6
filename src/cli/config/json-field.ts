import { nearest } from "../nearest.ts";

/** A part of the configuration is not what it has to be. */
export class ConfigProblem extends Error {
  /** RFC 6901; empty: the whole. */
  readonly pointer: string;
  readonly nextStep: string;

  /** `happened` goes on behind the pointer and a colon. */
  constructor(pointer: string, happened: string, nextStep: string) {
    super(happened);
    this.pointer = pointer;
    this.nextStep = nextStep;
  }
}

const LONGEST_SHOWN = 60;

/** A value of a JSON text and where it stands. Whoever takes it as a kind throws ConfigProblem where it is of another. */
export class JsonField {
  readonly #value: unknown;
  readonly pointer: string;

  constructor(value: unknown, pointer = "") {
    this.#value = value;
    this.pointer = pointer;
  }

  /** An object with no other fields than these; those that are there. */
  fields<Name extends string>(names: readonly Name[]): Readonly<Partial<Record<Name, JsonField>>> {
    const value = this.#value;
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.#isNo("an object");
    const given = new Map<string, unknown>(Object.entries(value));
    for (const name of given.keys()) {
      if (!names.some((known) => known === name)) throw this.#unknownField(name, names);
    }
    const found: Partial<Record<Name, JsonField>> = {};
    for (const name of names) if (given.has(name)) found[name] = new JsonField(given.get(name), this.#below(name));
    return found;
  }

  list({ least = 0, most }: { readonly least?: number; readonly most: number }): readonly JsonField[] {
    const value = this.#value;
    if (!Array.isArray(value)) throw this.#isNo("a list");
    const items: readonly unknown[] = value;
    if (items.length < least) throw this.problem("is empty", "Name something, or leave the field out.");
    if (items.length > most) {
      throw this.problem(`has ${items.length} entries`, `At most ${most} are taken.`);
    }
    return items.map((item, index) => new JsonField(item, `${this.pointer}/${index}`));
  }

  /** Not blank; without the blanks around it. */
  text(longest: number): string {
    const value = this.#value;
    if (typeof value !== "string") throw this.#isNo("a text");
    if (value.trim() === "") throw this.problem("is empty", "Write something, or leave the field out.");
    if (Array.from(value).length > longest) {
      throw this.problem(`has more than ${longest} characters`, "Shorten it.");
    }
    return value.trim();
  }

  choice<Word extends string>(words: readonly Word[]): Word {
    const value = this.#value;
    const word = words.find((one) => one === value);
    if (word !== undefined) return word;
    if (typeof value !== "string") throw this.#isNo("a text");
    throw this.problem(`is "${shown(value)}"`, `${meant(value, words)}It takes ${words.join(", ")}.`);
  }

  flag(): boolean {
    const value = this.#value;
    if (typeof value !== "boolean") throw this.#isNo("true or false");
    return value;
  }

  wholeNumber(least: number, most: number): number {
    const value = this.#value;
    if (typeof value !== "number") throw this.#isNo("a number");
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw this.problem(`is ${value}`, `Write a whole number from ${least} to ${most}.`);
  }

  isNull(): boolean {
    return this.#value === null;
  }

  problem(happened: string, nextStep: string): ConfigProblem {
    return new ConfigProblem(this.pointer, happened, nextStep);
  }

  /** A field that has to be there is not. */
  lacks(name: string, nextStep: string): ConfigProblem {
    return this.problem(`has no field "${name}"`, nextStep);
  }

  #isNo(kind: string): ConfigProblem {
    return this.problem(`is ${kindOf(this.#value)} and has to be ${kind}`, "Correct it.");
  }

  /** Neither value nor pointer of a password is shown: whoever sends the message on would send it too. */
  #unknownField(name: string, known: readonly string[]): ConfigProblem {
    if (/pass|pwd|secret|credential/i.test(name)) {
      return this.problem(
        "a password stands in it",
        "Take it out and change it if others can read the file; give it with --password-file or --password-stdin, or be asked for it.",
      );
    }
    return this.problem(`unknown field "${shown(name)}"`, `${meant(name, known)}It takes ${known.join(", ")}.`);
  }

  #below(name: string): string {
    return `${this.pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "a text" : typeof value === "boolean" ? "true or false" : "a number";
}

function shown(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}...`;
}

export function meant(given: string, known: readonly string[]): string {
  // Far longer than anything known: no slip of the keyboard, and slow to compare.
  const near = given.length > 2 * LONGEST_SHOWN ? null : nearest(given, known);
  return near === null ? "" : `Did you mean ${near}? `;
}
