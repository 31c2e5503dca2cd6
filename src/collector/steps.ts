/** Notes each step with how it went; no failure goes further than its step. */
export const STEPS = String.raw`$steps = New-Object -TypeName System.Collections.ArrayList

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
}`;
