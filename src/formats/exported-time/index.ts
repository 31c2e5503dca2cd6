export type { DateOrder } from "./date-order.ts";
export type { ExportedTime, TimeProblem, TimeProblemCode } from "./exported-time.ts";
export { ExportedTimes } from "./exported-times.ts";
export { type TimeZone, timeZoneOf } from "./time-zone.ts";
