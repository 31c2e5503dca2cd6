import type { Correlation, RankedCandidate } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import {
  CANDIDATE_COLUMNS,
  CANDIDATE_LEGEND,
  countWords,
  type CrossoverWords,
  crossoverWords,
  EXTRA_LEGEND,
  horizonEntries,
  intervalWords,
  nextTestWords,
  otherCandidates,
  otherCauseWords,
  rejectedTitle,
  rejectedWords,
  sameOwnerWords,
  shownCandidates,
  shownCrossovers,
} from "../words/index.ts";
import { fittedTable } from "./fitted-table.ts";
import { labelledLines } from "./labelled-lines.ts";
import { matrixBlocks } from "./matrix-lines.ts";
import type { Paint } from "./paint.ts";
import { hang, wrap } from "./wrap.ts";

/** Below these, columns would be too narrow to read. */
const NARROWEST_WITH_EXTRAS = 96;
const NARROWEST_COLUMN = 6;
const SHOWN_CROSSOVERS = 6;
const SHOWN_PAIRS = 3;

type Block = readonly string[];

/**
 * Backups joined with owners, in blocks: the matrix, who explains failures, crossovers (so many of them), what was rejected, how far it reaches.
 */
export function correlationBlocks(
  correlation: Correlation,
  width: number,
  paint: Paint,
  crossovers = SHOWN_CROSSOVERS,
): readonly Block[] {
  const titled = (title: string, lines: Block): Block =>
    lines.length === 0 ? [] : [...wrap(title, width).map((line) => paint("strong", line)), ...lines];
  return [
    ...matrixBlocks(correlation, width, paint),
    titled("Who explains the failures:", rankingLines(correlation, width, paint)),
    titled(
      "What else explains failures, and accuses no node:",
      otherCauseWords(correlation).flatMap((entry) => labelledLines(entry, width)),
    ),
    titled(
      "The same volume, passed and failed (times are UTC):",
      crossoverLines(correlation, crossovers, width, paint),
    ),
    titled(
      "The same owner, one volume failed and another passed (times are UTC):",
      sameOwnerLines(correlation, width, paint),
    ),
    titled(
      `${rejectedTitle(correlation)}:`,
      rejectedWords(correlation).flatMap((entry) => labelledLines(entry, width)),
    ),
    titled("How far this reaches:", horizonLines(correlation, width, paint)),
    ...(correlation.timeline ?? []).map(({ volume, intervals }) => [
      ...wrap(`Owners of ${visibleText(volume)}:`, width).map((line) => paint("strong", line)),
      ...(intervals.length === 0
        ? ["  unknown"]
        : intervals.flatMap((interval) => hang("  ", intervalWords(interval), width))),
    ]),
  ];
}

/** The tests that would change a verdict; a command in one line, however long, for pasting. */
export function nextTestLines({ nextTests }: Correlation, width: number): Block {
  if (nextTests.length === 0) return [];
  return [
    ...wrap("The next test, which would change a verdict most:", width),
    ...nextTests.flatMap((test, index) => [
      ...hang(`  ${index + 1}. `, nextTestWords(test), width),
      ...(test.command === null ? [] : [`     ${test.command}`]),
    ]),
  ];
}

function rankingLines(correlation: Correlation, width: number, paint: Paint): Block {
  const candidates = shownCandidates(correlation);
  const hasExtras = width >= NARROWEST_WITH_EXTRAS;
  const legend = [CANDIDATE_LEGEND, ...(hasExtras ? [EXTRA_LEGEND] : [])].join(" ");
  return [
    ...(candidates.length === 0 ? [] : candidateTable(candidates, width, hasExtras)),
    ...otherCandidates(correlation).flatMap((entry) => labelledLines(entry, width)),
    ...(candidates.length === 0 ? [] : wrap(legend, width).map((line) => paint("quiet", line))),
  ];
}

function candidateTable(candidates: readonly RankedCandidate[], width: number, hasExtras: boolean): Block {
  const columns = CANDIDATE_COLUMNS.filter(({ isExtra }) => hasExtras || !isExtra);
  const rows = candidates.map((candidate) => columns.map(({ cell }) => cell(candidate)));
  const titles = columns.map(({ title }) => title);
  const table = fittedTable(
    titles,
    rows.map((cells) => cells.map((cell) => [cell])),
    width,
    NARROWEST_COLUMN,
  );
  if (table !== null) return table;
  return rows.flatMap(([name = "", ...cells]) => [
    ...wrap(name, width),
    ...hang("  ", cells.map((cell, at) => `${titles[at + 1] ?? ""} ${cell}`).join(", "), width),
  ]);
}

function crossoverLines(correlation: Correlation, most: number, width: number, paint: Paint): Block {
  const left = correlation.crossovers.length - most;
  return [
    ...shownCrossovers(correlation, most).flatMap((row) => withRecords(crossoverWords(row), width)),
    ...(left > 0 ? [paint("quiet", `and ${countWords(left)} more: --format json`)] : []),
  ];
}

function sameOwnerLines({ sameOwner }: Correlation, width: number, paint: Paint): Block {
  const left = sameOwner.reduce((sum, { pairs }) => sum + Math.max(0, pairs.length - SHOWN_PAIRS), 0);
  return [
    ...sameOwner.flatMap((row) => sameOwnerWords(row, SHOWN_PAIRS).flatMap((one) => withRecords(one, width))),
    ...(left > 0 ? [paint("quiet", `and ${countWords(left)} more: --format json`)] : []),
  ];
}

function withRecords({ words, records }: CrossoverWords, width: number): Block {
  return [...wrap(words, width), ...records.flatMap((entry) => indented(labelledLines(entry, width - 2)))];
}

function indented(lines: Block): Block {
  return lines.map((line) => `  ${line}`);
}

function horizonLines(correlation: Correlation, width: number, paint: Paint): Block {
  return horizonEntries(correlation).flatMap((entry) => {
    const lines = labelledLines(entry, width);
    return entry.isTrouble ? lines.map((line) => paint("warning", line)) : lines;
  });
}
