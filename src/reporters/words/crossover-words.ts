import type { Proof } from "../../evidence/index.ts";
import type { Correlation, CrossoverRow, CrossoverSide } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { evidenceWords } from "./evidence-words.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { minuteWords, tallyWords } from "./tally-words.ts";

/** One crossover in a sentence, and the records that show it. */
export interface CrossoverWords {
  readonly words: string;
  readonly records: readonly LabelledWords[];
}

export function crossoverWords(row: CrossoverRow): CrossoverWords {
  const { kind, volume, passedUnder, failedUnder, passed, failed } = row;
  const under = kind === "proxy" ? "through" : "under";
  const side = (verb: string, name: string, { time }: CrossoverSide): string =>
    `${verb} ${under} ${visibleText(name)} (${minuteWords(time)})`;
  return {
    words:
      `${visibleText(volume)} ${side("passed", passedUnder, passed)} and ${side("failed", failedUnder, failed)}; ` +
      `in total ${tallyWords(failed.tally)} failed ${under} ${visibleText(failedUnder)}, ` +
      `${tallyWords(passed.tally)} ${under} ${visibleText(passedUnder)}`,
    records: [...sideRecords("Passed", passed), ...sideRecords("Failed", failed)],
  };
}

/** The volumes of shown crossovers are different ones as far as that goes: one each first, then the others. */
export function shownCrossovers({ crossovers }: Correlation, most: number): readonly CrossoverRow[] {
  const seen = new Set<string>();
  const firsts = crossovers.filter(({ volume, failedUnder }) => {
    const key = JSON.stringify([volume, failedUnder]);
    return !seen.has(key) && seen.add(key);
  });
  const chosen = new Set([...firsts, ...crossovers].slice(0, most));
  return crossovers.filter((row) => chosen.has(row)).slice(0, most);
}

export function sideRecords(label: string, { attempt, ownership }: CrossoverSide): readonly LabelledWords[] {
  return [
    { label, words: evidenceWords(attempt[0]) },
    ...(ownership === null ? [] : [{ label: "  owner", words: ownerWords(ownership) }]),
  ];
}

/** What tells the beginning of the interval, and what its end. */
function ownerWords([first, ...rest]: Proof): string {
  const last = rest.at(-1);
  return [first, ...(last === undefined ? [] : [last])].map(evidenceWords).join("; ");
}
