export { type LogReading, readLogEvidence, type ReadLogEvidenceOptions } from "./read-log-evidence.ts";
