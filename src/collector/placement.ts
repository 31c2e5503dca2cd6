/** Each node shows the machines that it runs: together they are all. */
export const PLACEMENT = String.raw`# Runs on the node: on which path each virtual machine's disks lie.
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
}`;
