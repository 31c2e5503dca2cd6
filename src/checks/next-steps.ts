import type { NextStep } from "../report/index.ts";

export const FIND_OWNERS: NextStep = {
  id: "find-owners",
  kind: "look",
  text:
    "Find out which node owned each volume when its import failed on {proxies}. Failures that follow the owner point at " +
    "a node, failures that follow the volume at storage.",
};

export const AUDIT_CONNECTION_POINTS: NextStep = {
  id: "audit-connection-points",
  kind: "look",
  text:
    "Audit Active Directory: does the service connection point CN=Microsoft Hyper-V stand under the computer account of " +
    "every cluster node, {nodes} first? In the published case it was missing on all nodes whose volumes failed, and that " +
    "was their one common factor.",
};

export const MOVE_ONE_VOLUME: NextStep = {
  id: "move-one-volume",
  kind: "change",
  text:
    "Move one failing volume to a node whose volumes back up (Move-ClusterSharedVolume) and run its backup again: that " +
    "tells the node from the volume.",
};

export const REPAIR_CONNECTION_POINT: NextStep = {
  id: "repair-connection-point",
  kind: "change",
  text:
    "Only if the audit shows it missing, the published repair, one host at a time: drain, evict, leave the domain, " +
    "reset the computer account, join again, see the service connection point appear after the boot, add the host back " +
    "to the cluster. Do not make the object by hand: it would lack the security settings that the host gives its own.",
};
