export { delimitedRecord, delimitedRecordHead } from "./delimited-records.ts";
export { gapColumns, gapRow } from "./gap-rows.ts";
export { RecordTable } from "./record-table.ts";
export { type RowColumn, RowList } from "./row-list.ts";
export { visibleLines, visibleText } from "./visible-text.ts";
