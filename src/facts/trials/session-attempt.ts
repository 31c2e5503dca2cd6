import { type BackupSession, type Proof, type RowRef, rowRef } from "../../evidence/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { type Attempt, changed, NO_MAKERS, snapshotKey } from "./attempt.ts";
import { type Labels, NO_TEXTS } from "./attempt-names.ts";
import type { ClusterClues, Naming } from "./naming.ts";
import type { Placement, Placements } from "./placements.ts";
import { isSet, type Rows, theOne } from "./session-rows.ts";

const HOUR_TICKS = 36_000_000_000n;
/** Rows that prove one attempt; of a set with a thousand machines these are enough to find the others. */
const MOST_PROOFS = 12;
/** Rows that may be looked through whenever something is asked of their set. */
const MOST_LOOKED_UP = 12;

const NO_ROWS: readonly BackupSession[] = [];

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

export function attemptOf(rows: Rows, placements: Placements, labels: Labels, snapshot: string | null): Attempt {
  const { naming } = labels;
  let { start, end } = isSet(rows) ? rows[0] : rows;
  const named = plainVolumes(rows, labels);
  if (named !== null) {
    for (const row of isSet(rows) ? rows : NO_ROWS) {
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
export function cluesOf(
  { file, host, proxy, start, cluster }: BackupSession,
  placement: Placement | null,
  naming: Naming,
): ClusterClues {
  const hosts = host === null ? (placement?.hosts ?? []) : [host];
  return {
    clusters: cluster === undefined ? (placement?.clusters ?? []) : [cluster],
    hosts: (hosts.length === 0 ? [proxy ?? ""] : hosts).map((name) => naming.host(name, start)),
    file,
  };
}

function proofOf(rows: Rows): Proof {
  const refOf = (row: BackupSession): RowRef => rowRef(row, filetimeToIso(row.start));
  if (!isSet(rows)) return [refOf(rows)];
  return [refOf(rows[0]), ...rows.slice(1, MOST_PROOFS).map(refOf)];
}
