export { type RowExport, readRowFile, readRowText, unreadRows } from "./read-row-export.ts";
export { exportKindOf, type RowExportKind } from "./row-kinds.ts";
export { columnsOf, resembledKind, rowExportKind } from "./shown-kind.ts";
