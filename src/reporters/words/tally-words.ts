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

/** The trials between which it was: `between 2026-09-08 21:03 and 2026-09-09 21:04`. */
export function momentWords({ after, before }: Moment): string {
  return `between ${minuteWords(after)} and ${minuteWords(before)}`;
}
