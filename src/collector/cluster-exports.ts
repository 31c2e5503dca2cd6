/** A list of the cluster: what gives its rows, and the columns that readers know. */
interface ClusterList {
  readonly step: string;
  /** As the manifest names it. */
  readonly command: string;
  readonly rows: string;
  /** What has to be known before. */
  readonly before?: string;
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
        $disks = @($all | Where-Object -FilterScript { "$($_.ResourceType)" -eq 'Physical Disk' })`,
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
const EXPORT_ROWS = "if ($rows.Count -gt 0) { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding UTF8 }";

/** Lists of a cluster, with the cluster's name in their rows, for two may be collected at once. */
export const CLUSTER_EXPORTS = String.raw`# What the cluster says of itself: who owns which volume, groups, resources, nodes and networks.
function Save-Cluster {
    param([string] $ClusterName, [string] $Target)
    $destination = New-ResultFolder -Path $Target
    $timeColumn = @{ Name = 'Time'; Expression = { $now } }
    $clusterColumn = @{ Name = 'Cluster'; Expression = { $ClusterName } }
${step(
  "ownership",
  "Get-ClusterSharedVolume",
  "owners.csv",
  `$now = Get-TimeNow
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
        ${EXPORT_ROWS}`,
)}
${LISTS.map(listStep).join("\n")}
${step(
  "networks",
  "Get-ClusterNetwork",
  // As support bundles name it.
  "GetClusterNetwork.xml",
  "Get-ClusterNetwork -Cluster $ClusterName | Export-Clixml -Path $file",
)}
}`;

function listStep({ step: name, command, before, rows, columns, file }: ClusterList): string {
  const dated = columns.includes("$timeColumn") ? "$now = Get-TimeNow" : before;
  return step(
    name,
    command,
    file,
    `${dated === undefined ? "" : `${dated}\n        `}$columns = @(${columns.join(", ")})
        $rows = @(${rows} | Select-Object -Property $columns)
        ${EXPORT_ROWS}`,
  );
}

function step(name: string, command: string, file: string, action: string): string {
  const noted = `-StepName '${name}' -OfCluster $ClusterName -CommandText '${command}'`;
  return `    Invoke-Step ${noted} -ResultFile "$Target\\${file}" -Action {
        $file = Join-Path -Path $destination -ChildPath '${file}'
        ${action}
    }`;
}
