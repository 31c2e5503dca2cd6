import { type CandidateAttribution, clusterOfTrial, type Facts, isFull, type Trial } from "../facts/index.ts";
import type { CandidateKind, Culprits } from "../report/index.ts";

const KINDS: readonly CandidateKind[] = ["node", "volume", "proxy"];

/** Of each cluster where there are several; a proxy that backs up more than one stands behind them. */
export function clusterCulprits(
  { candidates }: Facts["attribution"],
  { trials }: Facts["trials"],
  volumes: Facts["volumes"],
): readonly Culprits[] {
  if (volumes.clusters.length < 2) return culpritsOf(candidates, trials);
  const ofTrials = new Map<string | null, Trial[]>();
  const served = new Map<string, Set<string | null>>();
  for (const trial of trials) {
    const cluster = clusterOfTrial(trial, volumes);
    const own = ofTrials.get(cluster) ?? [];
    ofTrials.set(cluster, own);
    own.push(trial);
    if (trial.proxy !== null) served.set(trial.proxy, (served.get(trial.proxy) ?? new Set()).add(cluster));
  }
  const homeOf = ({ kind, name }: CandidateAttribution): string | null => {
    if (kind === "node") return volumes.clusterOf(name);
    if (kind === "volume") return volumes.inCluster(name)?.cluster ?? null;
    const [only = null] = served.get(name) ?? [];
    return only;
  };
  const isShared = ({ kind, name }: CandidateAttribution): boolean =>
    kind === "proxy" && (served.get(name)?.size ?? 0) > 1;
  return [
    ...[...volumes.clusters, null].flatMap((cluster) =>
      culpritsOf(
        candidates.filter((one) => !isShared(one) && homeOf(one) === cluster),
        ofTrials.get(cluster) ?? [],
      ).map((row) => (cluster === null ? row : { ...row, cluster })),
    ),
    ...culpritsOf(candidates.filter(isShared), trials),
  ];
}

/** The bad of each kind, and how many trials failed under any of them while it was bad, and elsewhere. */
export function culpritsOf(candidates: readonly CandidateAttribution[], trials: readonly Trial[]): readonly Culprits[] {
  return KINDS.flatMap((kind) => {
    const bad = new Map(
      candidates.flatMap((one) => (one.kind === kind && one.verdict === "bad" ? [[one.name, one] as const] : [])),
    );
    if (bad.size === 0) return [];
    const inside = { failed: 0, total: 0 };
    const elsewhere = { failed: 0, total: 0 };
    for (const trial of trials) {
      // Whose a volume was matters to no proxy.
      if (kind !== "proxy" && !isFull(trial)) continue;
      const tally = isInside(trial, kind, bad) ? inside : elsewhere;
      tally.total++;
      if (trial.isFailed) tally.failed++;
    }
    return { kind, names: [...bad.keys()], inside, elsewhere };
  });
}

function isInside(trial: Trial, kind: CandidateKind, bad: ReadonlyMap<string, CandidateAttribution>): boolean {
  if (kind === "proxy") return trial.proxy !== null && isBadAt(bad.get(trial.proxy), trial);
  return trial.volumes.some(({ volume, owner }) => {
    if (kind === "volume") return isBadAt(bad.get(volume), trial);
    return owner.kind === "owned" && isBadAt(bad.get(owner.node), trial);
  });
}

function isBadAt(candidate: CandidateAttribution | undefined, { start }: Trial): boolean {
  if (candidate === undefined) return false;
  const { since, until } = candidate;
  return (since === null || start > since.after) && (until === null || start < until.before);
}
