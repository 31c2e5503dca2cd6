/** On the machine: 15007 is ERROR_EVT_CHANNEL_NOT_FOUND. */
export const EVENT_LOGS = String.raw`# Runs on the machine: exports event logs. wevtutil writes copies and leaves the logs as they are.
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
}`;
