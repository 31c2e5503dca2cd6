export { type RowExport, readRowFile, readRowText, rowExportKind, unreadRows } from "./read-row-export.ts";
export { exportKindOf, type RowExportKind } from "./row-kinds.ts";
