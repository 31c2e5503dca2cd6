import type { Correlation } from "../../report/index.ts";
import { shownMatrix, titledMatrices, type TitledMatrix } from "../excerpt/index.ts";
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
  matrixNotes,
  nextTestWords,
  otherCandidates,
  otherCauseWords,
  rejectedTitle,
  rejectedWords,
  restTitle,
  rowTitle,
  sameOwnerWords,
  SECTION_TITLES,
  shownCandidates,
  shownCrossovers,
  tallyCell,
} from "../words/index.ts";
import { labelledItem, markdownTable } from "./markdown-blocks.ts";
import { markdownCodeBlock, markdownText } from "./markdown-text.ts";

const SHOWN_VOLUMES = 12;
const SHOWN_CROSSOVERS = 20;

type Block = readonly string[];

/** Backups joined with owners: the matrix, who explains failures, crossovers, what was rejected, how far it reaches. */
export function correlationBlocks(correlation: Correlation): readonly Block[] {
  return [
    ...matrixBlocks(correlation),
    ...rankingBlocks(correlation),
    ...section(SECTION_TITLES.otherCauses, otherCauseWords(correlation).map(labelledItem)),
    ...crossoverBlocks(correlation),
    ...sameOwnerBlocks(correlation),
    ...section(rejectedTitle(correlation), rejectedWords(correlation).map(labelledItem)),
    ...section(SECTION_TITLES.horizon, horizonEntries(correlation).map(labelledItem)),
    ...timelineBlocks(correlation),
  ];
}

/** The tests that would change a verdict, each with its command. */
export function nextTestBlocks({ nextTests }: Correlation): readonly Block[] {
  if (nextTests.length === 0) return [];
  return [
    [`## ${SECTION_TITLES.nextTests}`],
    ...nextTests.flatMap((test) => [
      [`- ${markdownText(nextTestWords(test))}`],
      test.command === null ? [] : markdownCodeBlock(test.command),
    ]),
  ];
}

function matrixBlocks(correlation: Correlation): readonly Block[] {
  const matrices = titledMatrices(correlation);
  return matrices.length === 0 ? [] : [[`## ${SECTION_TITLES.matrix}`], ...matrices.flatMap(titledMatrix)];
}

function titledMatrix({ title, correlation }: TitledMatrix): readonly Block[] {
  const shown = shownMatrix(correlation, SHOWN_VOLUMES);
  const rest = restTitle(shown);
  const titles = [...shown.volumes.map(({ name }) => name), ...(rest === null ? [] : [rest])];
  const rows = shown.rows.map((row) => [
    markdownText(rowTitle(row)),
    tallyCell(row.all),
    ...row.cells.map(tallyCell),
    ...(rest === null ? [] : [tallyCell(row.rest)]),
  ]);
  return [
    ...(title === null ? [] : [[`### ${markdownText(visibleText(title))}`]]),
    markdownTable(
      [
        { title: "Node" },
        { title: "All", align: "right" },
        ...titles.map((title) => ({ title: markdownText(title), align: "right" }) as const),
      ],
      rows,
    ),
    matrixNotes(correlation, shown).map((note) => `- ${markdownText(note)}`),
  ];
}

function rankingBlocks(correlation: Correlation): readonly Block[] {
  const candidates = shownCandidates(correlation);
  const others = otherCandidates(correlation);
  if (candidates.length + others.length === 0) return [];
  return [
    [`## ${SECTION_TITLES.ranking}`],
    candidates.length === 0
      ? []
      : markdownTable(
          CANDIDATE_COLUMNS.map(({ title }) => ({ title })),
          candidates.map((candidate) =>
            CANDIDATE_COLUMNS.map(({ cell }) => (cell(candidate) === "-" ? "-" : markdownText(cell(candidate)))),
          ),
        ),
    candidates.length === 0 ? [] : [markdownText(`${CANDIDATE_LEGEND} ${EXTRA_LEGEND}`)],
    others.map(labelledItem),
  ];
}

function crossoverBlocks(correlation: Correlation): readonly Block[] {
  const left = correlation.crossovers.length - SHOWN_CROSSOVERS;
  return section(SECTION_TITLES.crossovers, [
    ...shownCrossovers(correlation, SHOWN_CROSSOVERS).flatMap((row) => withRecords(crossoverWords(row))),
    ...(left > 0 ? [`- and ${countWords(left)} more: --format json`] : []),
  ]);
}

function sameOwnerBlocks({ sameOwner }: Correlation): readonly Block[] {
  return section(
    SECTION_TITLES.sameOwner,
    sameOwner.flatMap((row) => sameOwnerWords(row, SHOWN_CROSSOVERS).flatMap(withRecords)),
  );
}

function withRecords({ words, records }: CrossoverWords): Block {
  return [
    `- ${markdownText(words)}`,
    ...records.map(({ label, words: where }) => {
      const depth = label.startsWith(" ") ? "    " : "  ";
      return `${depth}${labelledItem({ label: label.trim(), words: where })}`;
    }),
  ];
}

function timelineBlocks({ timeline }: Correlation): readonly Block[] {
  return (timeline ?? []).flatMap(({ volume, intervals }) => [
    [`### Owners of ${markdownText(visibleText(volume))}`],
    intervals.length === 0 ? ["- unknown"] : intervals.map((interval) => `- ${markdownText(intervalWords(interval))}`),
  ]);
}

function section(title: string, lines: Block): readonly Block[] {
  return lines.length === 0 ? [] : [[`## ${title}`], lines];
}
