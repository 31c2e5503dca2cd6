export type { LdifAttribute, LdifEntry, ReadLdifEntry } from "./ldif-entry.ts";
export { describeLdifProblem, type LdifProblem } from "./ldif-problem.ts";
export { type LdifCounts, type LdifLimits, LdifReader } from "./ldif-reader.ts";
export { ldifComment, ldifEntry } from "./write-ldif.ts";
