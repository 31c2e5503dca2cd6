import { powershellConstant } from "../shared/powershell-literal.ts";
import type { CollectorOptions } from "./options.ts";

/** What the script is, and its parameters. @throws for a name that cannot stand in a script, which whoever asks has to refuse before */
export function header({ version, days, clusters, nodes, proxies, folder, zip }: CollectorOptions): string {
  return String.raw`#Requires -Version 5.1
#Requires -PSEdition Desktop
<#
.SYNOPSIS
Collects what badnode needs to find the bad node of a Hyper-V cluster. Reads only.

.DESCRIPTION
Made by badnode ${version}. This script has been PARSED, and NEVER YET RUN ON WINDOWS:
badnode's tests parse it with a PowerShell grammar and hold every command in it and every
parameter to a written list. Read it before you run it.

Run it once, in Windows PowerShell 5.1 "as administrator", on a management host that has the
Failover Clustering tools and, for the directory, the Active Directory module:

    powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\collect.ps1

It changes no setting, starts and stops no service, moves no volume. What it writes:
- the collection, below -Folder;
- on each machine a folder %SystemRoot%\Temp\badnode-collect-..., with what was exported there
  until it has been copied; it is removed in the end, and where it could not be, you are told;
- cluster.log: Get-ClusterLog makes it anew on each node (%SystemRoot%\Cluster\Reports), as always.

Other machines are asked through PowerShell remoting (WinRM), each with a limit of time: a node
that does not answer, or whose WMI has died, stops nothing else. What failed, and why, stands in
manifest.json of the collection.

Event logs may name people and machines. Look through the collection before you hand it on.

.PARAMETER Days
How many days back event logs, cluster.log and backup sessions go. Logs are often no larger than
20 MB: -Days 3650 takes all that they hold, also when a host was renamed.

.PARAMETER Cluster
Names of clusters, with commas between. Default: the one that this computer belongs to.

.PARAMETER Nodes
Names of nodes, with commas between. Default: all nodes of the clusters. Others may be named too,
such as one that was evicted.

.PARAMETER Proxies
Backup proxies, and the backup server, with commas between.

.PARAMETER Folder
In which folder the collection is put, under a name of its own. Default: the current one.

.PARAMETER Zip
Makes one ZIP file of it.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 3650)]
    [int] $Days = ${days},
    [string[]] $Cluster = ${listOf(clusters)},
    [string[]] $Nodes = ${listOf(nodes)},
    [string[]] $Proxies = ${listOf(proxies)},
    [string] $Folder = ${constant(folder)},
    [switch] $Zip${zip ? " = $true" : ""}
)`;
}

function listOf(names: readonly string[]): string {
  return `@(${names.map(constant).join(", ")})`;
}

function constant(text: string): string {
  const written = powershellConstant(text);
  if (written === null) throw new Error("a name that cannot stand in a script was not refused");
  return written;
}
