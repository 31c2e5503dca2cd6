import type { Cause } from "./plan.ts";

export interface BadNode {
  readonly name: string;
  readonly cause: Cause;
}

/** A single import that fails though its volume's owner is well, and passes when it is tried again. */
export interface IsolatedFailure {
  /** Counts from 0. */
  readonly night: number;
  /** Counts from 1, as in `Cluster Disk 1`. */
  readonly volume: number;
}

export interface ClusterOptions {
  readonly clusterName: string;
  readonly domain: { readonly dns: string; readonly netbios: string };
  readonly nodes: readonly string[];
  readonly badNodes: readonly BadNode[];
  readonly proxy: string;
  readonly volumes: number;
  /** ISO 8601, without a time. */
  readonly firstDay: string;
  /** How many days the logs run before the day of the first backup. A bad node needs a week: its cause lies in it. */
  readonly daysBefore: number;
  readonly nights: number;
  /** In this night the first failing job makes six attempts within a minute; null: never. */
  readonly stormNight: number | null;
  readonly isolatedFailures: readonly IsolatedFailure[];
  /** Its backups fail whoever owns it, and it is given from node to node; counts from 1. null: none is. */
  readonly sickVolume: number | null;
  readonly seed: number;
}

/** `HV01`, `HV02` ... */
export function nodeNames(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${(index + 1).toString().padStart(2, "0")}`);
}

export const DEFAULT_OPTIONS: ClusterOptions = {
  clusterName: "HVCL01",
  domain: { dns: "corp.example", netbios: "CORP" },
  nodes: nodeNames("HV", 9),
  badNodes: [
    { name: "HV03", cause: "renamed" },
    { name: "HV06", cause: "renamed" },
    { name: "HV08", cause: "upgraded" },
  ],
  proxy: "PROXY01",
  volumes: 12,
  firstDay: "2026-08-31",
  daysBefore: 7,
  nights: 21,
  stormNight: 3,
  isolatedFailures: [],
  sickVolume: null,
  seed: 20_260_907,
};
