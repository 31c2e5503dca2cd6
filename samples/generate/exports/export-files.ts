import type { ClusterPlan } from "../cluster/index.ts";
import { type LdifProgram, writeLdif } from "../ldif/index.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { clusterSharedVolumes } from "./cluster-shared-volumes.ts";
import type { MetadataAsked } from "./directory/directory-object.ts";
import { hostEntries } from "./directory/hosts.ts";
import { ownershipFile } from "./ownership.ts";
import { placementFile } from "./placement.ts";
import { type SessionRows, sessionsFile } from "./sessions.ts";
import { volumesClixmlFile, volumesJsonFile } from "./volumes.ts";

/** One file that is no log. */
export interface ExportedFile {
  /** Below the sample's folder, with forward slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** How an administrator exported: what a reader has to expect. */
export interface ExportHabits {
  readonly directory: LdifProgram;
  readonly metadata: MetadataAsked;
  readonly sessionRows: SessionRows;
  /** Of Export-Clixml. */
  readonly depth: 2 | 3;
}

/** On Windows, with all there is. */
export const THOROUGH: ExportHabits = {
  directory: "ldifde",
  metadata: "binary and XML",
  sessionRows: "machines",
  depth: 3,
};

/** With defaults, and the directory from Linux. */
export const BRIEF: ExportHabits = { directory: "ldapsearch", metadata: "binary", sessionRows: "attempts", depth: 2 };

/** Everything an administrator would export of this cluster beside its logs, in the order of the paths. */
export function exportFiles(
  plan: ClusterPlan,
  random: SeededRandom,
  { directory, metadata, sessionRows, depth }: ExportHabits,
): readonly ExportedFile[] {
  const volumes = clusterSharedVolumes(plan, random);
  return [
    { path: "backup/sessions.csv", content: sessionsFile(plan, sessionRows, random) },
    { path: "cluster/ownership.csv", content: ownershipFile(plan) },
    { path: "cluster/placement.csv", content: placementFile(plan) },
    { path: "cluster/volumes.json", content: volumesJsonFile(volumes) },
    { path: "cluster/volumes.xml", content: volumesClixmlFile(volumes, depth) },
    { path: "directory/hosts.ldif", content: writeLdif(hostEntries(plan, metadata, random), directory) },
  ];
}
