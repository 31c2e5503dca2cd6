import type { Moment, TrialTally } from "../../report/index.ts";
import { countWords } from "./phrase-words.ts";
import { timeWords } from "./time.ts";

/** `41 of 42`. */
export function tallyWords({ failed, total }: TrialTally): string {
  return `${countWords(failed)} of ${countWords(total)}`;
}

/** `41/42`; a dash for nothing tried. */
export function tallyCell({ failed, total }: TrialTally): string {
  return total === 0 ? "-" : `${failed}/${total}`;
}

const TO_THE_MINUTE = "2026-09-08 21:03".length;

/** `2026-09-08 21:03`, in UTC. */
export function minuteWords(ticks: bigint): string {
  return timeWords(ticks).slice(0, TO_THE_MINUTE);
}

const NIGHTS_TICKS = 48n * 36_000_000_000n;

/** When it began and ended to be so; of a night or two in one span. Empty where it did neither. */
export function periodWords(since: Moment | null, until: Moment | null): string {
  if (since !== null && until !== null && until.before - since.after <= NIGHTS_TICKS) {
    return `only between ${minuteWords(since.after)} and ${minuteWords(until.before)}`;
  }
  return [
    ...(since === null ? [] : [`since a moment ${momentWords(since)}`]),
    ...(until === null ? [] : [`until a moment ${momentWords(until)}`]),
  ].join(" ");
}

/** The trials between which it was: `between 2026-09-08 21:03 and 2026-09-09 21:04`. */
export function momentWords({ after, before }: Moment): string {
  return `between ${minuteWords(after)} and ${minuteWords(before)}`;
}
