export { delimitedRecord, delimitedRecordHead } from "./delimited-records.ts";
export { delimitedLine } from "./delimited-text.ts";
export { cutText, displayWidth, fitText } from "./display-width.ts";
export { gapColumns, gapRow, type ShownGap } from "./gap-rows.ts";
export { RecordTable } from "./record-table.ts";
export { type RowColumn, type RowFormat, RowList, type RowValue } from "./row-list.ts";
export { visibleLines, visibleText } from "./visible-text.ts";
