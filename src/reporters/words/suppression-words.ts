import type { Report, SuppressionRow } from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { visibleText } from "../records/visible-text.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";

/** What is suppressed, until when and why; what no longer is; and what was to be suppressed and was not found. */
export function suppressionEntries({ suppressions }: Report): readonly LabelledWords[] {
  return suppressions.map((row) => {
    const { lastDay } = row;
    const reason = visibleText(row.reason);
    switch (row.state) {
      case "applied": {
        const until = lastDay === null ? "with no end (give it a date)" : `until ${dayWords(lastDay)}`;
        return { label: "Suppressed", words: `${whatWords(row)} ${until}: ${reason}` };
      }
      case "expired": {
        const what = row.names.length === 0 ? "nothing it was for was found" : "what it was for counts again";
        const ended = lastDay === null ? "" : ` on ${dayWords(lastDay)}`;
        return { label: "Expired", words: `the suppression of ${whatWords(row)} ended${ended}; ${what}: ${reason}` };
      }
      case "unused":
        return {
          label: "Unused",
          words: `nothing was found that the suppression of ${whatWords(row)} is for: ${reason}`,
        };
    }
  });
}

/** Of the verdict: what would speak in it and is suppressed. A candidate that trials call bad is named there all the same. */
export function suppressedClauses({ suppressions }: Report): readonly string[] {
  const applied = suppressions.filter(({ state }) => state === "applied");
  return applied.length === 0 ? [] : [`suppressed: ${[...new Set(applied.map(whatWords))].join(", ")}`];
}

/** `2027-03-01`. */
export function dayWords(ticks: bigint): string {
  return filetimeToIso(ticks).slice(0, "2027-03-01".length);
}

/** `scp-missing of HV03 and HV06`: those it was found to be for, else those that it names. */
function whatWords({ check, names, subjects }: SuppressionRow): string {
  const shown = (names.length > 0 ? names : (subjects ?? [])).filter((name) => name !== "");
  return shown.length === 0 ? check : `${check} of ${listWords(shown, SHOWN_HOSTS)}`;
}
