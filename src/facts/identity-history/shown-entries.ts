import { compareBigint, compareText } from "../../shared/order.ts";
import type { EvidenceRef } from "../../evidence/index.ts";
import type { IdentityEntry } from "./identity-change.ts";

/** Entries of one kind that are not shown. */
export interface NotShown {
  readonly kind: IdentityEntry["kind"];
  readonly count: number;
}

export interface ShownEntries {
  readonly entries: readonly IdentityEntry[];
  readonly notShown: readonly NotShown[];
}

/** What every host does now and then, and what tells nothing unless it stands beside something else. */
const ORDINARY: ReadonlySet<IdentityEntry["kind"]> = new Set(["restarted", "shut-down", "joined-cluster", "clock-set"]);

const MOST_CHANGES = 30;
const MOST_ORDINARY = 12;
const LAST_ORDINARY = 3;
const BESIDE_TICKS = 24n * 3600n * 10_000_000n;

/** The last changes; of what is ordinary the last, and what lies within a day of a change that is shown. In total order. */
export function shownEntries(given: readonly IdentityEntry[]): ShownEntries {
  const all = [...given].sort(compareEntries);
  const changes = all.filter(({ kind }) => !ORDINARY.has(kind)).slice(-MOST_CHANGES);
  const ordinary = all.filter(({ kind }) => ORDINARY.has(kind));
  const last = ordinary.slice(-LAST_ORDINARY);
  const beside = ordinary.slice(0, -LAST_ORDINARY).filter((entry) => isBeside(entry, changes));
  const shown = new Set([...changes, ...last, ...beside.slice(-(MOST_ORDINARY - LAST_ORDINARY))]);
  const counts = new Map<IdentityEntry["kind"], number>();
  for (const entry of all) {
    if (!shown.has(entry)) counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1);
  }
  return {
    entries: all.filter((entry) => shown.has(entry)),
    notShown: [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => compareText(a.kind, b.kind)),
  };
}

function isBeside({ time }: IdentityEntry, changes: readonly IdentityEntry[]): boolean {
  return changes.some((change) => {
    const apart = time - change.time;
    return apart <= BESIDE_TICKS && -apart <= BESIDE_TICKS;
  });
}

function compareEntries(a: IdentityEntry, b: IdentityEntry): number {
  return compareBigint(a.time, b.time) || compareRefs(a.evidence[0], b.evidence[0]) || compareText(a.kind, b.kind);
}

/** Records of one log in their order. */
function compareRefs(a: EvidenceRef, b: EvidenceRef): number {
  if (a.kind !== "event" || b.kind !== "event") return compareText(JSON.stringify(a), JSON.stringify(b));
  return (
    compareText(a.file, b.file) ||
    compareBigint(BigInt(a.recordId), BigInt(b.recordId)) ||
    compareText(a.channel ?? "", b.channel ?? "")
  );
}
