export * from "./event-logs.ts";
export * from "./checks/index.ts";
export * from "./diagnose.ts";
export * from "./evidence/index.ts";
export type { FactName, Facts } from "./facts/index.ts";
export type * from "./report/index.ts";
export { exitCodeOf, SEVERITIES } from "./report/index.ts";
export * from "./sources/log-evidence/index.ts";
