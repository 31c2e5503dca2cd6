export type { DateOrder } from "./date-order.ts";
export type { ExportedTime } from "./exported-time.ts";
export { ExportedTimes } from "./exported-times.ts";
export { timeZoneOf } from "./time-zone.ts";
