import { columnTimes, NO_ROW_OPTIONS, type RowOptions } from "../row-tables/index.ts";

/** FILETIME ticks of a time as exports have it; null: it is none, or the options do not tell which. @throws BadnodeError for an unknown time zone */
export function writtenTime(text: string, options: Pick<RowOptions, "timeZone" | "dateOrder">): bigint | null {
  const time = columnTimes({ ...NO_ROW_OPTIONS, ...options }).written.read(text.trim());
  return time.kind === "ticks" ? time.ticks : null;
}
