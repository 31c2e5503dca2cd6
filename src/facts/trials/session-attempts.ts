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
  const labels = new Labels(naming);
  const attempts: Attempt[] = [];
  const ofSnapshot = new Map<string, BackupSession | [BackupSession, BackupSession, ...BackupSession[]]>();
  for (const row of withoutRepetitions(sessions)) {
    const snapshot = row.snapshot === null ? "" : snapshotKey(row.snapshot);
    if (snapshot === "") {
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
    else for (const group of together(rows)) attempts.push(attemptOf(group, placements, labels, snapshot));
  }
  return attempts;
}

/** Most attempts have one row, which needs no list. */
type Rows = BackupSession | readonly [BackupSession, ...BackupSession[]];

const NO_TEXTS: readonly string[] = [];

/** Names in one spelling. A hundred thousand attempts have few volumes: those that have the same share one list. */
class Labels {
  readonly naming: Naming;
  readonly #alone = new Map<string, readonly string[]>();

  constructor(naming: Naming) {
    this.naming = naming;
  }

  sorted(texts: ReadonlySet<string>): readonly string[] {
    if (texts.size > 1) return [...texts].sort(compareText);
    for (const text of texts) return this.only(text);
    return NO_TEXTS;
  }

  only(text: string): readonly string[] {
    const known = this.#alone.get(text);
    if (known !== undefined) return known;
    const list = [text];
    this.#alone.set(text, list);
    return list;
  }
}

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
  // A list that grows has room for more than it will hold.
  return groups.map(([first, ...others]) => (others.length === 0 ? first : [first, ...others]));
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

/** With a row's fields and no function of its own. */
class SessionAttempt implements Attempt {
  readonly start: bigint;
  readonly end: bigint;
  readonly uncertainty: bigint;
  readonly isFailed: boolean;
  readonly volumes: readonly string[];
  readonly proxy: string | null;
  readonly job: string | null;
  readonly vms: readonly string[];
  readonly vmHosts: readonly string[];
  readonly isRetry: boolean | null;
  readonly snapshot: string | null;
  readonly makers = NO_MAKERS;
  readonly #rows: Rows;

  constructor(rows: Rows, told: Omit<Attempt, "makers" | "evidence">) {
    this.#rows = rows;
    this.start = told.start;
    this.end = told.end;
    this.uncertainty = told.uncertainty;
    this.isFailed = told.isFailed;
    this.volumes = told.volumes;
    this.proxy = told.proxy;
    this.job = told.job;
    this.vms = told.vms;
    this.vmHosts = told.vmHosts;
    this.isRetry = told.isRetry;
    this.snapshot = told.snapshot;
  }

  evidence(): Proof {
    return proofOf(this.#rows);
  }
}

function attemptOf(rows: Rows, placements: Placements, labels: Labels, snapshot: string | null): Attempt {
  const { naming } = labels;
  if (!isSet(rows) && rows.vm === null && rows.host === null && rows.volume !== null) {
    const { start, end, proxy, job, isRetry } = rows;
    return new SessionAttempt(rows, {
      start,
      end,
      uncertainty: rows.isTimeAmbiguous ? HOUR_TICKS : 0n,
      isFailed: rows.result === "failed",
      volumes: labels.only(naming.volume(rows.volume)),
      proxy: proxy === null ? null : naming.host(proxy, start),
      job: job === null ? null : job.trim(),
      vms: NO_TEXTS,
      vmHosts: NO_TEXTS,
      isRetry,
      snapshot,
    });
  }
  const set = isSet(rows) ? rows : ([rows] as const);
  let [{ start, end }] = set;
  const volumes = new Set<string>();
  const vms = new Set<string>();
  const vmHosts = new Set<string>();
  for (const row of set) {
    if (row.start < start) start = row.start;
    if (row.end > end) end = row.end;
    const placement = row.vm === null ? null : placements.at(row.vm, row.start);
    if (row.volume !== null) volumes.add(naming.volume(row.volume));
    else for (const volume of placement?.volumes ?? []) volumes.add(naming.volume(volume));
    if (row.vm !== null) vms.add(row.vm.trim());
    const hosts = row.host === null ? (placement?.hosts ?? []) : [row.host];
    for (const host of hosts) vmHosts.add(naming.host(host, row.start));
  }
  const [{ proxy, job }] = set;
  return new SessionAttempt(rows, {
    start,
    end,
    uncertainty: set.some(({ isTimeAmbiguous }) => isTimeAmbiguous) ? HOUR_TICKS : 0n,
    isFailed: set.every(({ result }) => result === "failed"),
    volumes: labels.sorted(volumes),
    proxy: proxy === null ? null : naming.host(proxy, start),
    job: job === null ? null : job.trim(),
    vms: labels.sorted(vms),
    vmHosts: labels.sorted(vmHosts),
    isRetry: set.every(({ isRetry }) => isRetry === null) ? null : set.every(({ isRetry }) => isRetry === true),
    snapshot,
  });
}

function isSet(rows: Rows): rows is readonly [BackupSession, ...BackupSession[]] {
  return Array.isArray(rows);
}

function proofOf(rows: Rows): Proof {
  const refOf = (row: BackupSession): RowRef => rowRef(row, filetimeToIso(row.start));
  if (!isSet(rows)) return [refOf(rows)];
  const [first, ...others] = rows;
  return [refOf(first), ...others.slice(0, MOST_PROOFS - 1).map(refOf)];
}
