import type { Proof } from "../../evidence/index.ts";
import type { KnownSpan, TimelineInterval } from "../../report/index.ts";
import { evidenceWords } from "./evidence-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { timeWords } from "./time.ts";

/** `2026-09-08 21:03:00Z to 2026-09-10 04:00:00Z: HV01, certain (ownership.csv, line 3)`. */
export function intervalWords({ from, to, node, certainty, claims, evidence }: TimelineInterval): string {
  const owner = node === null ? `in conflict between ${nameWords(claims)}` : `${nameWords([node])}, ${certainty}`;
  return `${knownSpanWords({ from, to })}: ${owner} (${sourceWords(evidence)})`;
}

export function knownSpanWords({ from, to }: KnownSpan): string {
  return `${from === null ? "before all that is known" : timeWords(from)} to ${to === null ? "the end" : timeWords(to)}`;
}

function sourceWords([first, ...rest]: Proof): string {
  const last = rest.at(-1);
  const between = rest.length - 1;
  return [
    evidenceWords(first),
    ...(between > 0 ? [`${countWords(between)} between`] : []),
    ...(last === undefined ? [] : [evidenceWords(last)]),
  ].join("; ");
}
