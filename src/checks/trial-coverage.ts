import type { Attribution, Trials } from "../facts/index.ts";
import { count } from "../report/index.ts";
import type { CheckOutcome } from "./define-check.ts";

/** The words for what `withoutTrials` says. */
export const TRIAL_MESSAGES: Readonly<Record<string, string>> = {
  "no-attempts": "No backup attempt is known: no list of sessions and no event of a backup was given.",
  "no-full-trials":
    "Of no backup attempt are all volumes, their owners and the outcome known: {leftOut:attempt was|attempts were} left " +
    "out, and {partial:other|others} had an owner that changed or is not known.",
};

/** What a check of trials concludes where there are none that tell anything; null where there are. */
export function withoutTrials(attribution: Attribution, { leftOut }: Trials): CheckOutcome | null {
  if (attribution.trials.total > 0) return null;
  const left = leftOut.reduce((sum, one) => sum + (one.code === "told-by-tasks" ? 0 : one.count), 0);
  const partial = attribution.partial.total;
  if (left + partial === 0) return { status: "not-applicable", reason: { code: "no-attempts", arguments: {} } };
  const reason = { code: "no-full-trials", arguments: { leftOut: count(left), partial: count(partial) } };
  return { status: "inconclusive", reason, notes: [] };
}
