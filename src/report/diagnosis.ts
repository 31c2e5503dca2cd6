import type { CauseAnalysis } from "./cause-analysis.ts";
import type { Comparison } from "./comparison.ts";
import type { HostIdentity } from "./host-identity.ts";
import type { RepairPlan } from "./repair-plan.ts";

/** What of one node's proof is missing: its verdict would be surer with it. */
export interface MissingProof {
  readonly node: string;
  /**
   * `no-logs`: no log of it was given. `no-channel`: none of this channel. `channel-short`: its log was given, and has gaps, was cleared or does not cover the
   * time of the backups. `not-in-directory`: a directory was given, and does not show whether it has a connection point.
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

/** What joining all that was given tells, beyond what logs, trials and the directory tell by themselves. */
export interface Diagnosis {
  /** By node, then channel. */
  readonly missingProof: readonly MissingProof[];
  readonly wanted: readonly WantedInput[];
  /** By node. */
  readonly repairs: readonly RepairPlan[];
  /** null: no node is bad by trials. */
  readonly causes: CauseAnalysis | null;
  /** null: with no earlier report, or with none that can be compared with. */
  readonly comparison: Comparison | null;
  /** Of every host that logs, exports or a directory name; by host. */
  readonly identities: readonly HostIdentity[];
}

/** Whether silence of the node's logs clears it of nothing: they are missing, or do not reach over the time of the backups. */
export function isOfLogs({ code }: MissingProof): boolean {
  return code !== "not-in-directory";
}
