export { CLUSTER_NAMES, clusterIn } from "./cluster-column.ts";
export { ColumnTexts } from "./column-texts.ts";
export { ExportAccount, type RowTime, shownExample, unreadFile } from "./export-account.ts";
export {
  type DiskParameter,
  type ExportRows,
  NO_ROWS,
  type OwnedGroup,
  type ResourceGroup,
  type ResourceRow,
  type RowsOfResources,
} from "./export-rows.ts";
export { isClixml } from "./object-formats.ts";
export { openTable } from "./open-table.ts";
export { type ColumnTimes, columnTimes, NO_ROW_OPTIONS, type RowOptions, shownOrderOf } from "./row-options.ts";
export {
  explainEmptyExport,
  explainMissingColumns,
  explainNoRowUsed,
  explainTooLarge,
  explainTooManyRows,
  explainUnknownExport,
  unknownSeparator,
} from "./row-problems.ts";
export { type ColumnNames, type Columns, type RowReading, type RowsOfKind, rowsOfKind } from "./rows-of-kind.ts";
export { type ColumnIndex, columnKey, hasColumn, NO_COLUMN, type RowTable } from "./row-table.ts";
export { startText, textPieces } from "./text-pieces.ts";
