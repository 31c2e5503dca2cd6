import { countWords, nameWords } from "./phrase-words.ts";

const SHOWN = 12;

/** `HV01, HV02 and 5 more`. */
export function listWords(names: readonly string[]): string {
  const left = names.length - SHOWN;
  return left <= 0 ? nameWords(names) : nameWords([...names.slice(0, SHOWN), `${countWords(left)} more`]);
}
