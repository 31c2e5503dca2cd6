import { countWords, nameWords } from "./phrase-words.ts";

/** Of hosts with the same to be said; the largest cluster has 64 nodes, a domain may have thousands of hosts. */
export const SHOWN_HOSTS = 64;

const SHOWN = 12;

/** `HV01, HV02 and 5 more`. */
export function listWords(names: readonly string[], shown: number = SHOWN): string {
  return nameWords(listed(names, shown));
}

/** The first of them, and how many there are besides. */
export function listed(names: readonly string[], shown: number): readonly string[] {
  const left = names.length - shown;
  return left <= 0 ? names : [...names.slice(0, shown), `${countWords(left)} more`];
}
