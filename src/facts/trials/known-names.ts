import { distinctTexts } from "../../shared/distinct-texts.ts";
import { isOrdinaryName, wordsIn } from "./ordinary-words.ts";

/** Names of more words are not looked for: what finding one costs grows with its words. */
const MOST_WORDS = 12;
/** Longer texts of a vendor hold a dump, not a name. */
export const LONGEST_TEXT = 16_384;
const QUOTE = /["'`\u00ab\u00bb\u2018-\u201f\u2039\u203a\u300c-\u300f]/;

interface KnownName {
  readonly key: string;
  /** What stands before its first word and behind its last: `(replica)` ends in a bracket. */
  readonly before: string;
  readonly behind: string;
  readonly isOrdinary: boolean;
}

/** Names that differ by no letter or digit, but by brackets. */
const MOST_ALIKE = 8;

/** As names are compared: case and white space do not count. */
export function nameKey(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}

/**
 * Finds names that are known in texts in whatever language: as whole words, in any case, the longest where several begin. A
 * name that is made of ordinary words is found only where the text quotes it. What a text costs grows with its length, and
 * not with the number of names.
 */
export class KnownNames {
  readonly #names = new Map<string, KnownName[]>();
  readonly #firstWords = new Map<string, number>();

  constructor(names: Iterable<string>) {
    for (const key of distinctTexts([...names].map(nameKey))) this.#add(key);
  }

  /** Their keys, each once, in the order of the text. */
  in(given: string): readonly string[] {
    if (this.#names.size === 0) return [];
    const text = nameKey(given.slice(0, LONGEST_TEXT));
    const words = wordsIn(text);
    const found = new Set<string>();
    for (let at = 0; at < words.length; ) {
      const { keys, count } = this.#longestAt(text, words, at);
      for (const key of keys) found.add(key);
      at += count;
    }
    return [...found];
  }

  #longestAt(
    text: string,
    words: ReturnType<typeof wordsIn>,
    at: number,
  ): { readonly keys: readonly string[]; readonly count: number } {
    const { start, end } = words[at] ?? { start: 0, end: 0 };
    const most = Math.min(this.#firstWords.get(text.slice(start, end)) ?? 0, words.length - at);
    for (let count = most; count > 0; count--) {
      const last = words[at + count - 1]?.end ?? end;
      const keys = (this.#names.get(text.slice(start, last)) ?? []).flatMap(({ key, before, behind, isOrdinary }) => {
        const [from, to] = [start - before.length, last + behind.length];
        if (text.slice(from, to) !== key) return [];
        return isOrdinary && !isQuoted(text, from, to) ? [] : [key];
      });
      if (keys.length > 0) return { keys, count };
    }
    return { keys: [], count: 1 };
  }

  #add(key: string): void {
    const words = wordsIn(key);
    const [first] = words;
    const last = words.at(-1);
    if (first === undefined || last === undefined || words.length > MOST_WORDS) return;
    const texts = words.map(({ start, end }) => key.slice(start, end));
    const name = {
      key,
      before: key.slice(0, first.start),
      behind: key.slice(last.end),
      isOrdinary: isOrdinaryName(texts),
    };
    const core = key.slice(first.start, last.end);
    const known = this.#names.get(core);
    if (known === undefined) this.#names.set(core, [name]);
    else if (known.length < MOST_ALIKE) known.push(name);
    const [firstWord = ""] = texts;
    this.#firstWords.set(firstWord, Math.max(this.#firstWords.get(firstWord) ?? 0, words.length));
  }
}

function isQuoted(text: string, from: number, to: number): boolean {
  return QUOTE.test(text[from - 1] ?? "") && QUOTE.test(text[to] ?? "");
}
