export { clixmlObjects } from "./clixml-objects.ts";
export { ClixmlReader } from "./clixml-reader.ts";
export { plainValue } from "./plain-value.ts";
export type { ClixmlProblem, ClixmlValue } from "./value.ts";
