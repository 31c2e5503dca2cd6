import { hyperVStorageProviderFailed } from "../checks/hyper-v-storage-provider-failed.ts";
import { spnRegistrationFailed } from "../checks/spn-registration-failed.ts";
import type { Evidence, ExportEvidence } from "../evidence/index.ts";
import { clusterOfTrial, type Facts, logReach, rowsOfChannel, spanOfBackups } from "../facts/index.ts";
import type {
  AuditedDirectory,
  CheckResult,
  Comparison,
  Diagnosis,
  MissingProof,
  WantedInput,
} from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { EXPORT_DIRECTORY, exportLog } from "../shared/export-commands.ts";
import { compareText } from "../shared/order.ts";
import { causeAnalysis } from "./cause-analysis.ts";
import { clustersNotTold, diagnosedClusters } from "./diagnosed-clusters.ts";
import { hostIdentities } from "./host-identities.ts";
import { repairPlans } from "./repair-plans.ts";

type JoinedFacts = Pick<Facts, "hosts" | "horizon" | "volumes" | "trials" | "attribution" | "identityHistories">;

/** What joining all that was given tells, and what was not given. */
export function diagnosisOf(
  facts: Facts,
  directory: AuditedDirectory | null,
  { exports, named }: Pick<Evidence, "exports" | "named">,
  results: readonly CheckResult[],
  comparison: Comparison | null,
): Diagnosis {
  const missingProof = missingProofOf(facts, directory, named?.nodes ?? []);
  const clusters = diagnosedClusters(facts, directory, results);
  return {
    missingProof,
    wanted: wantedInputs(facts, directory, missingProof, exports),
    // A node of another cluster differs in more than in what breaks backups.
    causes: clusters.length === 0 ? causeAnalysis(facts, directory, results) : null,
    clusters,
    clustersNotTold: clustersNotTold(facts),
    repairs: repairPlans(facts.attribution.candidates, directory, facts.volumes, onlyClusterIn(exports)),
    comparison,
    identities: hostIdentities(facts.identityHistories, facts.horizon),
  };
}

/** The one cluster that all rows name which name any; null: none does, or there are several. */
function onlyClusterIn({ ownership, volumeNames, nodes }: ExportEvidence): string | null {
  const names = new Map<string, string>();
  for (const rows of [ownership, volumeNames, nodes]) {
    for (const { cluster } of rows) {
      if (cluster === undefined) continue;
      const known = names.get(cluster.toUpperCase());
      // Of several spellings the first, in whatever order the files came.
      if (known === undefined || compareText(cluster, known) < 0) names.set(cluster.toUpperCase(), cluster);
    }
  }
  const [only, another] = names.values();
  return another === undefined ? (only ?? null) : null;
}

/** The channels in which a record can speak against the host that wrote it: whoever is cleared has been looked at there. */
const TELLING_CHANNELS = distinctTexts(
  [hyperVStorageProviderFailed, spnRegistrationFailed].flatMap(({ meta }) => meta.channels),
);

/** The channels of what a proxy reports of its imports. */
const PROXY_CHANNELS = ["Application"];

function missingProofOf(
  { hosts, horizon, trials, volumes, attribution }: JoinedFacts,
  directory: AuditedDirectory | null,
  named: readonly string[],
): readonly MissingProof[] {
  // Of whoever is said to be a node proof is missed, too, though no backup met it.
  const nodes = distinctTexts([
    ...attribution.candidates.flatMap(({ kind, name }) => (kind === "node" ? name : [])),
    ...named.map((name) => hosts.nameOf(name, null)),
  ]);
  const shown = new Set(
    (directory?.hosts ?? [])
      .filter(({ connectionPoint }) => connectionPoint.state !== "unknown")
      .map(({ name }) => name),
  );
  const backupsOf = backupsByCluster(trials, volumes);
  return nodes.toSorted(compareText).flatMap((node): readonly MissingProof[] => {
    const inDirectory: readonly MissingProof[] =
      directory === null || shown.has(node) ? [] : [{ node, code: "not-in-directory", channel: null }];
    if (horizon.rows.every(({ host }) => host !== node)) {
      return [{ node, code: "no-logs", channel: null }, ...inDirectory];
    }
    const missing = TELLING_CHANNELS.flatMap((channel): readonly MissingProof[] => {
      if (rowsOfChannel(horizon, channel).every(({ host }) => host !== node)) {
        return [{ node, code: "no-channel", channel }];
      }
      const backups = backupsOf(node);
      // Where no backup is known none is cleared, and nothing is asked of its logs.
      return backups === null || logReach(horizon, node, channel, backups) === "whole"
        ? []
        : [{ node, code: "channel-short", channel }];
    });
    return [...missing, ...inDirectory];
  });
}

/** What another cluster backed up, and when, needs no record of this one's nodes. */
function backupsByCluster(
  { trials }: Facts["trials"],
  volumes: Facts["volumes"],
): (node: string) => ReturnType<typeof spanOfBackups> {
  if (volumes.clusters.length < 2) {
    const all = spanOfBackups(trials);
    return () => all;
  }
  const spans = new Map(
    [...volumes.clusters, null].map((cluster) => [
      cluster,
      spanOfBackups(trials.filter((trial) => clusterOfTrial(trial, volumes) === cluster)),
    ]),
  );
  return (node) => spans.get(volumes.clusterOf(node)) ?? null;
}

function wantedInputs(
  { horizon, attribution }: JoinedFacts,
  directory: AuditedDirectory | null,
  missing: readonly MissingProof[],
  { sessions }: ExportEvidence,
): readonly WantedInput[] {
  const withoutChannel = TELLING_CHANNELS.flatMap((channel): readonly WantedInput[] => {
    const names = missing.filter((one) => isOfLogsOf(one, channel)).map(({ node }) => node);
    return names.length === 0
      ? []
      : [{ code: "node-logs", names, channel, command: exportLog(channel, names[0] ?? "") }];
  });
  const proxies = attribution.candidates.flatMap(({ kind, name }) => (kind === "proxy" ? name : []));
  const ofProxies = PROXY_CHANNELS.flatMap((channel): readonly WantedInput[] => {
    const given = new Set(rowsOfChannel(horizon, channel).map(({ host }) => host));
    const names = proxies.filter((name) => !given.has(name)).toSorted(compareText);
    return names.length === 0
      ? []
      : [{ code: "proxy-logs", names, channel, command: exportLog(channel, names[0] ?? "") }];
  });
  // Without backups nobody knows what a directory would be compared with; what has to be given then stands with the next tests.
  const ofDirectory: readonly WantedInput[] =
    directory !== null || (sessions.length === 0 && attribution.trials.total === 0)
      ? []
      : [{ code: "directory", names: [], channel: null, command: EXPORT_DIRECTORY }];
  return [...withoutChannel, ...ofProxies, ...ofDirectory];
}

function isOfLogsOf({ code, channel }: MissingProof, wanted: string): boolean {
  return code === "no-logs" || (code !== "not-in-directory" && channel === wanted);
}
