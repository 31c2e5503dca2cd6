export { fileErrorCode } from "./file-error-code.ts";
export { type FileSearch, findFiles, type Reached } from "./find-files.ts";
export { expandPathPattern, parsePathPattern } from "./path-pattern.ts";
