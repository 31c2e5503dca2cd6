import type { Comparison, Diagnosis } from "../../report/index.ts";
import {
  clusterEntries,
  comparisonEntries,
  comparisonTitle,
  missingProofEntries,
  wantedWords,
} from "../words/index.ts";
import { causeBlocks } from "./cause-lines.ts";
import { labelledLines } from "./labelled-lines.ts";
import { hang, wrap } from "./wrap.ts";

type Block = readonly string[];

/** What joining all that was given tells; blocks without lines are left out. */
export function diagnosisBlocks(diagnosis: Diagnosis, width: number): readonly Block[] {
  return [
    ...causeBlocks(diagnosis, width),
    missingProofEntries(diagnosis).flatMap((entry) => labelledLines(entry, width)),
  ];
}

/** What is of which cluster. */
export function clusterLines(diagnosis: Diagnosis, width: number): Block {
  return clusterEntries(diagnosis).flatMap((entry) => labelledLines(entry, width));
}

/** What became of what an earlier report told. */
export function comparisonLines(comparison: Comparison, width: number): Block {
  return [
    ...wrap(comparisonTitle(comparison), width),
    ...comparisonEntries(comparison).flatMap((entry) => labelledLines(entry, width)),
  ];
}

/** What was not given, and how to export it. */
export function wantedLines({ wanted }: Diagnosis, width: number): Block {
  if (wanted.length === 0) return [];
  return [
    ...wrap("What would make it surer:", width),
    ...wanted.flatMap((input, index) => [
      ...hang(`  ${index + 1}. `, wantedWords(input), width),
      // One line, however long: a broken one could not be pasted.
      ...(input.command === null ? [] : [`     ${input.command}`]),
    ]),
  ];
}
