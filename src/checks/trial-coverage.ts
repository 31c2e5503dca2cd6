import type { Attribution, Tally, Trials } from "../facts/index.ts";
import { count, isFailureAlone, isUnusedAttempt } from "../report/index.ts";
import type { CheckOutcome } from "./define-check.ts";

const NONE = "No backup attempt is known";

/** The words for what `withoutTrials` says. */
export const TRIAL_MESSAGES: Readonly<Record<string, string>> = {
  "no-attempts": `${NONE}: no list of sessions and no event of a backup was given.`,
  "no-attempts-list-empty": `${NONE}: the list of sessions that was given has no rows.`,
  "no-attempts-list-unreadable": `${NONE}: no row of the list of sessions that was given could be used, see Unread.`,
  "no-attempts-list-unknown": `${NONE}: what was given could not be read as a list of sessions, see Unread.`,
  "no-attempts-outside-window": `${NONE} within the window that was asked for: all began outside.`,
  "only-failures": `${NONE}, only {failures:failure|failures} in logs of proxies: no list of sessions was given that they fit.`,
  "no-full-trials":
    "None of {attempts:backup attempt|backup attempts} has known volumes with one known owner all through.",
};

/** What a check of trials concludes where there are none that tell anything; null where there are. */
export function withoutTrials(attribution: Attribution, { leftOut, noAttempts }: Trials): CheckOutcome | null {
  if (attribution.trials.total > 0) return null;
  const sum = (counts: (code: string) => boolean): number =>
    leftOut.reduce((all, one) => all + (counts(one.code) ? one.count : 0), 0);
  const attempts = sum(isUnusedAttempt) + attribution.partial.total;
  if (attempts > 0) {
    const reason = { code: "no-full-trials", arguments: { attempts: count(attempts) } };
    return { status: "inconclusive", reason, notes: [] };
  }
  const why = noAttempts ?? "not-given";
  const failures = sum(isFailureAlone);
  if (why === "not-given" && failures > 0) {
    return {
      status: "inconclusive",
      reason: { code: "only-failures", arguments: { failures: count(failures) } },
      notes: [],
    };
  }
  const code = why === "not-given" ? "no-attempts" : `no-attempts-${why}`;
  return { status: "not-applicable", reason: { code, arguments: {} } };
}

/** Whoever owned what: those by which everything that is no owner and no volume is judged. */
export function allTrials({ trials, partial }: Attribution): Tally {
  return { failed: trials.failed + partial.failed, total: trials.total + partial.total };
}
