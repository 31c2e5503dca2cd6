import { filetimeToIso } from "../../../src/shared/filetime.ts";
import type { Moment } from "../moment.ts";

/** `2026-09-07T21:00:12.3456789Z`, as the format "o" gives it. */
export function roundTripTime(time: Moment): string {
  return filetimeToIso(time);
}

/** `2026-09-07T21:00:12Z` */
export function wholeSeconds(time: Moment): string {
  return filetimeToIso(time).replace(/\.\d+/, "");
}
