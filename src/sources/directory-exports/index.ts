export { findExports } from "./find-exports.ts";
export { readDirectoryExports, type ReadDirectoryExportsOptions } from "./read-directory-exports.ts";
export { SavedDirectory } from "./saved-directory.ts";
