export { checkTitle, findingWords, reasonWords, remediationWords } from "./check-words.ts";
export { countWords, nameWords } from "./phrase-words.ts";
export { isoTimeWords, spanWords, timeWords } from "./time.ts";
export { verdictSentence, verdictShort } from "./verdict-words.ts";
