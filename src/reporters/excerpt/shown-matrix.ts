import type { Correlation, MatrixRow, NamedTally, TrialTally } from "../../report/index.ts";

/** So many nodes have a row each; of more, those with failures. */
const FEW_ROWS = 24;
const MOST_ROWS = 40;

export interface ShownMatrixRow {
  /** null: several nodes without a row of their own. */
  readonly node: string | null;
  readonly nodes: number;
  readonly all: TrialTally;
  /** By shown volume. */
  readonly cells: readonly TrialTally[];
  /** Of every other volume. */
  readonly rest: TrialTally;
}

export interface ShownMatrix {
  readonly volumes: readonly NamedTally[];
  /** Volumes that failed, summed with those that did not. */
  readonly hidden: readonly NamedTally[];
  readonly otherVolumes: number;
  readonly rows: readonly ShownMatrixRow[];
}

const NONE: TrialTally = { failed: 0, total: 0 };

/** The matrix as a whole or, where there are several clusters, that of each by itself: none of their volumes moves to the other. */
export interface TitledMatrix {
  /** null: there are not several clusters. */
  readonly title: string | null;
  readonly correlation: Correlation;
}

export function titledMatrices(correlation: Correlation): readonly TitledMatrix[] {
  const { clusterMatrices, matrix } = correlation;
  if (matrix.rows.length === 0) return [];
  if (clusterMatrices.length === 0) return [{ title: null, correlation }];
  return clusterMatrices.map(({ cluster, matrix: own }) => ({
    title: cluster ?? "of an unknown cluster",
    correlation: { ...correlation, matrix: own },
  }));
}

/** The matrix with so many volumes in columns of their own; all others are summed in one, as are nodes without a row. */
export function shownMatrix({ matrix }: Correlation, columns: number): ShownMatrix {
  const volumes = matrix.volumes.slice(0, columns);
  const rows = matrix.rows.map((row) => shownRow(row, volumes));
  const failing = [...rows]
    .filter(({ all }) => all.failed > 0)
    .sort((a, b) => b.all.failed - a.all.failed)
    .slice(0, MOST_ROWS);
  const chosen = new Set(rows.length <= FEW_ROWS ? rows : failing);
  const left = rows.filter((row) => !chosen.has(row));
  return {
    volumes,
    hidden: matrix.volumes.slice(columns),
    otherVolumes: matrix.otherVolumes,
    rows: [...rows.filter((row) => chosen.has(row)), ...(left.length === 0 ? [] : [summed(left)])],
  };
}

function shownRow({ node, all, cells, others }: MatrixRow, volumes: readonly NamedTally[]): ShownMatrixRow {
  const cellOf = new Map(cells.map((cell) => [cell.name, cell]));
  const shown = volumes.map(({ name }) => cellOf.get(name) ?? NONE);
  const names = new Set(volumes.map(({ name }) => name));
  const rest = cells.filter(({ name }) => !names.has(name)).reduce(plus, others);
  return { node, nodes: 1, all, cells: shown, rest };
}

function summed(rows: readonly ShownMatrixRow[]): ShownMatrixRow {
  return rows.reduce((sum, row) => ({
    node: null,
    nodes: sum.nodes + row.nodes,
    all: plus(sum.all, row.all),
    cells: sum.cells.map((cell, at) => plus(cell, row.cells[at] ?? NONE)),
    rest: plus(sum.rest, row.rest),
  }));
}

function plus(a: TrialTally, b: TrialTally): TrialTally {
  return { failed: a.failed + b.failed, total: a.total + b.total };
}
