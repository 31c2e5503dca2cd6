import { type CatalogueEntry, datum, defineEvent, layout } from "./entry.ts";
import { IN_OPERATIONAL, IN_SYSTEM } from "./failover-clustering.ts";

const NODE = datum("node", "node");

export const NODE_NOT_A_MEMBER = defineEvent({
  ...IN_SYSTEM,
  id: 1093,
  level: "error",
  layouts: [
    layout(
      "The Cluster service cannot identify node '%1' as a member of failover cluster '%2'. If the computer name for this " +
        "node was recently changed, consider reverting to the previous name. Alternatively, add the node to the failover " +
        "cluster and if necessary, reinstall clustered applications.",
      NODE,
      datum("cluster", "cluster"),
    ),
  ],
  meaning: "The cluster does not know the node by its name: it was renamed, perhaps.",
});

export const DIFFERENT_VERSION_MET = defineEvent({
  ...IN_OPERATIONAL,
  id: 1548,
  layouts: [
    layout(
      "Node '%1' established communication with node '%2' and detected that it is running a different, but compatible, " +
        "version of the operating system. We recommend that all nodes run the same version of the operating system. After " +
        "all nodes have been upgraded, run the Update-ClusterFunctionalLevel Windows PowerShell cmdlet to complete " +
        "upgrading the cluster.",
      NODE,
      datum("otherNode", "the other node"),
    ),
  ],
  meaning: "Two nodes run different versions of Windows: the cluster is being upgraded.",
});

export const CLUSTER_SOFTWARE_UPDATED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1549,
  layouts: [
    layout(
      "Node '%1' successfully became part of a failover cluster and detected that its cluster service software has been " +
        "updated.",
      NODE,
    ),
  ],
  meaning: "The node came back with newer cluster software: it was upgraded or patched.",
});

export const FUNCTIONAL_LEVEL_RAISED = defineEvent({
  ...IN_SYSTEM,
  id: 1594,
  level: "information",
  layouts: [
    layout(
      "Cluster service successfully upgraded the cluster functional level.  \n\n Functional Level: %1 \n Upgrade Version: %2",
      datum("functionalLevel", "functional level"),
      datum("upgradeVersion", "version of the upgrade"),
    ),
  ],
  meaning: "An upgrade of the cluster was completed.",
});

export const CLUSTER_MEMBERSHIP_EVENTS: readonly CatalogueEntry[] = [
  NODE_NOT_A_MEMBER,
  DIFFERENT_VERSION_MET,
  CLUSTER_SOFTWARE_UPDATED,
  FUNCTIONAL_LEVEL_RAISED,
];
