export { fileErrorCode } from "./file-error-code.ts";
export type { FilePlace, GivenPath, UnpackedFile, UnpackedFolder } from "./given-path.ts";
export { type FileSearch, findFiles, type Reached, sortedPaths } from "./find-files.ts";
export { expandPathPattern, parsePathPattern } from "./path-pattern.ts";
