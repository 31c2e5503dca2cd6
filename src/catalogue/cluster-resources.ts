import { datum, defineEvent, layout } from "./entry.ts";
import { IN_SYSTEM } from "./failover-clustering.ts";

const RESOURCE = datum("resource", "resource");
const GROUP = datum("group", "clustered role");
const TYPE = datum("resourceType", "type of resource");
const ERROR_CODE = datum("errorCode", "error code");

const NEXT_STEPS =
  "\n\nBased on the failure policies for the resource and role, the cluster service may try to bring the resource online " +
  "on this node or move the group to another node of the cluster and then restart it.  Check the resource and group " +
  "state using Failover Cluster Manager or the Get-ClusterResource Windows PowerShell cmdlet.";

/** Five versions, of which two have three data. */
export const RESOURCE_FAILED = defineEvent({
  ...IN_SYSTEM,
  id: 1069,
  level: "error",
  layouts: [
    layout("Cluster resource '%1' in clustered role '%2' failed.", RESOURCE, GROUP),
    layout(`Cluster resource '%1' of type '%3' in clustered role '%2' failed.${NEXT_STEPS}`, RESOURCE, GROUP, TYPE),
    layout(
      `Cluster resource '%1' of type '%3' in clustered role '%2' failed. The error code was '%5' ('%4').${NEXT_STEPS}`,
      RESOURCE,
      GROUP,
      TYPE,
      datum("errorText", "error, in the machine's language"),
      ERROR_CODE,
    ),
    layout(
      `Cluster resource '%1' of type '%3' in clustered role '%2' failed. The error code was '%4'.${NEXT_STEPS}`,
      RESOURCE,
      GROUP,
      TYPE,
      ERROR_CODE,
    ),
    layout(
      "Cluster resource '%1' of type '%3' in clustered role '%2' failed due to an attempt to block a required state " +
        "change in that cluster resource.",
      RESOURCE,
      GROUP,
      TYPE,
    ),
  ],
  meaning: "A resource failed on this node.",
});

/** Has no data: the resource stands in the 1230 or 1069 before it. */
export const RESOURCE_HOST_TERMINATED = defineEvent({
  ...IN_SYSTEM,
  id: 1146,
  level: "critical",
  layouts: [
    layout(
      "The cluster Resource Hosting Subsystem (RHS) process was terminated and will be restarted. This is typically " +
        "associated with cluster health detection and recovery of a resource. Refer to the System event log to determine " +
        "which resource and resource DLL is causing the issue.",
    ),
  ],
  meaning: "A resource host process of the cluster was ended on this node.",
});

const DLL = datum("dll", "resource DLL");
const RECOVERY =
  " As part of cluster health detection, recovery actions will be taken. The cluster will try to automatically recover " +
  "by terminating and restarting the Resource Hosting Subsystem (RHS) process that is running this resource. Verify that " +
  "the underlying infrastructure (such as storage, networking, or services) that are associated with the resource are " +
  "functioning correctly.";
const NO_RESPONSE =
  "A component on the server did not respond in a timely fashion. This caused the cluster resource '%1' (resource type " +
  "'%2', DLL '%3') to exceed its time-out threshold";

export const RESOURCE_TIMED_OUT = defineEvent({
  ...IN_SYSTEM,
  id: 1230,
  level: "error",
  layouts: [
    layout(`${NO_RESPONSE}.${RECOVERY}`, RESOURCE, TYPE, DLL),
    layout(
      `${NO_RESPONSE} while processing control code '%4;'.${RECOVERY}`,
      RESOURCE,
      TYPE,
      DLL,
      datum("controlCode", "control code"),
    ),
  ],
  meaning: "A resource did not answer in time: a virtual machine's resource waits for a hung VMMS or WMI, for one.",
});
