export { lookupCommand, type LookupCommand } from "./lookup-command.ts";
export { type Selection, selectShown, subjectKey } from "./shown-findings.ts";
