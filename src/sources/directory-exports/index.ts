export { readDirectoryExports, type ReadDirectoryExportsOptions } from "./read-directory-exports.ts";
