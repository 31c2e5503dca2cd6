export { BRIEF, type ExportHabits, exportFiles, THOROUGH } from "./export-files.ts";
