import type { EventFields } from "../../evidence/index.ts";
import { snapshotKey } from "./attempt.ts";
import { LONGEST_TEXT } from "./known-names.ts";
import { isOrdinaryWord, wordsIn } from "./ordinary-words.ts";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const CSV_PATH = /[a-z]:\\ClusterStorage\\[^\\/:*?"<>|\r\n\t]{1,255}/gi;
/** Where a folder's name may end and the sentence goes on. */
const FOLDER_END = /[\s.,;)\]']/g;
const MOST_FOLDER_ENDS = 8;
/** A LUN's serial in a vendor's words, such as 6000EX51A9, whatever is joined to it. */
const SERIAL = /[0-9A-Za-z]{6,64}/g;
const DIGIT = /[0-9]/;
const LETTER = /\p{L}/u;
const JOINED = /[-_]/;
/** An apostrophe inside a word quotes nothing. */
const QUOTED = /(?:^|[\s(:=,;[])["'`\u00ab\u2018-\u201f\u2039\u300c\u300e][^\s"'`]/;

export interface NamesInText {
  /** Lower case without braces: a snapshot set may be among them. */
  readonly guids: readonly string[];
  /** What else may name a volume, if one is known by it: paths, LUN serials, words with a number in them. */
  readonly names: readonly string[];
}

/** In whatever language: what stands in a text and could name a snapshot set, a LUN or a volume by some other name than its own. */
export function namesInText(value: string): NamesInText {
  const text = value.slice(0, LONGEST_TEXT);
  const found = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([one]) => one);
  const numbered = (word: string): boolean => DIGIT.test(word);
  return {
    guids: found(GUID).map(snapshotKey),
    names: [
      ...found(CSV_PATH).flatMap(foldersIn),
      ...wordsOf(text).filter((word) => numbered(word) && LETTER.test(word)),
      ...found(SERIAL).filter(numbered),
    ],
  };
}

/** Whether a vendor's event may tell which backup it is of, though no names are known yet: it is worth more than its time. */
export function mayNameBackup({ data }: Pick<EventFields, "data">): boolean {
  return data.some(({ value }) => {
    const { guids, names } = namesInText(value);
    if (guids.length > 0 || names.length > 0) return true;
    const text = value.slice(0, LONGEST_TEXT);
    return QUOTED.test(text) || wordsOf(text).some((word) => JOINED.test(word) && !isOrdinaryWord(word.toLowerCase()));
  });
}

function wordsOf(text: string): readonly string[] {
  return wordsIn(text).map(({ start, end }) => text.slice(start, end));
}

/** The path, and what may be the path where the folder's name has no spaces. */
function foldersIn(path: string): readonly string[] {
  const ends = [...path.matchAll(FOLDER_END)].slice(0, MOST_FOLDER_ENDS);
  return [path.trimEnd(), ...ends.map(({ index }) => path.slice(0, index))];
}
