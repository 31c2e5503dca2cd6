import type { LabelledWords } from "../words/index.ts";
import { hang } from "./wrap.ts";

const LABEL_WIDTH = "WARNING  ".length;

/** The words beside their label, with the labels of a report in one column; a longer one juts out. */
export function labelledLines({ label, words }: LabelledWords, width: number): readonly string[] {
  return hang(label.length < LABEL_WIDTH ? label.padEnd(LABEL_WIDTH) : `${label}  `, words, width);
}
