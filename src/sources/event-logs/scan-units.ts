import { CHUNK_SIZE } from "../../formats/evtx/index.ts";
import type { FoundLog, FoundPath, PathProblem } from "./find-logs.ts";

/** A log, or a range of its chunks, that one thread reads in one go. */
export interface ScanUnit {
  readonly kind: "unit";
  readonly log: FoundLog;
  /** Absent: the whole log. */
  readonly chunks?: { readonly from: number; readonly to: number };
  readonly isLastOfLog: boolean;
  /** How much there is to read. */
  readonly bytes: number;
}

/** One block of the reader, 4 MiB: what comes of it fits the buffers of the thread that runs ahead. */
const UNIT_CHUNKS = 64;

/** Splits large logs, in the order in which their records are to come out. */
export function planScanUnits(
  found: readonly FoundPath[],
  unitChunks = UNIT_CHUNKS,
): readonly (ScanUnit | PathProblem)[] {
  return found.flatMap<ScanUnit | PathProblem>((entry) =>
    entry.kind === "problem" ? [entry] : unitsOf(entry, unitChunks),
  );
}

function unitsOf(log: FoundLog, unitChunks: number): readonly ScanUnit[] {
  const chunks = Math.ceil(log.size / CHUNK_SIZE);
  if (chunks <= unitChunks) return [{ kind: "unit", log, isLastOfLog: true, bytes: log.size }];
  const units: ScanUnit[] = [];
  for (let from = 0; from < chunks; from += unitChunks) {
    const isLastOfLog = from + unitChunks >= chunks;
    // The log may have grown since it was found: the last range has no end.
    const to = isLastOfLog ? Number.MAX_SAFE_INTEGER : from + unitChunks;
    const bytes = (isLastOfLog ? chunks - from : unitChunks) * CHUNK_SIZE;
    units.push({ kind: "unit", log, chunks: { from, to }, isLastOfLog, bytes });
  }
  return units;
}
