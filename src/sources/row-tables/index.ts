export { ColumnTexts } from "./column-texts.ts";
export { ExportAccount, unreadFile } from "./export-account.ts";
export { isClixml } from "./object-formats.ts";
export { openTable } from "./open-table.ts";
export { type ColumnTimes, columnTimes, NO_ROW_OPTIONS, type RowOptions } from "./row-options.ts";
export {
  explainEmptyExport,
  explainMissingColumns,
  explainTooLarge,
  explainTooManyRows,
  explainUnknownExport,
} from "./row-problems.ts";
export type {
  DiskParameter,
  ExportRows,
  ResourceGroup,
  ResourceRow,
  RowReading,
  RowsOfKind,
  RowsOfResources,
} from "./row-reading.ts";
export { NO_ROWS } from "./row-reading.ts";
export { type ColumnIndex, columnKey, NO_COLUMN, type RowTable } from "./row-table.ts";
export { startText, textPieces } from "./text-pieces.ts";
