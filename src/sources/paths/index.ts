export { type FileSearch, findFiles, type Reached } from "./find-files.ts";
