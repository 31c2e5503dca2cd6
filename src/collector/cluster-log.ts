/** Node by node, for one that does not answer would else take the logs of all with it. */
export const CLUSTER_LOG = String.raw`# cluster.log of one node. Its times are UTC, as -UseLocalTime is not given.
function Save-ClusterLog {
    param([string] $ClusterName, [string] $Node, [string] $Target)
    $destination = New-ResultFolder -Path $Target
    Invoke-Step -StepName 'cluster log' -OfCluster $ClusterName -OfNode $Node -CommandText 'Get-ClusterLog' -ResultFile $Target -Action {
        $null = Get-ClusterLog -Cluster $ClusterName -Node $Node -Destination $destination -TimeSpan ($Days * 1440)
    }
}`;
