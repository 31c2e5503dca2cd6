import type { PlacementRow } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { hostShortName } from "../../shared/host-name.ts";
import { compareBigint } from "../../shared/order.ts";

/** Where one machine's disks lay, and on which host it ran. */
export interface Placement {
  /** As the export names them, sorted. */
  readonly volumes: readonly string[];
  readonly hosts: readonly string[];
  /** Those that rows name. */
  readonly clusters: readonly string[];
}

export interface Placements {
  /** Its machines by `vmKey`, each as an export spells it. */
  readonly vms: ReadonlyMap<string, string>;
  /**
   * As the export made last before that time shows it, else the one made first after it: machines move seldom, and an
   * export of today is all that there usually is. null: no export has the machine. `cluster`: where the machine is said to be of one, only
   * what is told of it there, if anything is.
   */
  at(vm: string, time: bigint, cluster?: string): Placement | null;
}

interface Snapshot extends Placement {
  /** null: of an unknown time, which stands before all others. */
  readonly time: bigint | null;
}

/** Rows of one machine and one time are its disks. */
export function derivePlacements(rows: readonly PlacementRow[]): Placements {
  const snapshotsOf = new Map<string, readonly Snapshot[]>();
  const ofCluster = new Map<string, readonly Snapshot[]>();
  const vms = new Map<string, string>();
  for (const [vm, ofVm] of groupBy(rows, ({ vm }) => vmKey(vm))) {
    vms.set(vm, distinctTexts(ofVm.map((row) => row.vm.trim()))[0] ?? vm);
    snapshotsOf.set(vm, snapshotsIn(ofVm));
    for (const [cluster, rowsOfIt] of groupBy(ofVm, ({ cluster }) =>
      cluster === undefined ? undefined : hostShortName(cluster.trim()),
    )) {
      if (cluster !== undefined && rowsOfIt.length < ofVm.length)
        ofCluster.set(machineIn(cluster, vm), snapshotsIn(rowsOfIt));
    }
  }
  return {
    vms,
    at(vm, time, cluster) {
      const key = vmKey(vm);
      const own = cluster === undefined ? undefined : ofCluster.get(machineIn(cluster, key));
      const snapshots = own ?? snapshotsOf.get(key);
      if (snapshots === undefined) return null;
      return snapshots.findLast((snapshot) => (snapshot.time ?? -1n) <= time) ?? snapshots[0] ?? null;
    },
  };
}

/** In order. */
function snapshotsIn(rows: readonly PlacementRow[]): readonly Snapshot[] {
  return [...groupBy(rows, ({ time }) => time)]
    .map(
      ([time, disks]): Snapshot => ({
        time,
        volumes: distinctTexts(disks.map(({ volume }) => volume)),
        hosts: distinctTexts(disks.flatMap(({ host }) => host ?? [])),
        clusters: distinctTexts(disks.flatMap(({ cluster }) => cluster ?? [])),
      }),
    )
    .sort((a, b) => compareBigint(a.time ?? -1n, b.time ?? -1n));
}

/** Clusters of one name may be spelt with their domain and without. */
function machineIn(cluster: string, vm: string): string {
  return `${hostShortName(cluster.trim())}\n${vm}`;
}

/** Names of machines differ by case from product to product. */
export function vmKey(vm: string): string {
  return vm.trim().toLowerCase();
}

function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
