/** Veeam's alone: of no other product's cmdlets is published what they show. Times through UTC, as nothing then depends on a time zone. */
export const BACKUP_SESSIONS = String.raw`# Runs on the proxy or backup server: how backups went, where Veeam's cmdlets for Windows PowerShell are.
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
}`;
