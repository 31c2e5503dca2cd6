export { type CompactEventKind, CompactEvents } from "./compact-events.ts";
export type {
  AccessControl,
  AccessEntry,
  AttributeStamp,
  ComputerObject,
  ConnectionPointObject,
  DeletedConnectionPoint,
  DirectoryEvidence,
  DirectoryObject,
  DirectorySource,
  DirectoryView,
  ForeignParent,
  UnreadPart,
} from "./directory.ts";
export {
  EARLIER_POINT_STATES,
  EARLIER_STATUSES,
  EARLIER_SUBJECTS,
  EARLIER_VERDICTS,
  type EarlierCandidate,
  type EarlierFinding,
  type EarlierPointState,
  type EarlierReport,
  type EarlierReportReading,
  type EarlierStatus,
} from "./earlier-report.ts";
export type { AskedWindow, Evidence } from "./evidence.ts";
export { gatherEvidence, type NamedHosts, NO_DIRECTORY } from "./evidence.ts";
export type { EventEvidence, EventEvidenceDatum, EventFields } from "./event.ts";
export { compareEvents, eventEvidence } from "./event.ts";
export { type EventNeed, isNeeded, isNeededEver, type Keep, keepFor, wholeFor, worthFor } from "./event-need.ts";
export type { DirectoryRef, EventRef, EvidenceRef, Proof, RowRef, SettingRef } from "./evidence-ref.ts";
export type {
  BackupResult,
  BackupSession,
  ExportEvidence,
  ExportFile,
  ExportKind,
  UndatedList,
  GroupMoveRow,
  InstalledKind,
  InstalledRow,
  LeftOutRows,
  NodeRow,
  OwnershipRow,
  PlacementRow,
  RowOrigin,
  VolumeName,
  VolumeNameKind,
  VolumeNames,
} from "./exports.ts";
export { NO_EXPORTS, rowRef } from "./exports.ts";
export type { LogEvidence, LogOrigin, RecordPlace, SourceStatus } from "./log.ts";
export type { ParcelEvidence } from "./parcel.ts";
export {
  boundStretches,
  joinStretches,
  LONGEST_PAUSE_TICKS,
  type RecordStretch,
} from "./record-stretch.ts";
