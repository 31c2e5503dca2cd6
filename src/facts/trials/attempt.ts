import type { Proof } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";

/** Products that number snapshots use the same number again: what lies so far apart is another one. */
export const SAME_SNAPSHOT_TICKS = 6n * 36_000_000_000n;

/** One attempt to back something up, before retries are joined and owners looked up. FILETIME ticks. */
export interface Attempt {
  readonly start: bigint;
  readonly end: bigint;
  /** How much later either may have been: an hour where a local time occurs twice. */
  readonly uncertainty: bigint;
  readonly isFailed: boolean;
  /** Sorted; empty: not told, and no placement tells it. */
  readonly volumes: readonly string[];
  readonly proxy: string | null;
  readonly job: string | null;
  /** Sorted. */
  readonly vms: readonly string[];
  readonly vmHosts: readonly string[];
  /** null: not told. */
  readonly isRetry: boolean | null;
  /** GUID in lower case without braces, or whatever a product calls it; null: not told. */
  readonly snapshot: string | null;
  /** The run of its job, by the product's id, spelt as snapshots are; null: not told. */
  readonly run: string | null;
  /** Who made the snapshot, by volume, where nothing but the snapshot's own record may tell the owner. */
  readonly makers: ReadonlyMap<string, SnapshotMaker>;
  /** Its times are those of the hosts' clocks, whatever its proxy's shows. */
  readonly isByHosts?: true;
  /** Rows that failed inside one that passed as a whole; absent where none did. */
  readonly failedWithin?: number;
  evidence(): Proof;
}

/** The host that a VSSAudit 8222 names: whoever made a volume's snapshot owned the volume. */
export interface SnapshotMaker {
  readonly node: string;
  /** When the host made it, by its own clock: FILETIME ticks; null: only the import is told. */
  readonly time: bigint | null;
  readonly evidence: Proof;
}

/** Another attempt with all that this one tells; its fields need not be its own. */
export function changed(attempt: Attempt, changes: Partial<Attempt> & Pick<Attempt, "evidence">): Attempt {
  const { start, end, uncertainty, isFailed, volumes, proxy, job, vms, vmHosts, isRetry, snapshot, makers } = attempt;
  const told = { start, end, uncertainty, isFailed, volumes, proxy, job, vms, vmHosts, isRetry, snapshot, makers };
  const { run, failedWithin = 0, isByHosts } = attempt;
  return { ...told, run, failedWithin, ...(isByHosts === undefined ? {} : { isByHosts }), ...changes };
}

export const NO_MAKERS: ReadonlyMap<string, SnapshotMaker> = new Map();

/** Total order, whatever file or row they came from. */
export function compareAttempts(a: Attempt, b: Attempt): number {
  return (
    compareBigint(a.start, b.start) ||
    compareBigint(a.end, b.end) ||
    compareTexts(a.volumes, b.volumes) ||
    compareText(a.proxy ?? "", b.proxy ?? "") ||
    compareText(a.job ?? "", b.job ?? "") ||
    compareTexts(a.vms, b.vms) ||
    compareText(a.snapshot ?? "", b.snapshot ?? "") ||
    Number(a.isFailed) - Number(b.isFailed) ||
    compareText(retryOrder(a), retryOrder(b)) ||
    compareTexts(a.vmHosts, b.vmHosts) ||
    compareText(a.run ?? "", b.run ?? "")
  );
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const order = compareText(a[at] ?? "", b[at] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The same attempt, told twice, stands first where it is told not to be a retry. */
function retryOrder({ isRetry }: Attempt): string {
  return isRetry === null ? "1" : isRetry ? "2" : "0";
}

/** `{D9881313-...}` and `d9881313-...` are the same snapshot. */
export function snapshotKey(text: string): string {
  const key = text.trim().toLowerCase();
  return key.startsWith("{") && key.endsWith("}") ? key.slice(1, -1) : key;
}
