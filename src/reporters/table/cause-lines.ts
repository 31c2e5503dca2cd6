import { type CauseAnalysis, causesByCluster, type Diagnosis } from "../../report/index.ts";
import {
  CAUSE_COLUMNS,
  CAUSE_TITLE,
  causeNotes,
  causeRows,
  causeSummary,
  CHAIN_TITLE,
  chainWords,
  titleIn,
} from "../words/index.ts";
import { fittedTable } from "./fitted-table.ts";
import { hang, wrap } from "./wrap.ts";

type Block = readonly string[];

const NARROWEST_COLUMN = 8;

/** What bad nodes share and good ones lack, and how each may have come to it. */
export function causeBlocks(diagnosis: Diagnosis, width: number): readonly Block[] {
  return causesByCluster(diagnosis).flatMap(({ cluster, causes }) => blocksOf(causes, cluster, width));
}

function blocksOf(causes: CauseAnalysis, cluster: string | null, width: number): readonly Block[] {
  const { shown, more } = chainWords(causes);
  const rows = causeRows(causes);
  return [
    [
      ...wrap(`${titleIn(CAUSE_TITLE, cluster)}:`, width),
      ...causeSummary(causes).flatMap((words) => wrap(words, width)),
    ],
    [
      ...(rows.length === 0 ? [] : tableOrLines(rows, width)),
      ...causeNotes(causes).flatMap((words) => wrap(words, width)),
    ],
    shown.length === 0
      ? []
      : [
          ...wrap(`${titleIn(CHAIN_TITLE, cluster)} (UTC):`, width),
          ...shown.flatMap(({ node, steps }) => [
            ...wrap(node, width),
            ...steps.flatMap(({ words, proof }, index) => [
              ...hang(`  ${index + 1}. `, words, width),
              ...(proof === "" ? [] : hang("     ", proof, width)),
            ]),
          ]),
          ...(more === "" ? [] : wrap(more, width)),
        ],
  ];
}

function tableOrLines(rows: readonly (readonly string[])[], width: number): Block {
  const table = fittedTable(
    CAUSE_COLUMNS,
    rows.map((cells) => cells.map((cell) => [cell])),
    width,
    NARROWEST_COLUMN,
  );
  if (table !== null) return table;
  return rows.flatMap(([trait = "", ...cells]) => [
    ...wrap(trait, width),
    ...cells.flatMap((cell, at) => hang("  ", `${CAUSE_COLUMNS[at + 1] ?? ""}: ${cell}`, width)),
  ]);
}
