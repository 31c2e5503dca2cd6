export { TextLines } from "./text-lines.ts";
