/** Of every joined computer, and what WinRM and Remote Desktop add. */
const COMPUTER = ["HOST", "RestrictedKrbHost"] as const;
const SERVER = ["WSMAN", "TERMSRV"] as const;
/** Registered by the Virtual Machine Management service. */
const HYPER_V = [
  "Microsoft Virtual Console Service",
  "Microsoft Virtual System Migration Service",
  "Hyper-V Replica Service",
] as const;

export const SPN_CLASSES = {
  server: [...SERVER, ...COMPUTER],
  clusterNode: [...HYPER_V, "MSServerClusterMgmtAPI", ...SERVER, ...COMPUTER],
  clusterName: ["MSServerClusterMgmtAPI", "MSServerCluster", "MSClusterVirtualServer", "HOST"],
  virtualName: ["MSClusterVirtualServer", "HOST"],
} as const;

/** Each class under the short and under the full name. */
export function servicePrincipalNames(classes: readonly string[], name: string, fqdn: string): readonly string[] {
  return classes.flatMap((serviceClass) => [`${serviceClass}/${fqdn}`, `${serviceClass}/${name}`]);
}
