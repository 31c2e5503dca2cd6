export { type AskedExports, readExports, type ReadExportsOptions } from "./read-exports.ts";
export { writtenTime } from "./written-time.ts";
