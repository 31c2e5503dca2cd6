export {
  type AccountChange,
  type AuditedConnectionPoint,
  type AuditedDirectory,
  type AuditedDomain,
  type AuditedHost,
  auditedServers,
  type AuditWord,
  type ConnectionPointWord,
  type LeftOutComputer,
  type PointOwner,
  type PrincipalNamesWord,
  type UnjudgedReason,
} from "./audited-directory.ts";
export { buildReport, type ReportParts } from "./build-report.ts";
export {
  type CheckResult,
  type CheckStatus,
  type CheckText,
  compareSeverity,
  type EventKind,
  type Finding,
  isFailure,
  isNote,
  type NextStep,
  SEVERITIES,
  type Severity,
  type Subject,
} from "./check-result.ts";
export { exitCodeOf, type FailOn, isIncomplete } from "./exit-code.ts";
export { type Argument, type Arguments, count, names, type Phrase, span, text } from "./phrase.ts";
export {
  type Alias,
  type CandidateVerdict,
  type ClockSet,
  type CoverageGap,
  type CoverageNumbers,
  type CoverageRow,
  type LogCleared,
  type NumberedSpan,
  type Report,
  type ReportedDirectory,
  type ReportedLog,
  type ReportedSource,
  type ReportedWindow,
  SCHEMA_VERSION,
  type Span,
  type VerdictWord,
} from "./report.ts";
