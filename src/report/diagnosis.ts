import type { CauseAnalysis } from "./cause-analysis.ts";
import type { Comparison } from "./comparison.ts";
import type { HostIdentity } from "./host-identity.ts";
import type { RepairPlan } from "./repair-plan.ts";

/** What of one node's proof is missing: its verdict would be surer with it. */
export interface MissingProof {
  readonly node: string;
  /**
   * `no-logs`: no log of it was given. `no-channel`: none of this channel. `channel-short`: its log was given, and is damaged, has gaps, was cleared or does not cover the
   * time of the backups (`logReach`). `not-in-directory`: a directory was given, and does not show whether it has a connection point.
   */
  readonly code: "no-logs" | "no-channel" | "channel-short" | "not-in-directory";
  /** null where it is about no one channel. */
  readonly channel: string | null;
}

/** What was not given and would make the answer surer. */
export interface WantedInput {
  readonly code: "node-logs" | "proxy-logs" | "directory";
  /** Of whom; empty: of all. */
  readonly names: readonly string[];
  readonly channel: string | null;
  /** One line that exports it; for the first of the names. null where a name cannot be typed. */
  readonly command: string | null;
}

/** One of several clusters in what was given. */
export interface DiagnosedCluster {
  /** null: of these nothing tells of which cluster they are. */
  readonly cluster: string | null;
  /** By name, as volumes and proxies. */
  readonly nodes: readonly string[];
  readonly volumes: readonly string[];
  /** Those that backed up its volumes; one may stand under several clusters. */
  readonly proxies: readonly string[];
  /** Those of them that are bad by trials: nodes, volumes, proxies. */
  readonly bad: readonly string[];
  /** Its bad nodes beside its own good ones. null: no node of it is bad by trials. */
  readonly causes: CauseAnalysis | null;
}

/** Nodes between which something moved or which one list shows; nothing ties them to others. */
export interface NodesApart {
  readonly nodes: readonly string[];
}

/** What joining all that was given tells, beyond what logs, trials and the directory tell by themselves. */
export interface Diagnosis {
  /** By node, then channel. */
  readonly missingProof: readonly MissingProof[];
  readonly wanted: readonly WantedInput[];
  /** By node. */
  readonly repairs: readonly RepairPlan[];
  /** null: no node is bad by trials, or there are several clusters, each of which has its own. */
  readonly causes: CauseAnalysis | null;
  /** By name; empty: inputs name no second one. */
  readonly clusters: readonly DiagnosedCluster[];
  /** Sets of nodes that may be several clusters, of which nothing tells: what is said of their volumes may be mixed. */
  readonly clustersNotTold: readonly NodesApart[];
  /** null: with no earlier report, or with none that can be compared with. */
  readonly comparison: Comparison | null;
  /** Of every host that logs, exports or a directory name; by host. */
  readonly identities: readonly HostIdentity[];
}

/** What bad nodes share, of each cluster by itself; `cluster` is null where there are not several. */
export function causesByCluster({ causes, clusters }: Diagnosis): readonly {
  readonly cluster: string | null;
  readonly causes: CauseAnalysis;
}[] {
  const all = clusters.length === 0 ? [{ cluster: null, causes }] : clusters;
  return all.flatMap((one) => (one.causes === null ? [] : [{ cluster: one.cluster, causes: one.causes }]));
}

/** Whether silence of the node's logs clears it of nothing: they are missing, or do not reach over the time of the backups. */
export function isOfLogs({ code }: MissingProof): boolean {
  return code !== "not-in-directory";
}
