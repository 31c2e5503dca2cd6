/** Before all functions. */
export const PREPARATION = String.raw`$ErrorActionPreference = 'Stop'
$startedAt = (Get-Date).ToUniversalTime().ToString('o')

# With powershell.exe -File, names with commas between come as one.
function Split-Names {
    param([string[]] $Names)
    $Names |
        ForEach-Object -Process { $_ -split '[,;]' } |
        ForEach-Object -Process { $_.Trim() } |
        Where-Object -FilterScript { $_ -ne '' }
}
$Cluster = @(Split-Names -Names $Cluster)
$Nodes = @(Split-Names -Names $Nodes)
$Proxies = @(Split-Names -Names $Proxies)

# Where the collection grows; with -Zip in the temporary folder of whoever runs this.
$stamp = (Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmssZ')
$resultName = "badnode-collection-$stamp"
$parent = (Resolve-Path -LiteralPath $Folder).ProviderPath
$growsIn = $parent
if ($Zip) { $growsIn = [System.IO.Path]::GetTempPath() }
$result = Join-Path -Path $growsIn -ChildPath $resultName
$null = New-Item -Path $result -ItemType Directory

# A folder of the collection.
function New-ResultFolder {
    param([string] $Path)
    $made = Join-Path -Path $result -ChildPath $Path
    $null = New-Item -Path $made -ItemType Directory -Force
    $made
}

# What names a machine or a cluster names a folder too.
function Get-FolderName {
    param([string] $Name)
    $Name -replace '[^\w.-]', '_'
}`;

/** What is done, in order. */
export const COURSE = String.raw`$findCluster = {
    param([string] $Name)
    Get-Cluster -Name $Name
}
$findNodes = {
    param([string] $Name)
    Get-ClusterNode -Cluster $Name | ForEach-Object -Process { $_.Name }
}

$collected = @()
$shortNodes = @($Nodes | ForEach-Object -Process { Get-ShortName -Machine $_ })
$domains = @()
try {
    if ($Cluster.Count -eq 0) {
        $found = @(Invoke-Step -StepName 'cluster' -CommandText 'Get-Cluster' -Action {
            Invoke-OnMachine -Machine $env:COMPUTERNAME -Block { Get-Cluster } -Values @() -Seconds $secondsForAnswer
        })
    } else {
        $found = @(foreach ($asked in $Cluster) {
            Invoke-Step -StepName 'cluster' -OfCluster $asked -CommandText 'Get-Cluster' -Action {
                Invoke-OnMachine -Machine $env:COMPUTERNAME -Block $findCluster -Values @($asked) -Seconds $secondsForAnswer
            }
        })
    }
    foreach ($one in $found) {
        $name = $one.Name
        $domains += @($one.Domain)
        $target = Get-FolderName -Name $name
        Save-Cluster -ClusterName $name -Target $target
        $members = @(Invoke-Step -StepName 'nodes' -OfCluster $name -CommandText 'Get-ClusterNode' -Action {
            Invoke-OnMachine -Machine $env:COMPUTERNAME -Block $findNodes -Values @($name) -Seconds $secondsForAnswer
        })
        foreach ($node in $members) {
            $short = Get-ShortName -Machine $node
            if ($shortNodes.Count -gt 0 -and $shortNodes -notcontains $short) { continue }
            if ($collected -contains $short) { continue }
            $collected += $short
            $place = "$target\Node_" + (Get-FolderName -Name $node)
            Save-Machine -Machine $node -ClusterName $name -Target $place -Channels $nodeChannels -IsNode
            Save-ClusterLog -ClusterName $name -Node $node -Target $target
        }
    }
    # Nodes that no cluster has, such as one that was evicted.
    foreach ($node in $Nodes) {
        $short = Get-ShortName -Machine $node
        if ($collected -contains $short) { continue }
        $collected += $short
        Save-Machine -Machine $node -Target ('Node_' + (Get-FolderName -Name $node)) -Channels $nodeChannels -IsNode
    }
    $hosts = $collected
    foreach ($proxy in $Proxies) {
        $short = Get-ShortName -Machine $proxy
        if ($collected -contains $short) { continue }
        $collected += $short
        $place = 'Proxy_' + (Get-FolderName -Name $proxy)
        Save-Machine -Machine $proxy -Target $place -Channels $proxyChannels -MayHaveBackups
    }
    if ($collected -notcontains $env:COMPUTERNAME) {
        $place = 'Management_' + $env:COMPUTERNAME
        Save-Machine -Machine $env:COMPUTERNAME -Target $place -Channels $managementChannels -MayHaveBackups
    }
    $domains = @($domains | Where-Object -FilterScript { $_ } | Sort-Object -Unique)
    if ($domains.Count -eq 0) { $domains = @($env:USERDNSDOMAIN) }
    foreach ($domain in $domains) {
        Save-Directory -Domain $domain -Machines $hosts -Target 'directory'
    }
} finally {
    Save-Manifest -Destination $result
}

$place = $result
if ($Zip) {
    $archive = Join-Path -Path $parent -ChildPath "$resultName.zip"
    try {
        Compress-Archive -Path (Join-Path -Path $result -ChildPath '*') -DestinationPath $archive
        $place = $archive
        Remove-Item -LiteralPath $result -Recurse -Force
    } catch {
        Write-Warning -Message "No ZIP file was made: $($_.Exception.Message) The collection lies in $result."
    }
}
Write-Progress -Activity 'badnode collect' -Completed
$failed = @($steps | Where-Object -FilterScript { $_.status -eq 'failed' })
foreach ($step in $failed) {
    Write-Warning -Message ('{0} {1} {2} {3}: {4}' -f $step.step, $step.cluster, $step.node, $step.command, $step.error)
}
Write-Output -InputObject ('{0} steps, {1} of them failed. The collection: {2}' -f $steps.Count, $failed.Count, $place)
Write-Output -InputObject ('Next, where badnode is: badnode diagnose "{0}"' -f $place)`;
