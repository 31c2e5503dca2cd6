import { type CandidateAttribution, clusterOfTrial, type Facts } from "../facts/index.ts";
import type { AuditedDirectory, CheckResult, DiagnosedCluster, NodesApart } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { causeAnalysis } from "./cause-analysis.ts";

type OwnersFacts = Pick<Facts, "volumes" | "ownership" | "trials" | "attribution">;

/** Whatever inputs name, by the cluster that it is of; none where they do not name several. Bad nodes are compared with good ones of their own. */
export function diagnosedClusters(
  facts: Facts,
  directory: AuditedDirectory | null,
  results: readonly CheckResult[],
): readonly DiagnosedCluster[] {
  const { volumes, attribution } = facts;
  if (volumes.clusters.length < 2) return [];
  const proxiesOf = proxiesByCluster(facts);
  return [...volumes.clusters, null].flatMap((cluster): readonly DiagnosedCluster[] => {
    const isOwn = ({ kind, name }: CandidateAttribution): boolean => {
      if (kind === "node") return volumes.clusterOf(name) === cluster;
      if (kind === "volume") return (volumes.inCluster(name)?.cluster ?? null) === cluster;
      return proxiesOf.get(cluster)?.has(name) === true;
    };
    const own = attribution.candidates.filter(isOwn);
    if (own.length === 0) return [];
    const named = (kind: CandidateAttribution["kind"], verdict?: "bad"): readonly string[] =>
      distinctTexts(
        own.flatMap((one) => (one.kind === kind && (verdict === undefined || one.verdict === verdict) ? one.name : [])),
      );
    const nodes = new Set(named("node"));
    return [
      {
        cluster,
        nodes: [...nodes],
        volumes: named("volume"),
        proxies: named("proxy"),
        bad: [...named("node", "bad"), ...named("volume", "bad"), ...named("proxy", "bad")],
        causes: causeAnalysis(facts, directory, results, (node) => nodes.has(node)),
      },
    ];
  });
}

function proxiesByCluster({ trials, volumes }: OwnersFacts): ReadonlyMap<string | null, ReadonlySet<string>> {
  const proxies = new Map<string | null, Set<string>>();
  for (const trial of trials.trials) {
    if (trial.proxy === null) continue;
    const cluster = clusterOfTrial(trial, volumes);
    const known = proxies.get(cluster);
    if (known === undefined) proxies.set(cluster, new Set([trial.proxy]));
    else known.add(trial.proxy);
  }
  return proxies;
}

/**
 * Where no input names several clusters: sets of nodes that had volumes of the same name, and between which nothing ever moved. They
 * may be of several clusters, so that one volume's backups would be those of two. A lone node is no set: its volumes may never move.
 */
export function clustersNotTold({ volumes, ownership }: OwnersFacts): readonly NodesApart[] {
  if (volumes.clusters.length > 1) return [];
  const groups = ownership.ownerGroups.filter(({ length }) => length > 1);
  const groupOf = new Map(groups.flatMap((group) => group.map((node) => [node, group] as const)));
  const mixed = new Set<readonly string[]>();
  for (const { intervals } of ownership.volumes) {
    const own = new Set<readonly string[]>();
    for (const node of intervals.flatMap(({ claims }) => claims)) {
      const group = groupOf.get(node);
      if (group !== undefined) own.add(group);
    }
    if (own.size > 1) for (const group of own) mixed.add(group);
  }
  return groups.filter((group) => mixed.has(group)).map((nodes) => ({ nodes }));
}
