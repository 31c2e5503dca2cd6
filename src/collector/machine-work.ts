/**
 * Work on a machine and its way back. WMI of a node may be dead, so that a command never ends: each piece of work has a session and a limit of time
 * of its own, and what came before the limit is kept. wevtutil's own way to another computer (/r:) writes its file there too, and brings none back.
 */
export const MACHINE_WORK = String.raw`$temporaryName = 'badnode-collect-' + [guid]::NewGuid().ToString()
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
}`;
