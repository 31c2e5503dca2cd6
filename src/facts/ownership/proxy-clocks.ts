import { isEvent, readAuditedSnapshot, SNAPSHOT_CREATED, SNAPSHOT_IMPORTED } from "../../catalogue/index.ts";
import type { Evidence } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { EARLIEST_RECORD_TIME } from "../../shared/plausible-time.ts";
import type { Hosts } from "../hosts.ts";
import { sortedGroups } from "../sorted-groups.ts";

/** Fewer sets bound nothing: the second quickest import would be the slowest, or the only one. */
const FEWEST_SETS = 3;
/** Successive imports that one clock is judged by: more would hide that it was set, fewer take slow imports for a lead. */
const JUDGED_TOGETHER = 8;
/** Of so many imports one at least is taken to follow within a minute on the snapshot: so loose is a bound at most. */
const QUICK_IMPORT_TICKS = 60n * 10_000_000n;

/**
 * How far ahead of the hosts' a proxy's clock can be, by the snapshot sets that it imported. Bounds and no estimates: an
 * import follows on its snapshot, nobody knows how fast.
 */
export interface ProxyClock {
  readonly proxy: string;
  /** Ticks ahead at most; where negative, it is behind by at least as much. The tightest bound; null: of too few sets. */
  readonly aheadAtMost: bigint | null;
  /** The loosest bound of any successive imports: higher where the clock was further ahead for a while, or imports slow. */
  readonly aheadAtMostEver: bigint | null;
  /** Snapshot sets of which both are known, creation and import. */
  readonly count: number;
}

/**
 * A set's first import (8223 on the proxy) less its last creation (8222 on the machine whose volumes it shows, put right by
 * what that host's clock is known to be ahead) is what the proxy's clock is ahead, and what the import was later. That
 * delay is never negative, so that each difference is an upper bound of the lead, and a small one a tight bound. The bound
 * of successive imports is their second smallest difference: one odd record cannot move it below the truth, and it is
 * above it by the delay of the second quickest import, seconds as a rule. Sets are joined by their GUID, so that clocks
 * may differ by a day. By proxy.
 */
export function deriveProxyClocks(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Pick<Hosts, "nameOf">,
  aheadOf: ReadonlyMap<string, bigint>,
): readonly ProxyClock[] {
  const created = new Map<string, { readonly host: string; readonly time: bigint }>();
  const imported = new Map<string, { readonly set: string; readonly proxy: string; readonly time: bigint }>();
  for (const event of events) {
    const isCreation = isEvent(SNAPSHOT_CREATED, event);
    if (!isCreation && !isEvent(SNAPSHOT_IMPORTED, event)) continue;
    const { snapshotSetId: set, originalMachine } = readAuditedSnapshot(event);
    if (set === null) continue;
    const writer = hosts.nameOf(event.computer, event.time);
    if (!isCreation) {
      const key = JSON.stringify([set, writer]);
      const known = imported.get(key);
      if (known === undefined || event.time < known.time) imported.set(key, { set, proxy: writer, time: event.time });
      continue;
    }
    // A host's clock that ran wild tells nothing of a proxy's.
    if (event.time < EARLIEST_RECORD_TIME || event.time > latest) continue;
    if (originalMachine !== null && hosts.nameOf(originalMachine, event.time) === writer) {
      const time = event.time - (aheadOf.get(writer) ?? 0n);
      const known = created.get(set);
      if (known === undefined || time > known.time) created.set(set, { host: writer, time });
    }
  }
  const facts = [...imported.values()].flatMap(({ set, proxy, time }) => {
    const creation = created.get(set);
    if (creation === undefined || creation.host === proxy) return [];
    return [{ proxy, set, time, by: time - creation.time }];
  });
  return sortedGroups(
    facts.sort((a, b) => compareBigint(a.time, b.time) || compareText(a.set, b.set)),
    ({ proxy }) => proxy,
  ).map(([proxy, group]) => ({ proxy, count: group.length, ...boundsOf(group.map(({ by }) => by)) }));
}

function boundsOf(differences: readonly bigint[]): Pick<ProxyClock, "aheadAtMost" | "aheadAtMostEver"> {
  if (differences.length < FEWEST_SETS) return { aheadAtMost: null, aheadAtMostEver: null };
  const bounds = [];
  for (let from = 0; from === 0 || from + JUDGED_TOGETHER <= differences.length; from++) {
    bounds.push([...differences.slice(from, from + JUDGED_TOGETHER)].sort(compareBigint)[1] ?? 0n);
  }
  const sorted = bounds.sort(compareBigint);
  return { aheadAtMost: sorted[0] ?? null, aheadAtMostEver: sorted.at(-1) ?? null };
}

/**
 * Ticks by which a proxy's times are taken to differ from the hosts': what its bounds allow, where that is more than
 * hosts differ by.
 */
export function proxyTolerance(
  { aheadAtMost, aheadAtMostEver }: Pick<ProxyClock, "aheadAtMost" | "aheadAtMostEver">,
  tolerance: bigint,
): bigint {
  if (aheadAtMost === null || aheadAtMostEver === null) return tolerance;
  // Behind by what is proved, and by what the quickest imports were late.
  return [aheadAtMostEver, QUICK_IMPORT_TICKS - aheadAtMost].reduce(
    (most, one) => (one > most ? one : most),
    tolerance,
  );
}
