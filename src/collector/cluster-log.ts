/** Node by node and with a limit of time, for one that does not answer would else take the logs of all with it. */
export const CLUSTER_LOG = String.raw`# Runs on this computer, where it can be given up: makes cluster.log of one node and brings it here.
# Its times are UTC, as -UseLocalTime is not given.
$makeClusterLog = {
    param([string] $ClusterName, [string] $Node, [string] $Destination, [int] $Minutes)
    $ErrorActionPreference = 'Stop'
    $null = Get-ClusterLog -Cluster $ClusterName -Node $Node -Destination $Destination -TimeSpan $Minutes
}

function Save-ClusterLog {
    param([string] $ClusterName, [string] $Node, [string] $Target)
    $destination = New-ResultFolder -Path $Target
    Invoke-Step -StepName 'cluster log' -OfCluster $ClusterName -OfNode $Node -CommandText 'Get-ClusterLog' -ResultFile $Target -Action {
        $values = @($ClusterName, $Node, $destination, ($Days * 1440))
        Invoke-OnMachine -Machine $env:COMPUTERNAME -Block $makeClusterLog -Values $values -Seconds $secondsForSettings
    }
}`;
