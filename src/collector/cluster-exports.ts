/** A list of the cluster: what gives its rows, and the columns that readers know. */
interface ClusterList {
  readonly step: string;
  /** As the manifest names it. */
  readonly command: string;
  /** What has to be known before. */
  readonly before?: string;
  readonly rows: string;
  /** As Select-Object takes them; `$timeColumn` and `$clusterColumn` are those of the collection. */
  readonly columns: readonly string[];
  readonly file: string;
}

const LISTS: readonly ClusterList[] = [
  {
    step: "groups",
    command: "Get-ClusterGroup",
    rows: "Get-ClusterGroup -Cluster $ClusterName",
    columns: ["$timeColumn", "'Name'", "'State'", "'OwnerNode'", "'GroupType'", "'Id'", "$clusterColumn"],
    file: "groups.csv",
  },
  {
    step: "resources",
    command: "Get-ClusterResource",
    rows: "Get-ClusterResource -Cluster $ClusterName",
    columns: [
      "$timeColumn",
      "'Name'",
      "'State'",
      "'OwnerGroup'",
      "'OwnerNode'",
      "'ResourceType'",
      "'Id'",
      "$clusterColumn",
    ],
    file: "resources.csv",
  },
  {
    step: "disk parameters",
    command: "Get-ClusterResource | Get-ClusterParameter",
    before: `$all = @(Get-ClusterResource -Cluster $ClusterName)
$disks = @($all | Where-Object -FilterScript { "$($_.ResourceType)" -eq 'Physical Disk' })
`,
    rows: "$disks | Get-ClusterParameter",
    columns: ["'ClusterObject'", "'Name'", "'Value'"],
    file: "parameters.csv",
  },
  {
    step: "nodes",
    command: "Get-ClusterNode",
    rows: "Get-ClusterNode -Cluster $ClusterName",
    columns: ["'Name'", "'State'", "'NodeWeight'", "'DynamicWeight'", "'Id'", "$clusterColumn"],
    file: "nodes.csv",
  },
];

/** All rows came before the first is written: a list that is cut would say that the rest is not there. */
const EXPORT_ROWS = "if ($rows.Count -gt 0) { $rows | Export-Csv -Path $File -NoTypeInformation -Encoding UTF8 }";

const OWNERS = `$now = (Get-Date).ToUniversalTime().ToString('o')
$rows = @(Get-ClusterSharedVolume -Cluster $ClusterName | ForEach-Object -Process {
    # A row for each volume on the disk, and one where none is shown.
    $parts = @($_.SharedVolumeInfo)
    if ($parts.Count -eq 0) { $parts = @($null) }
    foreach ($part in $parts) {
        [pscustomobject] @{
            Time = $now
            Name = $_.Name
            State = $_.State
            OwnerNode = $_.OwnerNode.Name
            FriendlyVolumeName = $part.FriendlyVolumeName
            PartitionName = $part.Partition.Name
            Cluster = $ClusterName
        }
    }
})
${EXPORT_ROWS}`;

/** Lists of a cluster, with the cluster's name in their rows, for two may be collected at once. */
export const CLUSTER_EXPORTS = String.raw`# What the cluster says of itself: who owns which volume, groups, resources, nodes and networks.
# Each list has a process of its own on this computer, which can be given up.
function Save-ClusterList {
    param([string] $ListName, [string] $ClusterName, [string] $Target, [string] $FileName, [string] $Cmdlet, [scriptblock] $Block)
    $destination = New-ResultFolder -Path $Target
    $file = Join-Path -Path $destination -ChildPath $FileName
    Invoke-Step -StepName $ListName -OfCluster $ClusterName -CommandText $Cmdlet -ResultFile "$Target\$FileName" -Action {
        Invoke-OnMachine -Machine $env:COMPUTERNAME -Block $Block -Values @($ClusterName, $file) -Seconds $secondsForSettings
    }
}

function Save-Cluster {
    param([string] $ClusterName, [string] $Target)
    $list = @{ ClusterName = $ClusterName; Target = $Target }
${saved("ownership", "Get-ClusterSharedVolume", "owners.csv", OWNERS)}
${LISTS.map(savedList).join("\n")}
${saved(
  "networks",
  "Get-ClusterNetwork",
  // As support bundles name it.
  "GetClusterNetwork.xml",
  "Get-ClusterNetwork -Cluster $ClusterName | Export-Clixml -Path $File",
)}
}`;

function savedList({ step, command, before, rows, columns, file }: ClusterList): string {
  const ofCollection = [
    columns.includes("$timeColumn") ? "$now = (Get-Date).ToUniversalTime().ToString('o')\n" : "",
    columns.includes("$timeColumn") ? "$timeColumn = @{ Name = 'Time'; Expression = { $now } }\n" : "",
    columns.includes("$clusterColumn") ? "$clusterColumn = @{ Name = 'Cluster'; Expression = { $ClusterName } }\n" : "",
  ].join("");
  const action = `${ofCollection}${before ?? ""}$columns = @(${columns.join(", ")})
$rows = @(${rows} | Select-Object -Property $columns)
${EXPORT_ROWS}`;
  return saved(step, command, file, action);
}

function saved(name: string, command: string, file: string, action: string): string {
  const lines = action.split("\n").map((line) => `        ${line}`);
  return `    Save-ClusterList @list -ListName '${name}' -FileName '${file}' -Cmdlet '${command}' -Block {
        param([string] $ClusterName, [string] $File)
        $ErrorActionPreference = 'Stop'
${lines.join("\n")}
    }`;
}
