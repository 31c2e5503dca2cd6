// What reads event logs. The commands that only read them load this and not the analysis behind index.ts.
export { eventMessage, hasCataloguedId } from "./catalogue/index.ts";
export * from "./formats/evtx/index.ts";
export * from "./shared/errors.ts";
export * from "./shared/filetime.ts";
export * from "./sources/event-logs/index.ts";
