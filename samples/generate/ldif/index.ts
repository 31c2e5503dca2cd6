export type { LdifEntry, LdifValue } from "./entry.ts";
export { type LdifProgram, writeLdif } from "./write.ts";
