import type { Report } from "../../report/index.ts";
import { reasonWords } from "./check-words.ts";
import { nameWords } from "./phrase-words.ts";

/** One plain sentence: what was found, and what is not yet known. */
export function verdictSentence(report: Report): string {
  switch (report.verdict.basis) {
    case "findings":
      return `${foundWords(report)}; ${blameWords(report)}.`;
    case "incomplete":
      return "Nothing was found in what could be read, but part of what was given is damaged, unreadable or too short, so no node is cleared.";
    case "not-applicable":
      return "Nothing could be judged, because no log that a check looks in was given, so no node is cleared.";
    case "nothing-found":
      return "No known failure was found in these logs; that clears no node, because they do not say which backups succeeded.";
  }
}

function foundWords({ checks }: Report): string {
  const summaries = checks
    .filter((check) => check.status === "fail")
    .map((check) => reasonWords(check) ?? check.text.failureTitle);
  return summaries.join("; ");
}

function blameWords({ verdict }: Report): string {
  return verdict.badNodes.length > 0
    ? `bad: ${nameWords(verdict.badNodes)}`
    : "no node is proven bad, because it is not yet known which node owned the volumes when backups failed";
}

/** Bad nodes and suspect ones, in a few words. */
export function verdictShort({ verdict, nodes }: Report): string {
  const suspects = nodes.filter((node) => node.verdict === "suspect").map(({ name }) => name);
  const bad = verdict.badNodes.length === 0 ? "no node is proven bad" : `bad: ${nameWords(verdict.badNodes)}`;
  if (suspects.length > 0) return `${bad}; suspect: ${nameWords(suspects)}`;
  return verdict.badNodes.length === 0 ? `${bad}, none is cleared` : bad;
}
