export { lookupCommand } from "./lookup-command.ts";
export { lookupObject } from "./lookup-object.ts";
export { shownHosts } from "./shown-hosts.ts";
export { type Selection, selectShown, subjectKey } from "./shown-findings.ts";
export { type ShownMatrix, shownMatrix, titledMatrices, type TitledMatrix } from "./shown-matrix.ts";
