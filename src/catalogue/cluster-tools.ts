import { VERIFIED } from "./certainties.ts";
import { type Certainties, datum, defineEvent, type Layout, layout, unusedDatum } from "./entry.ts";
import { messageTable } from "./sources.ts";

// What Failover Cluster Manager and the cluster's WMI provider log where they run, and which node they name.

const MESSAGE_ONLY: Certainties = {
  ...VERIFIED,
  channel: "inferred",
  level: "unverified",
  payload: "unverified",
  fields: "unverified",
};
const PROVIDER_LIST = "CSS-Windows TSS, provider list (GUID)";
const MANAGER_PROVIDER = "Microsoft-Windows-FailoverClustering-Manager";
const WMI_PROVIDER = "Microsoft-Windows-FailoverClustering-WMIProvider";

const MANAGER = {
  provider: MANAGER_PROVIDER,
  providerGuid: "{11b3c6b7-e06f-4191-bbb9-7099fff55614}",
  channel: "Microsoft-Windows-FailoverClustering-Manager/Admin",
  level: "error",
  payload: "event-data",
  certainty: MESSAGE_ONLY,
  sources: [messageTable(MANAGER_PROVIDER), PROVIDER_LIST],
} as const;

const CLUSTER_WMI = {
  ...MANAGER,
  provider: WMI_PROVIDER,
  providerGuid: "{0461be3c-bc15-4bad-9a9e-51f3fadfec75}",
  channel: "Microsoft-Windows-FailoverClustering-WMIProvider/Admin",
  sources: [messageTable(WMI_PROVIDER), PROVIDER_LIST],
} as const;

const NODE = datum("node", "node");
const ERROR = datum("error", "error");

/** The message has one insertion; whether a second datum follows is not known. */
function aboutNode(message: string): readonly [Layout<"node">, Layout<"node">] {
  return [layout(message, NODE), layout(message, NODE, unusedDatum())];
}

const DISCONNECTED =
  "Failover Cluster Manager was disconnected from cluster '%1'. Please make sure the cluster is up and accessible.";

export const MANAGER_DISCONNECTED = defineEvent({
  ...MANAGER,
  id: 4630,
  layouts: [
    layout(DISCONNECTED, datum("cluster", "cluster")),
    layout(DISCONNECTED, datum("cluster", "cluster"), unusedDatum()),
  ],
  meaning: "The console lost the cluster.",
});

export const MANAGER_CANNOT_CONTACT_NODE = defineEvent({
  ...MANAGER,
  id: 4681,
  layouts: [layout("Failover Cluster Manager could not contact node '%1'.\n\n%2", NODE, ERROR)],
  meaning: "The console could not reach a node, which it names.",
});

export const MANAGER_CANNOT_LIST_MACHINES = defineEvent({
  ...MANAGER,
  id: 4693,
  layouts: [
    layout(
      "Failover Cluster Manager could not get virtual machines on cluster node '%1'. The error was '%2'. For more " +
        "information see the Failover Cluster Manager Diagnostic channel.",
      NODE,
      ERROR,
    ),
  ],
  meaning: "Hyper-V's WMI does not answer on a node, which it names.",
});

export const NODE_STATE_UNKNOWN = defineEvent({
  ...CLUSTER_WMI,
  id: 6238,
  layouts: aboutNode(
    "Failover Cluster WMI Provider could not determine the state of cluster node '%1'. For more information see the " +
      "Failover Clustering WMI Diagnostic channel.",
  ),
  meaning: "The cluster's WMI could not ask a node, which it names.",
});

export const NODE_NOT_FOUND = defineEvent({
  ...CLUSTER_WMI,
  id: 6239,
  layouts: aboutNode(
    "Failover Cluster WMI Provider could not find cluster node '%1'. Some properties may be skipped. Please make sure " +
      "that the node is online and accessible.",
  ),
  meaning: "The cluster's WMI could not find a node, which it names.",
});
