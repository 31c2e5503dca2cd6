export type { LdifAttribute, LdifEntry, LdifValue, ReadLdifEntry } from "./ldif-entry.ts";
export { describeLdifProblem, type LdifProblem, type LdifProblemKind } from "./ldif-problem.ts";
export { type LdifCounts, type LdifLimits, LdifReader, type LdifSink } from "./ldif-reader.ts";
export { ldifComment, ldifEntry } from "./write-ldif.ts";
