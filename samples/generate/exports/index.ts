export { BRIEF, type ExportedFile, type ExportHabits, exportFiles, THOROUGH } from "./export-files.ts";
