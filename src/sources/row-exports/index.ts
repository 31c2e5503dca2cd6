export { type RowExport, readRowFile, readRowObjects, readRowText, rowExportKind } from "./read-row-export.ts";
export type { RowExportKind } from "./row-kinds.ts";
