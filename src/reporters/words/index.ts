export { checkTitle, findingWords, reasonWords, stepWords } from "./check-words.ts";
export { countWords, hostWords, nameWords } from "./phrase-words.ts";
export { isoTimeWords, spanWords, timeWords } from "./time.ts";
export { undecidedWords } from "./undecided-words.ts";
export { verdictSentence, verdictWords, volumeWords } from "./verdict-words.ts";
