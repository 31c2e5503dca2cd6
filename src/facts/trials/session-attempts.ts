import { type BackupSession, type Proof, type RowRef, rowRef } from "../../evidence/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { type Attempt, changed, NO_MAKERS, SAME_SNAPSHOT_TICKS, snapshotKey } from "./attempt.ts";
import type { ClusterClues, Naming } from "./naming.ts";
import { type Placement, type Placements, vmKey } from "./placements.ts";

const HOUR_TICKS = 36_000_000_000n;
/** What a column holds where there is no snapshot. */
const NO_SNAPSHOT = /^(?:[0-]*|true|false|n\/?a|none|null|unknown)$/;
/** Rows that prove one attempt; of a set with a thousand machines these are enough to find the others. */
const MOST_PROOFS = 12;
/** Rows that may be looked through whenever something is asked of their set. */
const MOST_LOOKED_UP = 12;

export interface SessionAttempts {
  readonly attempts: readonly Attempt[];
  /** What further exports tell again, a row each. */
  readonly toldAgain: readonly Attempt[];
}

interface RowsOnce {
  readonly once: readonly BackupSession[];
  readonly again: readonly BackupSession[];
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

/** Most attempts have one row, which needs no list. */
type Rows = BackupSession | readonly [BackupSession, ...BackupSession[]];

const NO_TEXTS: readonly string[] = [];

/** Of one attempt's rows; emptied and filled again for each of hundreds of thousands. */
class Touched {
  readonly volumes = new Set<string>();
  readonly vms = new Set<string>();
  readonly vmHosts = new Set<string>();

  clear(): this {
    this.volumes.clear();
    this.vms.clear();
    this.vmHosts.clear();
    return this;
  }
}

/** Names in one spelling. A hundred thousand attempts have few volumes: those that have one or the same two share a list. */
class Labels {
  readonly naming: Naming;
  readonly touched = new Touched();
  readonly #alone = new Map<string, readonly string[]>();
  readonly #pairs = new Map<string, Map<string, readonly string[]>>();

  constructor(naming: Naming) {
    this.naming = naming;
  }

  sorted(texts: ReadonlySet<string>): readonly string[] {
    if (texts.size > 2) return [...texts].sort(compareText);
    const [one, other] = texts;
    if (one === undefined) return NO_TEXTS;
    return other === undefined ? this.alone(one) : this.both(one, other);
  }

  both(one: string, other: string): readonly string[] {
    if (one === other) return this.alone(one);
    return compareText(one, other) < 0 ? this.#pair(one, other) : this.#pair(other, one);
  }

  /** The one volume that a row names, where it names nothing else that may tell it; null: it does. */
  plainVolume({ volume, vm, host }: BackupSession): string | null {
    if (volume === null || vm !== null || host !== null || !this.naming.isOfOneCluster) return null;
    const [one = null, another] = this.naming.volumes(volume);
    return another === undefined ? one : null;
  }

  #pair(first: string, second: string): readonly string[] {
    const withFirst = this.#pairs.get(first) ?? new Map<string, readonly string[]>();
    const known = withFirst.get(second);
    if (known !== undefined) return known;
    const list = [first, second];
    this.#pairs.set(first, withFirst.set(second, list));
    return list;
  }

  alone(text: string): readonly string[] {
    const known = this.#alone.get(text);
    if (known !== undefined) return known;
    const list = [text];
    this.#alone.set(text, list);
    return list;
  }
}

/**
 * Several exports may hold the same rows, spelt differently, and one of them may tell the host or the run. Equal rows of one file
 * stay: in a snapshot each is a part of it, else they are equal attempts, which are one.
 */
function withoutRepetitions(sessions: readonly BackupSession[], naming: Naming): RowsOnce {
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

/** The machines that rows name, and their hosts. */
type Machines = Pick<Attempt, "vms" | "vmHosts">;

const NO_MACHINES: Machines = { vms: NO_TEXTS, vmHosts: NO_TEXTS };

/** There may be hundreds of thousands: what is seldom asked for is looked up in the rows. */
class SessionAttempt implements Attempt {
  readonly start: bigint;
  readonly end: bigint;
  readonly volumes: readonly string[];
  readonly proxy: string | null;
  readonly job: string | null;
  readonly snapshot: string | null;
  readonly #machines: Machines;
  readonly #rows: Rows;

  constructor(rows: Rows, machines: Machines, told: Pick<Attempt, TextKey | "start" | "end">) {
    this.start = told.start;
    this.end = told.end;
    this.volumes = told.volumes;
    this.proxy = told.proxy;
    this.job = told.job;
    this.snapshot = told.snapshot;
    this.#machines = machines;
    this.#rows = rows;
  }

  get uncertainty(): bigint {
    const isAmbiguous = isSet(this.#rows)
      ? this.#rows.some(({ isTimeAmbiguous }) => isTimeAmbiguous)
      : this.#rows.isTimeAmbiguous;
    return isAmbiguous ? HOUR_TICKS : 0n;
  }

  get isFailed(): boolean {
    return isSet(this.#rows) ? this.#rows.every(({ result }) => result === "failed") : this.#rows.result === "failed";
  }

  get failedWithin(): number {
    if (!isSet(this.#rows) || this.isFailed) return 0;
    return this.#rows.filter(({ result }) => result === "failed").length;
  }

  get vms(): readonly string[] {
    return this.#machines.vms;
  }

  get vmHosts(): readonly string[] {
    return this.#machines.vmHosts;
  }

  get isRetry(): boolean | null {
    if (!isSet(this.#rows)) return this.#rows.isRetry;
    if (this.#rows.every(({ isRetry }) => isRetry === null)) return null;
    return this.#rows.every(({ isRetry }) => isRetry === true);
  }

  get run(): string | null {
    return theOne(this.#rows, ({ run }) => (run === null ? null : snapshotKey(run)));
  }

  get makers(): Attempt["makers"] {
    return NO_MAKERS;
  }

  evidence(): Proof {
    return proofOf(this.#rows);
  }
}

/** How a set went is asked for by every failure and every comparison: of a large one its rows are looked through once. */
function lookedUpOnce(attempt: Attempt): Attempt {
  const proof = attempt.evidence();
  return changed(attempt, { evidence: () => proof });
}

type TextKey = "volumes" | "proxy" | "job" | "snapshot";

function attemptOf(rows: Rows, placements: Placements, labels: Labels, snapshot: string | null): Attempt {
  const { naming } = labels;
  let { start, end } = isSet(rows) ? rows[0] : rows;
  const named = plainVolumes(rows, labels);
  if (named !== null) {
    if (isSet(rows))
      for (const row of rows) {
        if (row.start < start) start = row.start;
        if (row.end > end) end = row.end;
      }
    return new SessionAttempt(rows, NO_MACHINES, { start, end, volumes: named, snapshot, ...waysOf(rows, naming) });
  }
  const { volumes, vms, vmHosts } = labels.touched.clear();
  for (const row of isSet(rows) ? rows : [rows]) {
    if (row.start < start) start = row.start;
    if (row.end > end) end = row.end;
    const placement = row.vm === null ? null : placements.at(row.vm, row.start, row.cluster);
    for (const cell of row.volume === null ? (placement?.volumes ?? NO_TEXTS) : [row.volume]) {
      for (const volume of naming.volumes(cell, () => cluesOf(row, placement, naming))) volumes.add(volume);
    }
    if (row.vm !== null) vms.add(row.vm.trim());
    const hosts = row.host === null ? (placement?.hosts ?? []) : [row.host];
    for (const host of hosts) vmHosts.add(naming.host(host, row.start));
  }
  const hasMachines = vms.size > 0 || vmHosts.size > 0;
  const machines = hasMachines ? { vms: labels.sorted(vms), vmHosts: labels.sorted(vmHosts) } : NO_MACHINES;
  const attempt = new SessionAttempt(rows, machines, {
    ...{ start, end, snapshot, volumes: labels.sorted(volumes) },
    ...waysOf(rows, naming),
  });
  return isSet(rows) && rows.length > MOST_LOOKED_UP ? lookedUpOnce(attempt) : attempt;
}

function waysOf(rows: Rows, naming: Naming): Pick<Attempt, "proxy" | "job"> {
  return {
    proxy: theOne(rows, ({ proxy, start }) => (proxy === null ? null : naming.host(proxy, start))),
    job: theOne(rows, ({ job }) => (job === null ? null : job.trim())),
  };
}

/** Of one or two rows that name a volume each and no machine, which most rows of a long list are; null: they are no such. */
function plainVolumes(rows: Rows, labels: Labels): readonly string[] | null {
  if (!isSet(rows)) {
    const volume = labels.plainVolume(rows);
    return volume === null ? null : labels.alone(volume);
  }
  const [one, other, another] = rows;
  if (other === undefined || another !== undefined) return null;
  const first = labels.plainVolume(one);
  const second = first === null ? null : labels.plainVolume(other);
  return first === null || second === null ? null : labels.both(first, second);
}

/** The machine's, where they are told; a proxy may be a node of the cluster. */
function cluesOf(
  { host, proxy, start, cluster }: BackupSession,
  placement: Placement | null,
  naming: Naming,
): ClusterClues {
  const hosts = host === null ? (placement?.hosts ?? []) : [host];
  return {
    clusters: cluster === undefined ? (placement?.clusters ?? []) : [cluster],
    hosts: (hosts.length === 0 ? [proxy ?? ""] : hosts).map((name) => naming.host(name, start)),
  };
}

/** What rows of one attempt say alike, if any do; null where they differ, for none of them is the whole attempt's. */
function theOne(rows: Rows, told: (row: BackupSession) => string | null): string | null {
  if (!isSet(rows)) return told(rows);
  let one: string | null = null;
  for (const row of rows) {
    const text = told(row);
    if (text === null || text === one) continue;
    if (one !== null) return null;
    one = text;
  }
  return one;
}

function isSet(rows: Rows): rows is readonly [BackupSession, ...BackupSession[]] {
  return Array.isArray(rows);
}

function proofOf(rows: Rows): Proof {
  const refOf = (row: BackupSession): RowRef => rowRef(row, filetimeToIso(row.start));
  if (!isSet(rows)) return [refOf(rows)];
  return [refOf(rows[0]), ...rows.slice(1, MOST_PROOFS).map(refOf)];
}
