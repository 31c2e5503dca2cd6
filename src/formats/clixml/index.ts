export { clixmlObjects } from "./clixml-objects.ts";
export type { ClixmlProblem, ClixmlValue } from "./value.ts";
