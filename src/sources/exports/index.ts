export { type AskedExports, readExports, type ReadExportsOptions } from "./read-exports.ts";
