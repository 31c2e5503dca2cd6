import type { BackupSession } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import type { Naming } from "./naming.ts";
import { vmKey } from "./placements.ts";
import { cluesOf } from "./session-attempt.ts";

export interface RowsOnce {
  readonly once: readonly BackupSession[];
  readonly again: readonly BackupSession[];
}

/**
 * Several exports may hold the same rows, spelt differently, and one of them may tell the host or the run. Equal rows of one file
 * stay: in a snapshot each is a part of it, else they are equal attempts, which are one.
 */
export function withoutRepetitions(sessions: readonly BackupSession[], naming: Naming): RowsOnce {
  const files = new Set<string>();
  for (const { file } of sessions) files.add(file);
  if (files.size < 2) return { once: sessions, again: [] };
  const counts = new Map<string, Map<string, number>>();
  const sorted = [...sessions].sort((a, b) => compareText(a.file, b.file) || a.line - b.line);
  const most = new Map<string, number>();
  const again: BackupSession[] = [];
  const once = sorted.filter((row) => {
    const key = JSON.stringify([
      ...[row.start.toString(), row.end.toString(), row.result, row.job],
      row.volume === null ? null : naming.volumes(row.volume, () => cluesOf(row, null, naming)),
      row.vm === null ? null : vmKey(row.vm),
      row.proxy === null ? null : naming.host(row.proxy, row.start),
      ...[row.isRetry, row.snapshot],
    ]);
    const ofKey = counts.get(key) ?? new Map<string, number>();
    counts.set(key, ofKey);
    const inFile = (ofKey.get(row.file) ?? 0) + 1;
    ofKey.set(row.file, inFile);
    if (inFile <= (most.get(key) ?? 0)) {
      again.push(row);
      return false;
    }
    most.set(key, inFile);
    return true;
  });
  return { once, again };
}
