export {
  defectAccount,
  describeDamage,
  joinAccounts,
  type LogAccount,
  type LogStatus,
  problemAccount,
} from "./account.ts";
export type { LogFormat } from "./log-format.ts";
export { type FoundLog, type FoundPath, findEventLogs, type PathProblem } from "./find-logs.ts";
export { type LogFile, type OpenLog, openLogFile } from "./log-file.ts";
export { type EventLogVisitor, type ReadEventLogsOptions, readEventLogs } from "./read-event-logs.ts";
export { COUNT_FIELDS, CountEntries, type CountField, type RecordCount, RecordCounts } from "./record-counts.ts";
export { GapEntries, type RecordGap, RecordGaps, type RecordGapsOptions } from "./record-gaps.ts";
export { type RecordOrigin, RecordTimeline, type RecordTimelineOptions, TimelineEntries } from "./record-timeline.ts";
export { type LogSink, type ReadProgress, type ScanLogsOptions, scanEventLogs } from "./scan-logs.ts";
export { planScanUnits, type ScanUnit } from "./scan-units.ts";
export type { SortedRunsOptions } from "./sorting/sorted-runs.ts";
