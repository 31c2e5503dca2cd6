/**
 * `time-unreadable`: no time, or none that exists. `time-without-zone`: a local time, and nobody said where. `time-order-unknown`: day and
 * month may be either way round; `time-order-and-zone-unknown`: and it is local, too. `time-skipped`: clocks were set forward over it.
 */
export type TimeProblemCode =
  | "time-unreadable"
  | "time-without-zone"
  | "time-order-unknown"
  | "time-order-and-zone-unknown"
  | "time-skipped";

export interface TimeProblem {
  readonly kind: "problem";
  readonly code: TimeProblemCode;
}

/** A time of an export, or why there is none. */
export type ExportedTime =
  /** FILETIME. `isAmbiguous`: a local time that occurs twice, as clocks were set back; `ticks` are of the first, `again` of the second. */
  | { readonly kind: "ticks"; readonly ticks: bigint; readonly isAmbiguous: boolean; readonly again?: bigint }
  | TimeProblem;

export const UNREADABLE: TimeProblem = { kind: "problem", code: "time-unreadable" };
export const WITHOUT_ZONE: TimeProblem = { kind: "problem", code: "time-without-zone" };
export const ORDER_UNKNOWN: TimeProblem = { kind: "problem", code: "time-order-unknown" };
export const ORDER_AND_ZONE_UNKNOWN: TimeProblem = { kind: "problem", code: "time-order-and-zone-unknown" };
export const SKIPPED: TimeProblem = { kind: "problem", code: "time-skipped" };
