import { CATALOGUE } from "../../catalogue/index.ts";

/** What VSS writes into the data of its events, and what vendors of storage say of snapshots, beside the words of messages. */
const ALSO = [
  "access agent already another array assigned associated attached backup cannot clone command connected connection",
  "context controller coordinator create created current data delete deleted denied detach device different disk disks",
  "execution exist exists export expose exposed fabric fail failure fibre found group hardware host hosts import imported",
  "importing initiator invalid locate lun luns map mapped mapping mirror missing mount mounted mounting name",
  "node object offline online operation owner path pool port presented production provider proxy raid ready reason replica",
  "requester requestor resource san serial server servers service set site snapshot snapshots software state status storage",
  "system target tape test timeout unable unknown unmount unmounted user vendor virtual vm vms volume volumes vss windows writer",
];

/** Letters and digits, with what joins them: `app-08`, `hv01.corp.example`. */
const WORD = /[\p{L}\p{N}]+(?:(?:[-_]+|\.)[\p{L}\p{N}]+)*/gu;
const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;

/** Where each word of a text begins and ends. */
export function wordsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

let known: ReadonlySet<string> | null = null;

/** A word that a message, a failure's text or a vendor's report may hold whatever it speaks of. In lower case. */
export function isOrdinaryWord(word: string): boolean {
  known ??= wordSet();
  return known.has(word) || (word.length < 3 && !DIGIT.test(word));
}

/**
 * Whether a name says nothing where it stands among other words: `server`, `backup server`, a number alone, and `disk 5` or
 * `volume 3`, by which a text rather counts what its own machine sees. In lower case.
 */
export function isOrdinaryName(words: readonly string[]): boolean {
  const numbers = words.filter((word) => !LETTER.test(word));
  const others = words.filter((word) => LETTER.test(word));
  return others.every(isOrdinaryWord) && (numbers.length === 0 || others.length < 2);
}

function wordSet(): ReadonlySet<string> {
  const messages = CATALOGUE.flatMap(({ layouts }) => layouts.map(({ message }) => message ?? ""));
  const words = new Set<string>();
  for (const text of [...messages, ...ALSO]) {
    const plain = text.replace(/%\d+/g, " ").toLowerCase();
    for (const { start, end } of wordsIn(plain)) words.add(plain.slice(start, end));
  }
  return words;
}
