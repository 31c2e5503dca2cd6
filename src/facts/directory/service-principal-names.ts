import type { ComputerObject } from "../../evidence/index.ts";

/** What a host registers for Hyper-V, in lower case; the first two no cluster's name has. */
const HOST_ONLY = ["microsoft virtual console service", "microsoft virtual system migration service"];
const HYPER_V = new Set([...HOST_ONLY, "hyper-v replica service"]);

/** Of each cluster node, and of the cluster's own name: `MSServerCluster` is but a part of it. */
const CLUSTER_MANAGEMENT = "msserverclustermgmtapi";

/** Up to the first slash, in lower case: directories ignore case, and a longer class is another class. */
function serviceClassOf(servicePrincipalName: string): string {
  const slash = servicePrincipalName.indexOf("/");
  return slash === -1 ? "" : servicePrincipalName.slice(0, slash).toLowerCase();
}

/** Who offers the service: `hv01.corp.example` of `Hyper-V Replica Service/hv01.corp.example:443`. */
export function serviceHostOf(servicePrincipalName: string): string {
  const [, host = ""] = servicePrincipalName.split("/", 2);
  const [name = ""] = host.split(":", 1);
  return name;
}

export function isHyperVSpn(servicePrincipalName: string): boolean {
  return HYPER_V.has(serviceClassOf(servicePrincipalName));
}

/** Every member of a domain has names of class HOST: an account that shows none at all may not be read. */
export function showsPrincipalNames({ servicePrincipalNames, hasOrdinaryNamesOnly }: ComputerObject): boolean {
  return servicePrincipalNames.length > 0 || hasOrdinaryNamesOnly === true;
}

/** Console and migration together: one of them alone may be left over from anything. */
export function areHostSpns(servicePrincipalNames: readonly string[]): boolean {
  const classes = new Set(servicePrincipalNames.map(serviceClassOf));
  return HOST_ONLY.every((serviceClass) => classes.has(serviceClass));
}

export function isClusterNodeSpn(servicePrincipalName: string): boolean {
  return serviceClassOf(servicePrincipalName) === CLUSTER_MANAGEMENT;
}

/** What a cluster registers for a name of its own; no node has these. */
export function clusterNameKind(servicePrincipalName: string): "cluster-name" | "virtual-computer" | null {
  switch (serviceClassOf(servicePrincipalName)) {
    case "msservercluster":
      return "cluster-name";
    case "msclustervirtualserver":
      return "virtual-computer";
    default:
      return null;
  }
}
