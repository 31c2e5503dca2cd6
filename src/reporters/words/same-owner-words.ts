import type { SameOwnerPairRow, SameOwnerRow } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { type CrossoverWords, sideRecords } from "./crossover-words.ts";
import { listed, nameWords } from "./phrase-words.ts";
import { minuteWords, tallyWords } from "./tally-words.ts";

const SHOWN_OWNERS = 8;

/** Under which owners the volume failed, and what else passed under the same ones. */
export function sameOwnerWords({ volume, owners, pairs }: SameOwnerRow, most: number): readonly CrossoverWords[] {
  const under = owners.map(({ name, ...tally }) => `${visibleText(name)} (${tallyWords(tally)})`);
  const spread = `${visibleText(volume)} failed under ${nameWords(listed(under, SHOWN_OWNERS))}`;
  return [
    ...(owners.length > 1 ? [{ words: spread, records: [] }] : []),
    ...pairs.slice(0, most).map((pair) => pairWords(volume, pair)),
  ];
}

function pairWords(volume: string, { owner, otherVolume, failed, passed }: SameOwnerPairRow): CrossoverWords {
  const [sick, sound] = [visibleText(volume), visibleText(otherVolume)];
  return {
    words:
      `Under ${visibleText(owner)} ${sick} failed (${minuteWords(failed.time)}) and ${sound} passed ` +
      `(${minuteWords(passed.time)}); in total ${tallyWords(failed.tally)} of ${sick} failed there, ` +
      `${tallyWords(passed.tally)} of ${sound}`,
    records: [...sideRecords("Failed", failed), ...sideRecords("Passed", passed)],
  };
}
