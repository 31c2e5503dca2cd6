import { type BackupSession, type Proof, type RowRef, rowRef } from "../../evidence/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { type Attempt, NO_MAKERS, snapshotKey } from "./attempt.ts";
import type { Naming } from "./naming.ts";
import type { Placements } from "./placements.ts";

const HOUR_TICKS = 36_000_000_000n;
/** Products that number snapshots use the same number again: what lies so far apart is another one. */
const SAME_SNAPSHOT_TICKS = 24n * HOUR_TICKS;
/** Rows that prove one attempt; of a set with a thousand machines these are enough to find the others. */
const MOST_PROOFS = 12;

/** One attempt for each row, or for all rows of one snapshot, which failed only if all of them did. */
export function sessionAttempts(
  sessions: readonly BackupSession[],
  placements: Placements,
  naming: Naming,
): readonly Attempt[] {
  const alone: Attempt[] = [];
  const ofSnapshot = new Map<string, BackupSession[]>();
  for (const row of withoutRepetitions(sessions)) {
    const snapshot = row.snapshot === null ? "" : snapshotKey(row.snapshot);
    if (snapshot === "") {
      alone.push(attemptOf([row], placements, naming, null));
      continue;
    }
    const group = ofSnapshot.get(snapshot);
    if (group === undefined) ofSnapshot.set(snapshot, [row]);
    else group.push(row);
  }
  for (const [snapshot, rows] of ofSnapshot) {
    for (const group of together(rows)) alone.push(attemptOf(group, placements, naming, snapshot));
  }
  return alone;
}

type Rows = readonly [BackupSession, ...BackupSession[]];

/** Several exports may hold the same rows. Within one file equal rows are what they seem: several backups. */
function withoutRepetitions(sessions: readonly BackupSession[]): readonly BackupSession[] {
  const files = new Set<string>();
  for (const { file } of sessions) files.add(file);
  if (files.size < 2) return sessions;
  const counts = new Map<string, Map<string, number>>();
  const sorted = [...sessions].sort((a, b) => compareText(a.file, b.file) || a.line - b.line);
  const most = new Map<string, number>();
  return sorted.filter((row) => {
    const key = JSON.stringify([
      ...[row.start.toString(), row.end.toString(), row.result, row.volume, row.vm, row.proxy, row.job],
      ...[row.isRetry, row.snapshot],
    ]);
    const ofKey = counts.get(key) ?? new Map<string, number>();
    counts.set(key, ofKey);
    const inFile = (ofKey.get(row.file) ?? 0) + 1;
    ofKey.set(row.file, inFile);
    if (inFile <= (most.get(key) ?? 0)) return false;
    most.set(key, inFile);
    return true;
  });
}

function together(rows: readonly BackupSession[]): readonly Rows[] {
  const groups: [BackupSession, ...BackupSession[]][] = [];
  let latest = 0n;
  for (const row of [...rows].sort(compareRows)) {
    const group = groups.at(-1);
    if (group === undefined || row.start - latest > SAME_SNAPSHOT_TICKS) {
      groups.push([row]);
      latest = row.end;
    } else {
      group.push(row);
      if (row.end > latest) latest = row.end;
    }
  }
  return groups;
}

function compareRows(a: BackupSession, b: BackupSession): number {
  return (
    compareBigint(a.start, b.start) ||
    compareBigint(a.end, b.end) ||
    compareText(a.vm ?? "", b.vm ?? "") ||
    compareText(a.file, b.file) ||
    a.line - b.line
  );
}

function attemptOf(rows: Rows, placements: Placements, naming: Naming, snapshot: string | null): Attempt {
  let [{ start, end }] = rows;
  const volumes = new Set<string>();
  const vms = new Set<string>();
  const vmHosts = new Set<string>();
  for (const row of rows) {
    if (row.start < start) start = row.start;
    if (row.end > end) end = row.end;
    const placement = row.vm === null ? null : placements.at(row.vm, row.start);
    if (row.volume !== null) volumes.add(naming.volume(row.volume));
    else for (const volume of placement?.volumes ?? []) volumes.add(naming.volume(volume));
    if (row.vm !== null) vms.add(row.vm.trim());
    const hosts = row.host === null ? (placement?.hosts ?? []) : [row.host];
    for (const host of hosts) vmHosts.add(naming.host(host, row.start));
  }
  const [{ proxy, job }] = rows;
  return {
    start,
    end,
    uncertainty: rows.some(({ isTimeAmbiguous }) => isTimeAmbiguous) ? HOUR_TICKS : 0n,
    isFailed: rows.every(({ result }) => result === "failed"),
    volumes: [...volumes].sort(compareText),
    proxy: proxy === null ? null : naming.host(proxy, start),
    job: job === null ? null : job.trim(),
    vms: [...vms].sort(compareText),
    vmHosts: [...vmHosts].sort(compareText),
    isRetry: rows.every(({ isRetry }) => isRetry === null) ? null : rows.every(({ isRetry }) => isRetry === true),
    snapshot,
    makers: NO_MAKERS,
    evidence: () => proofOf(rows),
  };
}

function proofOf([first, ...others]: Rows): Proof {
  const refOf = (row: BackupSession): RowRef => rowRef(row, filetimeToIso(row.start));
  return [refOf(first), ...others.slice(0, MOST_PROOFS - 1).map(refOf)];
}
