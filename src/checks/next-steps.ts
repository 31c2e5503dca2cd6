import type { NextStep } from "../report/index.ts";

export const FIND_OWNERS: NextStep = {
  id: "find-owners",
  settledBy: "trials",
  kind: "look",
  text:
    "Find out which node owned each volume when its import failed on {proxies}. Failures that follow the owner point at " +
    "a node, failures that follow the volume at storage.",
};

export const AUDIT_CONNECTION_POINTS: NextStep = {
  id: "audit-connection-points",
  settledBy: "directory",
  kind: "look",
  text:
    "Audit Active Directory: does the service connection point CN=Microsoft Hyper-V stand under the computer account of " +
    "every cluster node, {nodes} first? badnode scp only reads, and tells it of a whole domain, and who made each. In the " +
    "published case it was missing on all nodes whose volumes failed, and that was their one common factor.",
};

export const MOVE_ONE_VOLUME: NextStep = {
  id: "move-one-volume",
  settledBy: "trials",
  kind: "change",
  text:
    "Move one failing volume to a node whose volumes back up (Move-ClusterSharedVolume) and run its backup again: that " +
    "tells the node from the volume.",
};

export const REPAIR_CONNECTION_POINT: NextStep = {
  id: "repair-connection-point",
  settledBy: "directory",
  kind: "change",
  text:
    "Only if the audit shows it missing, the published repair, one host at a time: drain, evict, leave the domain, " +
    "reset the computer account, join again, see the service connection point appear after the boot, add the host back " +
    "to the cluster. Do not make the object by hand: it would lack the security settings that the host gives its own.",
};

export const LOOK_AT_ACCOUNT_WRITES: NextStep = {
  id: "look-at-account-writes",
  kind: "look",
  text:
    "On {nodes}, see what keeps the host from writing to its computer account: was a domain controller reached when it " +
    "booted (NETLOGON 5719 in System), may SELF write servicePrincipalName on the account, and do the domain controllers " +
    "use a fixed port outside the default dynamic range (vmms.exe may use no other: KB 2761899)?",
};

export const LOOK_AT_RESOURCE_HOST: NextStep = {
  id: "look-at-resource-host",
  kind: "look",
  text:
    "Read the cluster log of {nodes} around the first crash (Get-ClusterLog): which resource and which DLL did not answer, " +
    "and did storage, the Hyper-V service and WMI answer on the node at that time?",
};

export const PART_ONE_RESOURCE: NextStep = {
  id: "part-one-resource",
  kind: "change",
  text:
    "If one resource stands behind all crashes, let it run in a resource host of its own (its property SeparateMonitor), " +
    "so that it takes no other resource down with it while the cause is looked for.",
};

export const COMPARE_NODES_ACCESS: NextStep = {
  id: "compare-nodes-access",
  kind: "look",
  text:
    "Compare the nodes: Get-ClusterSharedVolumeState shows which node has direct access to which volume now. What all " +
    "nodes lost together points at the array or the network behind {volumes}, what one lost alone at that node.",
};

export const LOOK_AT_NODE_PATHS: NextStep = {
  id: "look-at-node-paths",
  kind: "look",
  text:
    "On {nodes}, look at the paths to storage and to the other nodes at those times: disk, mpio, iScsiPrt and network " +
    "events in System, the adapter's own tools, the switch ports.",
};

export const LOOK_AT_PRESENTATION: NextStep = {
  id: "look-at-presentation",
  kind: "look",
  text:
    "On the array, look the LUNs up by their serial numbers: were they presented to {proxies}, through paths that are up, " +
    "and of which volume, owned by which node, are they snapshots?",
};

export const LOOK_AT_HOST_GROUPS: NextStep = {
  id: "look-at-host-groups",
  kind: "look",
  text:
    "On the array, see to whom the backup's snapshots are presented: {nodes} should not be among them unless the backup " +
    "mounts snapshots on the hosts. Get-Disk on the host tells which LUN a disk number is.",
};

export const LEAVE_COPIES_OFFLINE: NextStep = {
  id: "leave-copies-offline",
  kind: "change",
  text:
    "Leave copies of disks offline on {nodes}, and take them away on the array, not by giving them new signatures: that " +
    "writes to the snapshot.",
};
