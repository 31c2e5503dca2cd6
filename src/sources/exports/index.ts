export { type AskedExports, readExports, type ReadExportsOptions } from "./read-exports.ts";
export { needsDateOrder, writtenTime } from "./written-time.ts";
