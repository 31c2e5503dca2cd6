import type { LabelledWords } from "./labelled-words.ts";

export interface ReadingEntry extends LabelledWords {
  /** Something that was given could not be read whole, or does not hold what it should. */
  readonly isTrouble: boolean;
}

export function plain(label: string, words: string): ReadingEntry {
  return { label, words, isTrouble: false };
}

export function trouble(label: string, words: string): ReadingEntry {
  return { label, words, isTrouble: true };
}
