import { compareText } from "../../shared/order.ts";
import type { Volumes } from "../ownership/volumes.ts";
import type { Trial } from "../trials/trial.ts";
import type { Attribution, CandidateKind, Tally } from "./attribution.ts";
import { type AttributionInput, deriveAttribution } from "./derive-attribution.ts";

type ClustersOfVolumes = Pick<Volumes, "clusters" | "clusterOf" | "inCluster">;

/**
 * Each cluster's nodes and volumes by its own trials alone, as if nothing else had been given: whatever passes in another cluster
 * speaks neither for nor against them. Only a proxy that backs up several is judged by all of theirs.
 */
export function deriveClusterAttribution(input: AttributionInput, volumes: ClustersOfVolumes): Attribution {
  if (volumes.clusters.length < 2) return deriveAttribution(input);
  const { trials } = input;
  const ofClusters = new Map<string | null, Trial[]>([...volumes.clusters, null].map((cluster) => [cluster, []]));
  const served = new Map<string, Set<string | null>>();
  for (const trial of trials.trials) {
    const cluster = clusterOfTrial(trial, volumes);
    ofClusters.get(cluster)?.push(trial);
    if (trial.proxy === null) continue;
    const known = served.get(trial.proxy);
    if (known === undefined) served.set(trial.proxy, new Set([cluster]));
    else known.add(cluster);
  }
  const homeOf = (proxy: string): string | null => {
    const [only = null] = served.get(proxy) ?? [];
    return only;
  };
  const proxies = [...new Set([...input.proxies, ...trials.proxies, ...served.keys()])];
  const shared = new Set(proxies.filter((proxy) => (served.get(proxy)?.size ?? 0) > 1));
  const parts = [...ofClusters].map(([cluster, own]) => {
    const ownProxies = proxies.filter((proxy) =>
      shared.has(proxy) ? served.get(proxy)?.has(cluster) === true : homeOf(proxy) === cluster,
    );
    const hasSuccesses = own.some(({ isFailed }) => !isFailed);
    const part = deriveAttribution({
      trials: { ...trials, trials: own, hasSuccesses, proxies: ownProxies },
      nodes: input.nodes.filter((node) => volumes.clusterOf(node) === cluster),
      volumes: input.volumes.filter((volume) => (volumes.inCluster(volume)?.cluster ?? null) === cluster),
      proxies: ownProxies,
    });
    return { cluster, part };
  });
  const joint = shared.size === 0 ? null : deriveAttribution(input);
  const candidates = [
    ...parts.flatMap(({ part }) => part.candidates.filter(({ kind, name }) => kind !== "proxy" || !shared.has(name))),
    ...(joint?.candidates ?? []).filter(({ kind, name }) => kind === "proxy" && shared.has(name)),
  ];
  const told = parts.filter(({ part: { trials: all, partial } }) => all.total + partial.total > 0);
  const of = <T extends object>(rows: (part: Attribution) => readonly T[]): readonly (T & { cluster?: string })[] =>
    told.flatMap(({ cluster, part }) => rows(part).map((row) => (cluster === null ? row : { ...row, cluster })));
  return {
    trials: sum(parts.map(({ part }) => part.trials)),
    partial: sum(parts.map(({ part }) => part.partial)),
    failuresUnlaid: Math.max(...parts.map(({ part }) => part.failuresUnlaid)),
    candidates: candidates.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareText(a.name, b.name)),
    onsets: of(({ onsets }) => onsets),
    otherCauses: of(({ otherCauses }) => otherCauses),
    leak: sum(parts.map(({ part }) => part.leak)),
    rejected: of(({ rejected }) => rejected),
    nextTests: eachOnce(told.flatMap(({ part }) => part.nextTests)),
  };
}

const KINDS: readonly CandidateKind[] = ["node", "volume", "proxy"];

/** A snapshot set is of one cluster; null: nothing tells of which. */
export function clusterOfTrial(
  { volumes: named }: Trial,
  { clusterOf, inCluster }: Pick<Volumes, "clusterOf" | "inCluster">,
): string | null {
  for (const { volume, owner } of named) {
    const own = inCluster(volume)?.cluster ?? (owner.kind === "owned" ? clusterOf(owner.node) : null);
    if (own !== null) return own;
  }
  return null;
}

function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((all, one) => ({ failed: all.failed + one.failed, total: all.total + one.total }), {
    failed: 0,
    total: 0,
  });
}

function eachOnce<T extends object>(rows: readonly T[]): readonly T[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
