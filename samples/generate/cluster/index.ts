export { clusterPlan } from "./cluster-plan.ts";
export { type ClusterOptions, nodeNames } from "./options.ts";
export type {
  BackupJob,
  ClusterPlan,
  Domain,
  ImportAttempt,
  Move,
  PlannedNode,
  Volume,
} from "./plan.ts";
