export { clixmlObjects } from "./clixml-objects.ts";
export type { ClixmlObject, ClixmlProblem, ClixmlValue } from "./value.ts";
