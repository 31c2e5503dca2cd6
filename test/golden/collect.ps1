#Requires -Version 5.1
#Requires -PSEdition Desktop
<#
.SYNOPSIS
Collects what badnode needs to find the bad node of a Hyper-V cluster. Reads only.

.DESCRIPTION
Made by badnode 1.2.3. This script has been PARSED, and NEVER YET RUN ON WINDOWS:
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
    [int] $Days = 14,
    [string[]] $Cluster = @('CLUSTER1'),
    [string[]] $Nodes = @(),
    [string[]] $Proxies = @('PROXY01'),
    [string] $Folder = '.',
    [switch] $Zip
)

$ErrorActionPreference = 'Stop'
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
}

# Events of the last days, and those of the Setup log whole: it is small, and tells when roles were added.
$recent = 'TimeCreated[timediff(@SystemTime) <= {0}]' -f ([long] $Days * 86400000)
$nodeChannels = @(
    @{ Name = 'System'; Query = "*[System[$recent]]" }
    @{ Name = 'Application'; Query = "*[System[$recent]]" }
    @{ Name = 'Setup'; Query = '*' }
    @{ Name = 'Microsoft-Windows-ServerManager-DeploymentProvider/Operational'; Query = '*' }
    @{ Name = 'Security'; Query = "*[System[(EventID=1102 or EventID=8222 or EventID=8223) and $recent]]" }
    @{ Name = 'Microsoft-Windows-FailoverClustering/Operational'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-FailoverClustering-CsvFs/Operational'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-FailoverClustering-Manager/Admin'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-FailoverClustering-WMIProvider/Admin'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-Hyper-V-VMMS-Admin'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-Hyper-V-VMMS-Operational'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-Hyper-V-VMMS-Networking'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-Hyper-V-VMMS-Storage'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-Hyper-V-High-Availability-Admin'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-SmbClient/Connectivity'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-WMI-Activity/Operational'; Query = "*[System[$recent]]" }
)
$proxyChannels = @(
    @{ Name = 'System'; Query = "*[System[$recent]]" }
    @{ Name = 'Application'; Query = "*[System[$recent]]" }
    @{ Name = 'Setup'; Query = '*' }
    @{ Name = 'Security'; Query = "*[System[(EventID=1102 or EventID=8222 or EventID=8223) and $recent]]" }
    @{ Name = 'Veeam Backup'; Query = "*[System[$recent]]" }
)
$managementChannels = @(
    @{ Name = 'System'; Query = "*[System[$recent]]" }
    @{ Name = 'Microsoft-Windows-FailoverClustering-Manager/Admin'; Query = "*[System[$recent]]" }
)

$steps = New-Object -TypeName System.Collections.ArrayList

function Get-TimeNow {
    (Get-Date).ToUniversalTime().ToString('o')
}

# One line of the manifest. Status: done, absent (there is no such log, command or module there) or failed.
function Add-Step {
    param([string] $StepName, [string] $OfCluster, [string] $OfNode, [string] $CommandText, [string] $ResultFile, [string] $Status, [string] $Problem)
    $null = $steps.Add([pscustomobject] @{
        time = Get-TimeNow
        step = $StepName
        cluster = $OfCluster
        node = $OfNode
        command = $CommandText
        status = $Status
        error = $Problem
        file = $ResultFile
    })
}

# Does one thing, gives what it gave, and notes how it went.
function Invoke-Step {
    param([string] $StepName, [string] $OfCluster, [string] $OfNode, [string] $CommandText, [string] $ResultFile, [scriptblock] $Action)
    $noted = @{ StepName = $StepName; OfCluster = $OfCluster; OfNode = $OfNode; CommandText = $CommandText; ResultFile = $ResultFile }
    Write-Progress -Activity 'badnode collect' -Status ('{0} {1} {2}' -f $StepName, $OfCluster, $OfNode)
    try {
        & $Action
        Add-Step @noted -Status 'done'
    } catch [System.Management.Automation.CommandNotFoundException] {
        Add-Step @noted -Status 'absent' -Problem $_.Exception.Message
    } catch {
        Add-Step @noted -Status 'failed' -Problem $_.Exception.Message
    }
}

# Runs on the machine: exports event logs. wevtutil writes copies and leaves the logs as they are.
$saveLogs = {
    param([string] $Name, [object[]] $Channels)
    $ErrorActionPreference = 'Stop'
    $temporary = Join-Path -Path $env:SystemRoot -ChildPath "Temp\$Name"
    $null = New-Item -Path $temporary -ItemType Directory -Force
    # What wevtutil says on its error stream is no reason to end.
    $ErrorActionPreference = 'Continue'
    foreach ($channel in $Channels) {
        $file = ($channel.Name -replace '/', '-') + '.evtx'
        $said = wevtutil.exe epl $channel.Name (Join-Path -Path $temporary -ChildPath $file) "/q:$($channel.Query)" 2>&1
        $code = $LASTEXITCODE
        $status = 'failed'
        if ($code -eq 0) { $status = 'done' }
        if ($code -eq 15007) { $status = 'absent' }
        $problem = ''
        if ($code -ne 0) { $problem = ('{0} (exit code {1})' -f (@($said | ForEach-Object -Process { "$_" }) -join ' '), $code) }
        [pscustomobject] @{ Step = 'event log'; Command = "wevtutil epl $($channel.Name)"; Status = $status; Problem = $problem; File = $file }
    }
}

# Runs on the node: on which path each virtual machine's disks lie.
$savePlacement = {
    param([string] $Name, [string] $ClusterName)
    $ErrorActionPreference = 'Stop'
    $temporary = Join-Path -Path $env:SystemRoot -ChildPath "Temp\$Name"
    $null = New-Item -Path $temporary -ItemType Directory -Force
    $status = 'done'
    $problem = ''
    try {
        $now = (Get-Date).ToUniversalTime().ToString('o')
        $columns = @(
            'VMName'
            'Path'
            'ComputerName'
            @{ Name = 'Time'; Expression = { $now } }
            @{ Name = 'Cluster'; Expression = { $ClusterName } }
        )
        $file = Join-Path -Path $temporary -ChildPath 'placement.csv'
        $rows = @(Get-VM | Get-VMHardDiskDrive | Select-Object -Property $columns)
        if ($rows.Count -gt 0) { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding UTF8 }
    } catch [System.Management.Automation.CommandNotFoundException] {
        $status = 'absent'
        $problem = $_.Exception.Message
    } catch {
        $status = 'failed'
        $problem = $_.Exception.Message
    }
    [pscustomobject] @{ Step = 'placement'; Command = 'Get-VM | Get-VMHardDiskDrive'; Status = $status; Problem = $problem; File = 'placement.csv' }
}

# Runs on the node: what it is set to, one file for each cmdlet.
$saveSettings = {
    param([string] $Name)
    $ErrorActionPreference = 'Stop'
    $temporary = Join-Path -Path $env:SystemRoot -ChildPath "Temp\$Name"
    $null = New-Item -Path $temporary -ItemType Directory -Force
    $settings = [ordered] @{
        'Win32_OperatingSystem' = { Get-CimInstance -ClassName Win32_OperatingSystem }
        'Win32_ComputerSystem' = { Get-CimInstance -ClassName Win32_ComputerSystem }
        'Win32_Bios' = { Get-CimInstance -ClassName Win32_BIOS }
        'GetHotFix' = { Get-HotFix }
        'GetWindowsFeature' = { Get-WindowsFeature }
        'GetNetAdapter' = { Get-NetAdapter }
        'GetNetAdapterAdvancedProperty' = { Get-NetAdapterAdvancedProperty }
        'GetNetAdapterBinding' = { Get-NetAdapterBinding }
        'GetNetAdapterRdma' = { Get-NetAdapterRdma }
        'GetNetAdapterQos' = { Get-NetAdapterQos }
        'GetNetIpAddress' = { Get-NetIPAddress }
        'GetNetLbfoTeam' = { Get-NetLbfoTeam }
        'GetNetLbfoTeamMember' = { Get-NetLbfoTeamMember }
        'GetNetQosPolicy' = { Get-NetQosPolicy }
        'GetNetQosDcbxSetting' = { Get-NetQosDcbxSetting }
        'GetNetQosFlowControl' = { Get-NetQosFlowControl }
        'GetNetQosTrafficClass' = { Get-NetQosTrafficClass }
        'GetSmbClientConfiguration' = { Get-SmbClientConfiguration }
        'GetSmbServerConfiguration' = { Get-SmbServerConfiguration }
        'GetSmbClientNetworkInterface' = { Get-SmbClientNetworkInterface }
        'GetSmbServerNetworkInterface' = { Get-SmbServerNetworkInterface }
        'GetSmbMultichannelConnection-Default' = { Get-SmbMultichannelConnection -SmbInstance Default }
        'GetSmbMultichannelConnection-CSV' = { Get-SmbMultichannelConnection -SmbInstance CSV }
        'GetSmbMultichannelConnection-SBL' = { Get-SmbMultichannelConnection -SmbInstance SBL }
        'GetVMSwitch' = { Get-VMSwitch }
        'GetVMSwitchTeam' = { Get-VMSwitchTeam }
        'GetVMNetworkAdapter' = { Get-VMNetworkAdapter -ManagementOS }
        'GetVMNetworkAdapterVlan' = { Get-VMNetworkAdapterVlan -ManagementOS }
        'GetVMNetworkAdapterIsolation' = { Get-VMNetworkAdapterIsolation -ManagementOS }
        'GetVMNetworkAdapterTeamMapping' = { Get-VMNetworkAdapterTeamMapping -ManagementOS }
        'GetVMHost' = { Get-VMHost }
        'GetDrivers' = { Get-CimInstance -ClassName Win32_PnPSignedDriver }
    }
    foreach ($setting in $settings.Keys) {
        $status = 'done'
        $problem = ''
        $file = $setting + '.xml'
        try {
            # First all of it: what fails leaves no half a file.
            $shown = @(& $settings[$setting])
            $shown | Export-Clixml -Path (Join-Path -Path $temporary -ChildPath $file) -Depth 3
        } catch [System.Management.Automation.CommandNotFoundException] {
            $status = 'absent'
            $problem = $_.Exception.Message
        } catch {
            $status = 'failed'
            $problem = $_.Exception.Message
        }
        [pscustomobject] @{ Step = 'settings'; Command = $settings[$setting].ToString().Trim(); Status = $status; Problem = $problem; File = $file }
    }
}

# Runs on the proxy or backup server: how backups went, where Veeam's cmdlets for Windows PowerShell are.
$saveSessions = {
    param([string] $Name, [int] $Days)
    $ErrorActionPreference = 'Stop'
    $temporary = Join-Path -Path $env:SystemRoot -ChildPath "Temp\$Name"
    $null = New-Item -Path $temporary -ItemType Directory -Force
    $status = 'done'
    $problem = ''
    try {
        if (Get-Module -ListAvailable -Name Veeam.Backup.PowerShell) {
            Import-Module -Name Veeam.Backup.PowerShell -DisableNameChecking
        } elseif (Get-PSSnapin -Registered -Name VeeamPSSnapin -ErrorAction SilentlyContinue) {
            Add-PSSnapin -Name VeeamPSSnapin
        } else {
            $status = 'absent'
            $problem = 'Neither the module Veeam.Backup.PowerShell nor the snap-in VeeamPSSnapin is here.'
        }
        if ($status -eq 'done') {
            $since = (Get-Date).AddDays(-$Days)
            $columns = @(
                'Name'
                'JobName'
                'Status'
                'JobSessId'
                @{ Name = 'IsRetryMode'; Expression = { $_.JobSess.IsRetryMode } }
                @{ Name = 'StartTimeUtc'; Expression = { $_.Progress.StartTimeLocal.ToUniversalTime().ToString('o') } }
                @{ Name = 'StopTimeUtc'; Expression = { $_.Progress.StopTimeLocal.ToUniversalTime().ToString('o') } }
            )
            $file = Join-Path -Path $temporary -ChildPath 'sessions.csv'
            $sessions = @(Get-VBRBackupSession | Where-Object -FilterScript { $_.CreationTime -ge $since })
            $rows = @($sessions | Get-VBRTaskSession | Select-Object -Property $columns)
            if ($rows.Count -gt 0) { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding UTF8 }
        }
    } catch {
        $status = 'failed'
        $problem = $_.Exception.Message
    }
    [pscustomobject] @{ Step = 'backup sessions'; Command = 'Get-VBRBackupSession | Get-VBRTaskSession'; Status = $status; Problem = $problem; File = 'sessions.csv' }
}

$temporaryName = 'badnode-collect-' + [guid]::NewGuid().ToString()
$secondsForLogs = 3600
$secondsForSettings = 900
$secondsForAnswer = 120

# HV01 of HV01.corp.example.
function Get-ShortName {
    param([string] $Machine)
    ($Machine -split '\.')[0]
}

function Test-ThisComputer {
    param([string] $Machine)
    (Get-ShortName -Machine $Machine) -eq $env:COMPUTERNAME
}

function New-MachineSession {
    param([string] $Machine)
    New-PSSession -ComputerName $Machine -SessionOption (New-PSSessionOption -OpenTimeout 60000)
}

# Runs a block on a machine and gives what it gives, as it comes.
function Invoke-OnMachine {
    param([string] $Machine, [scriptblock] $Block, [object[]] $Values, [int] $Seconds)
    $session = $null
    $job = $null
    $finished = $null
    try {
        if (Test-ThisComputer -Machine $Machine) {
            $job = Start-Job -ScriptBlock $Block -ArgumentList $Values
        } else {
            $session = New-MachineSession -Machine $Machine
            $job = Invoke-Command -Session $session -ScriptBlock $Block -ArgumentList $Values -AsJob
        }
        $finished = Wait-Job -Job $job -Timeout $Seconds
        Receive-Job -Job $job
        if ($null -eq $finished) {
            throw ('No answer within {0} seconds. What came before that was kept.' -f $Seconds)
        }
    } finally {
        # What does not end might not let itself be ended either: it is left behind, and goes with this PowerShell.
        if ($null -ne $finished) { Remove-Job -Job $job -Force }
        if ($null -ne $session -and ($null -ne $finished -or $null -eq $job)) { Remove-PSSession -Session $session }
    }
}

# Runs a block that gives lines of the manifest.
function Save-FromMachine {
    param([string] $Machine, [string] $ClusterName, [string] $Target, [string] $Work, [scriptblock] $Block, [object[]] $Values, [int] $Seconds)
    Write-Progress -Activity 'badnode collect' -Status ('{0} {1}' -f $Work, $Machine)
    try {
        Invoke-OnMachine -Machine $Machine -Block $Block -Values $Values -Seconds $Seconds | ForEach-Object -Process {
            $line = @{ StepName = $_.Step; CommandText = $_.Command; ResultFile = "$Target\$($_.File)"; Status = $_.Status; Problem = $_.Problem }
            Add-Step @line -OfCluster $ClusterName -OfNode $Machine
        }
    } catch {
        Add-Step -StepName $Work -OfCluster $ClusterName -OfNode $Machine -Status 'failed' -Problem $_.Exception.Message
    }
}

# Brings a machine's temporary folder into the collection, where it gets another name.
function Copy-FromMachine {
    param([string] $Machine, [string] $Destination)
    $session = $null
    try {
        if (Test-ThisComputer -Machine $Machine) {
            $source = Join-Path -Path $env:SystemRoot -ChildPath "Temp\$temporaryName"
            Copy-Item -Path $source -Destination $Destination -Recurse
        } else {
            $session = New-MachineSession -Machine $Machine
            $root = Invoke-Command -Session $session -ScriptBlock { $env:SystemRoot }
            $source = Join-Path -Path $root -ChildPath "Temp\$temporaryName"
            Copy-Item -FromSession $session -Path $source -Destination $Destination -Recurse
        }
    } finally {
        if ($null -ne $session) { Remove-PSSession -Session $session }
    }
}

# Runs on the machine: removes the temporary folder of this run, and nothing else.
$removeTemporary = {
    param([string] $Name)
    $ErrorActionPreference = 'Stop'
    if ($Name -notmatch '^badnode-collect-[0-9a-f-]{36}$') { throw 'This is no temporary folder of badnode.' }
    $temporary = Join-Path -Path $env:SystemRoot -ChildPath "Temp\$Name"
    if (Test-Path -LiteralPath $temporary) { Remove-Item -LiteralPath $temporary -Recurse -Force }
}

# Does all the work on one machine, if it answers: exports into its temporary folder, copies, removes.
function Save-Machine {
    param([string] $Machine, [string] $ClusterName, [string] $Target, [object[]] $Channels, [switch] $IsNode, [switch] $MayHaveBackups)
    $reached = @(Invoke-Step -StepName 'connection' -OfCluster $ClusterName -OfNode $Machine -CommandText 'New-PSSession' -Action {
        Invoke-OnMachine -Machine $Machine -Block { $env:COMPUTERNAME } -Values @() -Seconds $secondsForAnswer
    })
    if ($reached.Count -eq 0) { return }
    $of = @{ Machine = $Machine; ClusterName = $ClusterName; Target = $Target }
    try {
        Save-FromMachine @of -Work 'event logs' -Block $saveLogs -Values @($temporaryName, $Channels) -Seconds $secondsForLogs
        if ($IsNode) {
            Save-FromMachine @of -Work 'placement' -Block $savePlacement -Values @($temporaryName, $ClusterName) -Seconds $secondsForSettings
            Save-FromMachine @of -Work 'settings' -Block $saveSettings -Values @($temporaryName) -Seconds $secondsForSettings
        }
        if ($MayHaveBackups) {
            Save-FromMachine @of -Work 'backup sessions' -Block $saveSessions -Values @($temporaryName, $Days) -Seconds $secondsForSettings
        }
        Invoke-Step -StepName 'copy' -OfCluster $ClusterName -OfNode $Machine -CommandText 'Copy-Item' -ResultFile $Target -Action {
            Copy-FromMachine -Machine $Machine -Destination (Join-Path -Path $result -ChildPath $Target)
        }
    } finally {
        Invoke-Step -StepName 'remove temporary folder' -OfCluster $ClusterName -OfNode $Machine -CommandText 'Remove-Item' -Action {
            Invoke-OnMachine -Machine $Machine -Block $removeTemporary -Values @($temporaryName) -Seconds $secondsForAnswer
        }
    }
}

# What the cluster says of itself: who owns which volume, groups, resources, nodes and networks.
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
    Save-ClusterList @list -ListName 'ownership' -FileName 'owners.csv' -Cmdlet 'Get-ClusterSharedVolume' -Block {
        param([string] $ClusterName, [string] $File)
        $ErrorActionPreference = 'Stop'
        $now = (Get-Date).ToUniversalTime().ToString('o')
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
        if ($rows.Count -gt 0) { $rows | Export-Csv -Path $File -NoTypeInformation -Encoding UTF8 }
    }
    Save-ClusterList @list -ListName 'groups' -FileName 'groups.csv' -Cmdlet 'Get-ClusterGroup' -Block {
        param([string] $ClusterName, [string] $File)
        $ErrorActionPreference = 'Stop'
        $now = (Get-Date).ToUniversalTime().ToString('o')
        $timeColumn = @{ Name = 'Time'; Expression = { $now } }
        $clusterColumn = @{ Name = 'Cluster'; Expression = { $ClusterName } }
        $columns = @($timeColumn, 'Name', 'State', 'OwnerNode', 'GroupType', 'Id', $clusterColumn)
        $rows = @(Get-ClusterGroup -Cluster $ClusterName | Select-Object -Property $columns)
        if ($rows.Count -gt 0) { $rows | Export-Csv -Path $File -NoTypeInformation -Encoding UTF8 }
    }
    Save-ClusterList @list -ListName 'resources' -FileName 'resources.csv' -Cmdlet 'Get-ClusterResource' -Block {
        param([string] $ClusterName, [string] $File)
        $ErrorActionPreference = 'Stop'
        $now = (Get-Date).ToUniversalTime().ToString('o')
        $timeColumn = @{ Name = 'Time'; Expression = { $now } }
        $clusterColumn = @{ Name = 'Cluster'; Expression = { $ClusterName } }
        $columns = @($timeColumn, 'Name', 'State', 'OwnerGroup', 'OwnerNode', 'ResourceType', 'Id', $clusterColumn)
        $rows = @(Get-ClusterResource -Cluster $ClusterName | Select-Object -Property $columns)
        if ($rows.Count -gt 0) { $rows | Export-Csv -Path $File -NoTypeInformation -Encoding UTF8 }
    }
    Save-ClusterList @list -ListName 'disk parameters' -FileName 'parameters.csv' -Cmdlet 'Get-ClusterResource | Get-ClusterParameter' -Block {
        param([string] $ClusterName, [string] $File)
        $ErrorActionPreference = 'Stop'
        $all = @(Get-ClusterResource -Cluster $ClusterName)
        $disks = @($all | Where-Object -FilterScript { "$($_.ResourceType)" -eq 'Physical Disk' })
        $columns = @('ClusterObject', 'Name', 'Value')
        $rows = @($disks | Get-ClusterParameter | Select-Object -Property $columns)
        if ($rows.Count -gt 0) { $rows | Export-Csv -Path $File -NoTypeInformation -Encoding UTF8 }
    }
    Save-ClusterList @list -ListName 'nodes' -FileName 'nodes.csv' -Cmdlet 'Get-ClusterNode' -Block {
        param([string] $ClusterName, [string] $File)
        $ErrorActionPreference = 'Stop'
        $clusterColumn = @{ Name = 'Cluster'; Expression = { $ClusterName } }
        $columns = @('Name', 'State', 'NodeWeight', 'DynamicWeight', 'Id', $clusterColumn)
        $rows = @(Get-ClusterNode -Cluster $ClusterName | Select-Object -Property $columns)
        if ($rows.Count -gt 0) { $rows | Export-Csv -Path $File -NoTypeInformation -Encoding UTF8 }
    }
    Save-ClusterList @list -ListName 'networks' -FileName 'GetClusterNetwork.xml' -Cmdlet 'Get-ClusterNetwork' -Block {
        param([string] $ClusterName, [string] $File)
        $ErrorActionPreference = 'Stop'
        Get-ClusterNetwork -Cluster $ClusterName | Export-Clixml -Path $File
    }
}

# Runs on this computer, where it can be given up: makes cluster.log of one node and brings it here.
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
}

# Hyper-V hosts and their service connection points, with security descriptors and metadata, as one domain shows them.
function Save-Directory {
    param([string] $Domain, [string[]] $Machines, [string] $Target)
    $destination = New-ResultFolder -Path $Target
    $noted = @{ CommandText = 'Get-ADObject'; ResultFile = "$Target\$Domain.xml" }
    $ofComputers = @(
        'objectClass'
        'cn'
        'sAMAccountName'
        'dNSHostName'
        'objectSid'
        'objectGUID'
        'userAccountControl'
        'operatingSystem'
        'operatingSystemVersion'
        'servicePrincipalName'
        'msDS-AdditionalDnsHostName'
        'msDS-AdditionalSamAccountName'
        'pwdLastSet'
        'lastLogonTimestamp'
        'whenCreated'
        'whenChanged'
        'nTSecurityDescriptor'
        'msDS-ReplAttributeMetaData'
    )
    $ofPoints = @(
        '*'
        'whenCreated'
        'whenChanged'
        'nTSecurityDescriptor'
        'msDS-ReplAttributeMetaData'
    )
    $ofDeleted = @(
        'cn'
        'lastKnownParent'
        'whenChanged'
        'isDeleted'
        'objectGUID'
    )
    $services = 'Microsoft Virtual Console Service', 'Microsoft Virtual System Migration Service', 'Hyper-V Replica Service'
    $names = @($services | ForEach-Object -Process { "(servicePrincipalName=$_/*)" })
    # Names that need no escape in a filter; the account of any other is found by its services.
    $names += @($Machines | Where-Object -FilterScript { $_ -match '^[A-Za-z0-9_-]+$' } | ForEach-Object -Process { '(sAMAccountName={0}$)' -f $_ })
    $computers = '(&(objectClass=computer)(|' + ($names -join '') + '))'
    $found = @(Invoke-Step -StepName 'directory hosts' @noted -Action {
        Get-ADObject -Server $Domain -LDAPFilter $computers -Properties $ofComputers
    })
    $found += @(Invoke-Step -StepName 'directory connection points' @noted -Action {
        Get-ADObject -Server $Domain -LDAPFilter '(&(objectClass=serviceConnectionPoint)(|(cn=Microsoft Hyper-V)(cn=Microsoft Hyper-V\0ACNF:*)))' -Properties $ofPoints
    })
    # Only administrators of the domain are shown deleted objects.
    $found += @(Invoke-Step -StepName 'directory deleted connection points' @noted -Action {
        Get-ADObject -Server $Domain -IncludeDeletedObjects -LDAPFilter '(&(isDeleted=TRUE)(cn=Microsoft Hyper-V*))' -Properties $ofDeleted
    })
    if ($found.Count -gt 0) {
        Invoke-Step -StepName 'directory' -CommandText 'Export-Clixml' -ResultFile "$Target\$Domain.xml" -Action {
            $found | Export-Clixml -Path (Join-Path -Path $destination -ChildPath "$Domain.xml") -Depth 4
        }
    }
}

# What was done and how it went.
function Save-Manifest {
    param([string] $Destination)
    $manifest = [ordered] @{
        badnodeCollection = 1
        tool = @{ name = 'badnode'; version = '1.2.3' }
        startedAt = $startedAt
        finishedAt = Get-TimeNow
        computer = $env:COMPUTERNAME
        powershell = $PSVersionTable.PSVersion.ToString()
        days = $Days
        steps = @($steps)
    }
    ConvertTo-Json -InputObject $manifest -Depth 4 | Out-File -FilePath (Join-Path -Path $Destination -ChildPath 'manifest.json') -Encoding UTF8
}

$findCluster = {
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
Write-Output -InputObject ('Next, where badnode is: badnode diagnose "{0}"' -f $place)
