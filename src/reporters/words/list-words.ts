import { FEW, listed, nameWords } from "./phrase-words.ts";

/** Of hosts with the same to be said; the largest cluster has 64 nodes, a domain may have thousands of hosts. */
export const SHOWN_HOSTS = 64;

/** `HV01, HV02 and 5 more`. */
export function listWords(names: readonly string[], shown: number = FEW): string {
  return nameWords(listed(names, shown));
}
