export { lookupCommand } from "./lookup-command.ts";
export { type Selection, selectShown, subjectKey } from "./shown-findings.ts";
