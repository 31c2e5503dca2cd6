import type { EvtxEvent } from "../../formats/evtx/index.ts";

const LEVELS = ["Info", "Critical", "Error", "Warning", "Info", "Verbose"];

/** As Event Viewer names it; level 0 (LogAlways) is information there too. */
export function levelName(level: number | null): string {
  return level === null ? "" : (LEVELS[level] ?? String(level));
}

/** What the event says in one line: its message, else its data. `limit` bounds the work for a table's cell. */
export function eventSummary(event: EvtxEvent, limit: number): string {
  if (event.message !== null) return event.message.slice(0, limit);
  let summary = event.userData === null || event.data.length === 0 ? "" : `${event.userData}: `;
  for (const [index, { name, value }] of event.data.entries()) {
    if (summary.length > limit) break;
    summary += `${index === 0 ? "" : ", "}${name === undefined ? "" : `${name}=`}${value.slice(0, limit)}`;
  }
  return event.data.length === 0 && event.binary !== null ? `binary ${event.binary.slice(0, limit)}` : summary;
}
