export { reportToTable } from "./report-to-table.ts";
