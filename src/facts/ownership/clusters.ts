import { CLUSTER_JOINED, isEvent, readFields } from "../../catalogue/index.ts";
import type { Evidence, ExportEvidence, OwnershipRow } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { hostShortName } from "../../shared/host-name.ts";
import { JoinedTexts } from "../../shared/joined-texts.ts";
import { compareText } from "../../shared/order.ts";
import type { Hosts } from "../hosts.ts";
import { joinMoved } from "./joined-owners.ts";

/** Which nodes are of which cluster, where inputs name several. */
export interface Clusters {
  /** Sorted; fewer than two: nothing tells that there is another. */
  readonly names: readonly string[];
  /** Of a host by its present name; null: not told. */
  readonly clusterOf: (host: string) => string | null;
  /** As an export or a log names it. */
  readonly named: (cluster: string) => string | null;
}

/**
 * Nodes are of one cluster where inputs name the same for both, where a volume or role moved from one to the other, or where one
 * export of owners shows both. A cluster with two names, by a renaming or through a node that went over, is one. Disjoint nodes
 * without names are no proof of two clusters: volumes that never move have such owners.
 */
export function deriveClusters(evidence: Pick<Evidence, "events" | "exports">, hosts: Hosts): Clusters {
  const { events, exports } = evidence;
  const joined = new JoinedNodes();
  for (const event of events) {
    if (!isEvent(CLUSTER_JOINED, event)) continue;
    const { cluster } = readFields(CLUSTER_JOINED, event).fields;
    if (cluster !== null) joined.name(hosts.nameOf(event.computer, event.time), cluster);
  }
  for (const { node, time, cluster } of exports.ownership) {
    if (cluster !== undefined) joined.name(hosts.nameOf(node, time), cluster);
  }
  for (const { node, cluster } of exports.nodes) {
    if (cluster !== undefined) joined.name(hosts.nameOf(node, null), cluster);
  }
  for (const cluster of clustersOfBackups(exports, joined)) joined.nameOnly(cluster);
  if (joined.count < 2) return ONE_CLUSTER;
  joinMoved(joined, evidence, hosts);
  for (const [first, ...others] of shownTogether(exports.ownership, hosts)) {
    for (const node of others) joined.join(first ?? node, node);
  }
  const labels = joined.labels();
  const names = distinctTexts(labels.values());
  if (names.length < 2) return ONE_CLUSTER;
  return {
    names,
    clusterOf: (host) => labels.get(joined.rootOf(host)) ?? null,
    named: (cluster) => labels.get(joined.rootOf(clusterKey(cluster))) ?? null,
  };
}

const ONE_CLUSTER: Clusters = { names: [], clusterOf: () => null, named: () => null };

/**
 * What lists of backups and machines call clusters, where they have a name in common with what tells of nodes: then those that no node is known
 * of are others. Lists without one may mean something else by the column, or call clusters as nobody else does.
 */
function clustersOfBackups({ sessions, placement }: ExportEvidence, joined: JoinedNodes): readonly string[] {
  const told = new Set<string>();
  for (const { cluster } of sessions) if (cluster !== undefined) told.add(cluster);
  for (const { cluster } of placement) if (cluster !== undefined) told.add(cluster);
  return [...told].some((cluster) => joined.hasNamed(cluster)) ? [...told].sort(compareText) : [];
}

/** Owners in one export without a word of clusters; one in which a volume stands twice was put together of several. */
function shownTogether(rows: readonly OwnershipRow[], hosts: Hosts): readonly (readonly string[])[] {
  const files = new Map<string, Map<string, string> | null>();
  for (const { file, form, volume, node, time, cluster } of rows) {
    if (form !== "snapshot") continue;
    const owners = files.get(file) ?? new Map<string, string>();
    if (files.get(file) === null) continue;
    const key = volume.trim().toLowerCase();
    files.set(file, cluster !== undefined || owners.has(key) ? null : owners.set(key, hosts.nameOf(node, time)));
  }
  return [...files.values()].flatMap((owners) => (owners === null ? [] : [distinctTexts(owners.values())]));
}

/** Nodes and names of clusters, each with those that are of the same cluster. */
class JoinedNodes extends JoinedTexts {
  /** By short name, in the first of the sorted spellings. */
  readonly #spellings = new Map<string, string>();

  name(node: string, cluster: string): void {
    if (cluster.trim() === "") return;
    this.nameOnly(cluster);
    this.join(node, clusterKey(cluster));
  }

  /** No node of it is known. */
  nameOnly(cluster: string): void {
    const spelling = cluster.trim();
    const key = clusterKey(spelling);
    const before = this.#spellings.get(key);
    if (before === undefined || compareText(spelling, before) < 0) this.#spellings.set(key, spelling);
  }

  hasNamed(cluster: string): boolean {
    return this.#spellings.has(clusterKey(cluster));
  }

  /** Names, of which some may be of one cluster. */
  get count(): number {
    return this.#spellings.size;
  }

  /** By root; of a cluster with several names the first. */
  labels(): ReadonlyMap<string, string> {
    const labels = new Map<string, string>();
    for (const [key, spelling] of [...this.#spellings].sort(([a], [b]) => compareText(a, b))) {
      const root = this.rootOf(key);
      if (!labels.has(root)) labels.set(root, spelling);
    }
    return labels;
  }
}

function clusterKey(cluster: string): string {
  return `cluster:${hostShortName(cluster.trim())}`;
}
