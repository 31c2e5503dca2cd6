import { ACCOUNT_ATTRIBUTES } from "../shared/directory-attributes.ts";
/** All that is set, and what is shown only when it is named. */
const CONNECTION_POINT_ATTRIBUTES = [
  "*",
  "whenCreated",
  "whenChanged",
  "nTSecurityDescriptor",
  "msDS-ReplAttributeMetaData",
];
const DELETED_ATTRIBUTES = ["cn", "lastKnownParent", "whenChanged", "isDeleted", "objectGUID"];

function listed(variable: string, names: readonly string[]): string {
  return `    $${variable} = @(\n${names.map((name) => `        '${name}'`).join("\n")}\n    )`;
}

/** Hosts and connection points in one file: with one of the two alone nothing would be known to be missing. */
export const DIRECTORY = String.raw`# Hyper-V hosts and their service connection points, with security descriptors and metadata, as one domain shows them.
function Save-Directory {
    param([string] $Domain, [string[]] $Machines, [string] $Target)
    $destination = New-ResultFolder -Path $Target
    $noted = @{ CommandText = 'Get-ADObject'; ResultFile = "$Target\$Domain.xml" }
${listed("ofComputers", ACCOUNT_ATTRIBUTES)}
${listed("ofPoints", CONNECTION_POINT_ATTRIBUTES)}
${listed("ofDeleted", DELETED_ATTRIBUTES)}
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
}`;
