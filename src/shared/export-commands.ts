import { powershellNameLiteral } from "./powershell-literal.ts";

/**
 * PowerShell that exports what is missing, in one line each for pasting. Documented: that Get-VBRTaskSession takes sessions from the pipeline. Read
 * in public scripts: the properties that it takes out. Times go through UTC, so that neither a time zone nor a date's order has to be told.
 */
const TO_FILE = "-NoTypeInformation -Encoding UTF8";

/** One row for each machine in each run of a job. */
export const EXPORT_TASKS =
  "Get-VBRBackupSession | Get-VBRTaskSession | Select-Object Name,JobName,Status," +
  "@{n='StartTimeUtc';e={$_.Progress.StartTimeLocal.ToUniversalTime().ToString('o')}}," +
  `@{n='StopTimeUtc';e={$_.Progress.StopTimeLocal.ToUniversalTime().ToString('o')}} | Export-Csv tasks.csv ${TO_FILE}`;

/** On which path each machine's disks lie. */
export const EXPORT_PLACEMENT =
  "Get-VM -ComputerName (Get-ClusterNode).Name | Get-VMHardDiskDrive | Select-Object VMName,Path,ComputerName | " +
  `Export-Csv placement.csv ${TO_FILE}`;

/** Which paths are which volume: what Export-Csv and a printed table leave out. */
export const EXPORT_VOLUMES =
  "Get-ClusterSharedVolume | ConvertTo-Json -Depth 5 | Out-File volumes.json -Encoding UTF8";

/** Which role holds which disk. */
export const EXPORT_RESOURCES =
  "Get-ClusterResource | Select-Object Name,State,OwnerGroup,OwnerNode,ResourceType | " +
  `Export-Csv resources.csv ${TO_FILE}`;

/** Owners with the moment that they are of, one for all rows, added to those of before. */
export const EXPORT_OWNERS =
  "$now = (Get-Date).ToUniversalTime().ToString('o'); " +
  "Get-ClusterSharedVolume | Select-Object @{n='Time';e={$now}},Name,State,OwnerNode | " +
  `Export-Csv owners.csv -Append ${TO_FILE}`;

/** The accounts of all computers and their connection points, with what tells who may see them and when they changed. */
export const EXPORT_DIRECTORY =
  'Get-ADObject -LDAPFilter "(|(objectClass=computer)(objectClass=serviceConnectionPoint))" ' +
  "-Properties *,nTSecurityDescriptor,msDS-ReplAttributeMetaData | Export-Clixml directory.xml";

/** A channel's log, typed on its host: with `/r:` wevtutil would write the file on the other computer. null where a name cannot be typed. */
export function exportLog(channel: string, host: string): string | null {
  const file = powershellNameLiteral(`${host}-${channel.replaceAll(/[/\\]/g, "-")}.evtx`);
  const name = powershellNameLiteral(channel);
  return file === null || name === null ? null : `wevtutil epl ${name} ${file}`;
}
