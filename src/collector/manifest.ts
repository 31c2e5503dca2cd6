import { powershellConstant } from "../shared/powershell-literal.ts";

/** In it, what was done and how it went, as `src/sources/collection-manifest` reads it. */
export function manifestWriter(version: string): string {
  return String.raw`# What was done and how it went.
function Save-Manifest {
    param([string] $Destination)
    $manifest = [ordered] @{
        badnodeCollection = 1
        tool = @{ name = 'badnode'; version = ${powershellConstant(version) ?? "''"} }
        startedAt = $startedAt
        finishedAt = Get-TimeNow
        computer = $env:COMPUTERNAME
        powershell = $PSVersionTable.PSVersion.ToString()
        days = $Days
        steps = @($steps)
    }
    ConvertTo-Json -InputObject $manifest -Depth 4 | Out-File -FilePath (Join-Path -Path $Destination -ChildPath 'manifest.json') -Encoding UTF8
}`;
}
