import type { ExportedTime } from "../../formats/exported-time/index.ts";
import { columnTimes, NO_ROW_OPTIONS, type RowOptions } from "../row-tables/index.ts";

type WritingOptions = Pick<RowOptions, "timeZone" | "dateOrder">;

/** FILETIME ticks of a time as exports have it; null: it is none, or the options do not tell which. @throws BadnodeError for an unknown time zone */
export function writtenTime(text: string, options: WritingOptions): bigint | null {
  const time = readTime(text, options);
  return time.kind === "ticks" ? time.ticks : null;
}

/** Whether it is a date such as 03/04/2017, of which only the options tell what it means, or that there is none such. */
export function needsDateOrder(text: string): boolean {
  const time = readTime(text, NO_ROW_OPTIONS);
  return time.kind === "problem" && NEEDING_ORDER.has(time.code);
}

const NEEDING_ORDER: ReadonlySet<string> = new Set(["time-order-unknown", "time-order-and-zone-unknown"]);

function readTime(text: string, options: WritingOptions): ExportedTime {
  return columnTimes({ ...NO_ROW_OPTIONS, ...options }).written.read(text.trim());
}
