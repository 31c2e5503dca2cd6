export { beginsWithList, PrintedListReader } from "./printed-list-reader.ts";
export { beginsWithTable, PrintedTableReader } from "./printed-table-reader.ts";
