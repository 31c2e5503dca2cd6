export {
  columnsOf,
  type RowExport,
  readRowFile,
  readRowText,
  resembledKind,
  rowExportKind,
  unreadRows,
} from "./read-row-export.ts";
export { exportKindOf, type RowExportKind } from "./row-kinds.ts";
