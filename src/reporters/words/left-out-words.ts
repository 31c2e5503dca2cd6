import type { Selection } from "../excerpt/shown-findings.ts";
import type { Finding } from "../../report/index.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { countWords } from "./phrase-words.ts";
import { subjectTotals } from "./subject-totals.ts";

/** The totals of those with several findings; then every host with findings that are left out, so that none is hidden. */
export function leftOutWords(findings: readonly Finding[], selection: Selection): readonly LabelledWords[] {
  return [...subjectTotals(findings), ...cutWords(selection)];
}

/** Nothing when all are shown. */
function cutWords({ shown, subjects }: Selection): readonly LabelledWords[] {
  const total = subjects.reduce((sum, subject) => sum + subject.total, 0);
  if (shown.length === total) return [];
  const shownOfAll = `${countWords(shown.length)} of ${rowWords(total)}`;
  const namesByRows = new Map<number, string[]>();
  for (const { name, total, shown } of subjects) {
    if (shown === total) continue;
    const names = namesByRows.get(total - shown);
    if (names === undefined) namesByRows.set(total - shown, [name]);
    else names.push(name);
  }
  const leftOut = [...namesByRows].map(
    ([rows, names]) => `${rowWords(rows)}${names.length === 1 ? "" : " each"} of ${listWords(names, SHOWN_HOSTS)}`,
  );
  return [
    {
      label: "Shown",
      words: `${shownOfAll}: the latest, the first, then those with the most records; all with --format json`,
    },
    { label: "Left out", words: leftOut.join("; ") },
  ];
}

function rowWords(rows: number): string {
  return `${countWords(rows)} ${rows === 1 ? "row" : "rows"}`;
}
