import type { BackupSession } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { type Attempt, SAME_SNAPSHOT_TICKS, snapshotKey } from "./attempt.ts";
import { Labels } from "./attempt-names.ts";
import type { Naming } from "./naming.ts";
import type { Placements } from "./placements.ts";
import { withoutRepetitions } from "./repeated-sessions.ts";
import { attemptOf, cluesOf } from "./session-attempt.ts";
import { isSet, type Rows } from "./session-rows.ts";

/** What a column holds where there is no snapshot. */
const NO_SNAPSHOT = /^(?:[0-]*|true|false|n\/?a|none|null|unknown)$/;

export interface SessionAttempts {
  readonly attempts: readonly Attempt[];
  /** What further exports tell again, a row each. */
  readonly toldAgain: readonly Attempt[];
}

/**
 * One attempt for each row, or for all rows of one snapshot, which failed only if all of them did. Where one volume's rows
 * failed and another's did not, the set was no whole, and each volume is an attempt of its own.
 */
export function sessionAttempts(
  sessions: readonly BackupSession[],
  placements: Placements,
  naming: Naming,
): SessionAttempts {
  const labels = new Labels(naming);
  const attempts: Attempt[] = [];
  const ofSnapshot = new Map<string, BackupSession | [BackupSession, BackupSession, ...BackupSession[]]>();
  const { once, again } = withoutRepetitions(sessions, naming);
  for (const row of once) {
    const snapshot = row.snapshot === null ? "" : snapshotKey(row.snapshot);
    if (NO_SNAPSHOT.test(snapshot)) {
      attempts.push(attemptOf(row, placements, labels, null));
      continue;
    }
    const group = ofSnapshot.get(snapshot);
    if (group === undefined) ofSnapshot.set(snapshot, row);
    else if (Array.isArray(group)) group.push(row);
    else ofSnapshot.set(snapshot, [group, row]);
  }
  for (const [snapshot, rows] of ofSnapshot) {
    if (!Array.isArray(rows)) attempts.push(attemptOf(rows, placements, labels, snapshot));
    else if (isPlainPair(rows)) attempts.push(attemptOf(rows, placements, labels, snapshot));
    else {
      for (const group of together(rows)) {
        for (const part of byOutcome(group, placements, naming)) {
          attempts.push(attemptOf(part, placements, labels, snapshot));
        }
      }
    }
  }
  return { attempts, toldAgain: again.map((row) => attemptOf(row, placements, labels, null)) };
}

/** Two rows in order that went alike: most sets have no more, and there may be a hundred thousand. */
function isPlainPair(rows: readonly [BackupSession, BackupSession, ...BackupSession[]]): boolean {
  const [one, other, another] = rows;
  return (
    another === undefined &&
    one.result === other.result &&
    compareRows(one, other) <= 0 &&
    other.start - one.end <= SAME_SNAPSHOT_TICKS
  );
}

function* together(rows: readonly BackupSession[]): Generator<Rows> {
  const sorted = rows.toSorted(compareRows);
  let [begin, latest] = [0, 0n];
  for (const [at, row] of sorted.entries()) {
    if (at > begin && row.start - latest > SAME_SNAPSHOT_TICKS) {
      yield* exactly(sorted.slice(begin, at));
      begin = at;
    }
    if (at === begin || row.end > latest) latest = row.end;
  }
  yield* exactly(begin === 0 ? sorted : sorted.slice(begin));
}

/** The rows of each volume, where some volumes failed and others did not; else all. */
function byOutcome(rows: Rows, placements: Placements, naming: Naming): readonly Rows[] {
  if (!isSet(rows) || rows.every(({ result }) => (result === "failed") === (rows[0].result === "failed")))
    return [rows];
  const ofVolume = new Map<string, BackupSession[]>();
  for (const row of rows) {
    const placed =
      row.volume ?? (row.vm === null ? null : placements.at(row.vm, row.start, row.cluster)?.volumes.join("\n"));
    const named = (cell: string): readonly string[] => naming.volumes(cell, () => cluesOf(row, null, naming));
    const key = row.volume === null ? (placed ?? "") : named(row.volume).join("\n");
    const known = ofVolume.get(key);
    if (known === undefined) ofVolume.set(key, [row]);
    else known.push(row);
  }
  const parts = [...ofVolume.values()];
  const outcomes = new Set(parts.map((part) => part.every(({ result }) => result === "failed")));
  return outcomes.size < 2 ? [rows] : parts.flatMap(exactly);
}

/** A list that is made by adding has room for more than it will ever hold; most have two rows. */
function exactly(rows: readonly BackupSession[]): readonly Rows[] {
  const [first, second, ...others] = rows;
  if (first === undefined) return [];
  if (second === undefined) return [first];
  return [others.length === 0 ? [first, second] : [first, second, ...others]];
}

/** Where a row stands decides last, between rows that say the same. */
function compareRows(a: BackupSession, b: BackupSession): number {
  return (
    compareBigint(a.start, b.start) ||
    compareBigint(a.end, b.end) ||
    compareText(a.vm ?? "", b.vm ?? "") ||
    compareText(a.volume ?? "", b.volume ?? "") ||
    compareText(a.proxy ?? "", b.proxy ?? "") ||
    compareText(a.job ?? "", b.job ?? "") ||
    compareText(a.host ?? "", b.host ?? "") ||
    compareText(a.run ?? "", b.run ?? "") ||
    compareText(a.result, b.result) ||
    compareText(String(a.isRetry), String(b.isRetry)) ||
    compareText(a.file, b.file) ||
    a.line - b.line
  );
}
