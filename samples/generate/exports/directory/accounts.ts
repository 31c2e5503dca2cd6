import type { ClusterPlan, PlannedNode } from "../../cluster/index.ts";
import { later, type Moment } from "../../moment.ts";
import type { ComputerAccount } from "./computer-account.ts";
import { SPN_CLASSES } from "./service-principal-names.ts";

const SERVER_2016 = { name: "Windows Server 2016 Datacenter", version: "10.0 (14393)" } as const;
const CLUSTER_RID = 1630;
const VIRTUAL_NAME_DESCRIPTION = "Failover cluster virtual network name account";
/** How many days before the logs the other accounts were made. */
const AGE_DAYS = { cluster: 3_000, role: 2_990, proxy: 2_970 } as const;
const DAY_SECONDS = 86_400;

const NOTHING_HAPPENED = { owner: null, description: null, renamedAt: null, upgradedAt: null } as const;

/** With what its history left in it. */
export function nodeAccount(node: PlannedNode, plan: ClusterPlan): ComputerAccount {
  const { name, fqdn, sid, accountCreated, renamedAt, upgradedAt } = node;
  return {
    ...NOTHING_HAPPENED,
    name,
    fqdn,
    sid,
    ou: hostsOu(plan),
    created: accountCreated,
    spnClasses: SPN_CLASSES.clusterNode,
    system: SERVER_2016,
    renamedAt,
    upgradedAt,
  };
}

/** The cluster's own account, the one of a role, which the cluster made and owns, and the proxy's. */
export function otherAccounts(plan: ClusterPlan): readonly ComputerAccount[] {
  const { clusterName, domain, proxy } = plan;
  const cluster: ComputerAccount = {
    ...NOTHING_HAPPENED,
    name: clusterName,
    fqdn: `${clusterName}.${domain.dns}`,
    sid: `${domain.sid}-${CLUSTER_RID}`,
    ou: hostsOu(plan),
    created: madeAt(AGE_DAYS.cluster, plan),
    spnClasses: SPN_CLASSES.clusterName,
    description: VIRTUAL_NAME_DESCRIPTION,
    system: null,
  };
  const role = `${clusterName}FS`;
  return [
    cluster,
    {
      ...cluster,
      name: role,
      fqdn: `${role}.${domain.dns}`,
      sid: `${domain.sid}-${CLUSTER_RID + 1}`,
      created: madeAt(AGE_DAYS.role, plan),
      owner: cluster.sid,
      spnClasses: SPN_CLASSES.virtualName,
    },
    {
      ...NOTHING_HAPPENED,
      ...proxy,
      ou: `OU=Backup,${domain.dn}`,
      created: madeAt(AGE_DAYS.proxy, plan),
      spnClasses: SPN_CLASSES.server,
      system: SERVER_2016,
    },
  ];
}

function hostsOu({ domain }: ClusterPlan): string {
  return `OU=Hyper-V Hosts,${domain.dn}`;
}

function madeAt(ageDays: number, { firstMoment }: ClusterPlan): Moment {
  return later(firstMoment, (0.4 - ageDays) * DAY_SECONDS);
}
