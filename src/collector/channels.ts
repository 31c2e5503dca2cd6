import { powershellConstant } from "../shared/powershell-literal.ts";

/** An event log that is exported, and what of it. */
export interface CollectedChannel {
  readonly channel: string;
  /** Only these: the rest says things that are nobody's business. */
  readonly ids?: readonly number[];
  /** However old: the log is small, and what it tells happened long ago. */
  readonly isWhole?: true;
}

/** Snapshots made and deleted, and that the log was cleared. Of logons and the like nothing is exported. */
const SECURITY: CollectedChannel = { channel: "Security", ids: [1102, 8222, 8223] };

/** Of each node of a cluster. */
export const NODE_CHANNELS: readonly CollectedChannel[] = [
  { channel: "System" },
  { channel: "Application" },
  { channel: "Setup", isWhole: true },
  { channel: "Microsoft-Windows-ServerManager-DeploymentProvider/Operational", isWhole: true },
  SECURITY,
  { channel: "Microsoft-Windows-FailoverClustering/Operational" },
  { channel: "Microsoft-Windows-FailoverClustering-CsvFs/Operational" },
  { channel: "Microsoft-Windows-FailoverClustering-Manager/Admin" },
  { channel: "Microsoft-Windows-FailoverClustering-WMIProvider/Admin" },
  { channel: "Microsoft-Windows-Hyper-V-VMMS-Admin" },
  { channel: "Microsoft-Windows-Hyper-V-VMMS-Operational" },
  { channel: "Microsoft-Windows-Hyper-V-VMMS-Networking" },
  { channel: "Microsoft-Windows-Hyper-V-VMMS-Storage" },
  { channel: "Microsoft-Windows-Hyper-V-High-Availability-Admin" },
  { channel: "Microsoft-Windows-SmbClient/Connectivity" },
  { channel: "Microsoft-Windows-WMI-Activity/Operational" },
];

/** Of each backup proxy, and of the backup server where it is named among them. */
export const PROXY_CHANNELS: readonly CollectedChannel[] = [
  { channel: "System" },
  { channel: "Application" },
  { channel: "Setup", isWhole: true },
  SECURITY,
  { channel: "Veeam Backup" },
];

/** Of the computer that the script runs on, where it is none of them: here Failover Cluster Manager says which node it cannot reach. */
export const MANAGEMENT_CHANNELS: readonly CollectedChannel[] = [
  { channel: "System" },
  { channel: "Microsoft-Windows-FailoverClustering-Manager/Admin" },
];

/** The lists as the script holds them. */
export function channelLists(): string {
  return String.raw`# Events of the last days, and those of the Setup log whole: it is small, and tells when roles were added.
$recent = 'TimeCreated[timediff(@SystemTime) <= {0}]' -f ([long] $Days * 86400000)
${listOf("nodeChannels", NODE_CHANNELS)}
${listOf("proxyChannels", PROXY_CHANNELS)}
${listOf("managementChannels", MANAGEMENT_CHANNELS)}`;
}

function listOf(name: string, channels: readonly CollectedChannel[]): string {
  const entries = channels.map(
    (channel) => `    @{ Name = ${powershellConstant(channel.channel) ?? ""}; Query = ${queryOf(channel)} }`,
  );
  return `$${name} = @(\n${entries.join("\n")}\n)`;
}

/** XPath as wevtutil takes it. */
function queryOf({ ids, isWhole }: CollectedChannel): string {
  if (isWhole === true) return "'*'";
  if (ids === undefined) return '"*[System[$recent]]"';
  return `"*[System[(${ids.map((id) => `EventID=${id}`).join(" or ")}) and $recent]]"`;
}
