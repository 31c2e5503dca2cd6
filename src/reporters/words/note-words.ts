import { type CheckResult, isNote } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { findingWords } from "./check-words.ts";
import { evidenceWords } from "./evidence-words.ts";
import { mergedProof } from "./merged-proof.ts";
import { countWords, nameWords } from "./phrase-words.ts";

/** What was seen but stays below the check's threshold, each with its first proof. Beyond `shown` only how many, and on whom. */
export function noteWords(check: CheckResult, shown: number): readonly string[] {
  const notes = check.findings.filter((finding) => isNote(finding, check));
  const unlisted = notes.slice(shown);
  const names = [...new Set(unlisted.map(({ subject }) => subject.name))];
  return [
    ...notes
      .slice(0, shown)
      .map(
        (note) =>
          `${visibleText(note.subject.name)}: ${findingWords(note, check)} (${evidenceWords(mergedProof(note.evidence)[0])})`,
      ),
    ...(unlisted.length > 0 ? [`and ${countWords(unlisted.length)} more, on ${nameWords(names)}: --format json`] : []),
  ];
}
