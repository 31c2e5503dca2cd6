import { datum, defineEvent, layout } from "./entry.ts";
import { IN_OPERATIONAL, IN_SYSTEM } from "./failover-clustering.ts";

const NODE = datum("node", "node");

export const NODE_ADDED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1007,
  layouts: [layout("A new node, %1, has been added to the failover cluster.", NODE)],
  meaning: "A node was added to the cluster, for the first time or again.",
});

export const NODE_EVICTED = defineEvent({
  ...IN_SYSTEM,
  id: 1011,
  level: "warning",
  layouts: [layout("Cluster node %1 has been evicted from the failover cluster.", NODE)],
  meaning: "A node was taken out of the cluster.",
});

export const CLUSTER_JOINED = defineEvent({
  ...IN_OPERATIONAL,
  id: 1062,
  layouts: [layout("This node has successfully joined the failover cluster '%1'.", datum("cluster", "cluster"))],
  meaning: "The node that logs it joined the running cluster.",
});

export const NODE_REMOVED_FROM_MEMBERSHIP = defineEvent({
  ...IN_SYSTEM,
  id: 1135,
  level: "critical",
  layouts: [
    layout(
      "Cluster node '%1' was removed from the active failover cluster membership. The Cluster service on this node may " +
        "have stopped. This could also be due to the node having lost communication with other active nodes in the " +
        "failover cluster. Run the Validate a Configuration wizard to check your network configuration. If the condition " +
        "persists, check for hardware or software errors related to the network adapters on this node. Also check for " +
        "failures in any other network components to which the node is connected such as hubs, switches, or bridges.",
      NODE,
    ),
  ],
  meaning: "The other nodes lost this node.",
});

export const NODE_CLEANED_UP = defineEvent({
  ...IN_SYSTEM,
  id: 4621,
  level: "information",
  // Misspelt in the table itself.
  layouts: [layout("This node was sucessfully removed from the cluster.")],
  meaning: "The node that logs it left the cluster for good.",
});

export const NODE_NOT_A_MEMBER = defineEvent({
  ...IN_SYSTEM,
  id: 1093,
  // Microsoft's list has it among the critical events.
  level: ["critical", "error"],
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
