/**
 * What a node is set to, each under the name that support bundles give it: the cmdlet's without its dash. That of others' rules: what table R of the
 * RDMA cases looks at, and what nodes may differ in, such as drivers and updates.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  Win32_OperatingSystem: "Get-CimInstance -ClassName Win32_OperatingSystem",
  Win32_ComputerSystem: "Get-CimInstance -ClassName Win32_ComputerSystem",
  Win32_Bios: "Get-CimInstance -ClassName Win32_BIOS",
  GetHotFix: "Get-HotFix",
  GetWindowsFeature: "Get-WindowsFeature",
  GetNetAdapter: "Get-NetAdapter",
  GetNetAdapterAdvancedProperty: "Get-NetAdapterAdvancedProperty",
  GetNetAdapterBinding: "Get-NetAdapterBinding",
  GetNetAdapterRdma: "Get-NetAdapterRdma",
  GetNetAdapterQos: "Get-NetAdapterQos",
  GetNetIpAddress: "Get-NetIPAddress",
  GetNetLbfoTeam: "Get-NetLbfoTeam",
  GetNetLbfoTeamMember: "Get-NetLbfoTeamMember",
  GetNetQosPolicy: "Get-NetQosPolicy",
  GetNetQosDcbxSetting: "Get-NetQosDcbxSetting",
  GetNetQosFlowControl: "Get-NetQosFlowControl",
  GetNetQosTrafficClass: "Get-NetQosTrafficClass",
  GetSmbClientConfiguration: "Get-SmbClientConfiguration",
  GetSmbServerConfiguration: "Get-SmbServerConfiguration",
  GetSmbClientNetworkInterface: "Get-SmbClientNetworkInterface",
  GetSmbServerNetworkInterface: "Get-SmbServerNetworkInterface",
  "GetSmbMultichannelConnection-Default": "Get-SmbMultichannelConnection -SmbInstance Default",
  "GetSmbMultichannelConnection-CSV": "Get-SmbMultichannelConnection -SmbInstance CSV",
  "GetSmbMultichannelConnection-SBL": "Get-SmbMultichannelConnection -SmbInstance SBL",
  GetVMSwitch: "Get-VMSwitch",
  GetVMSwitchTeam: "Get-VMSwitchTeam",
  GetVMNetworkAdapter: "Get-VMNetworkAdapter -ManagementOS",
  GetVMNetworkAdapterVlan: "Get-VMNetworkAdapterVlan -ManagementOS",
  GetVMNetworkAdapterIsolation: "Get-VMNetworkAdapterIsolation -ManagementOS",
  GetVMNetworkAdapterTeamMapping: "Get-VMNetworkAdapterTeamMapping -ManagementOS",
  GetVMHost: "Get-VMHost",
  GetDrivers: "Get-CimInstance -ClassName Win32_PnPSignedDriver",
};

const ENTRIES = Object.entries(SETTINGS).map(([name, command]) => `        '${name}' = { ${command} }`);

export const NODE_SETTINGS = String.raw`# Runs on the node: what it is set to, one file for each cmdlet.
$saveSettings = {
    param([string] $Name)
    $ErrorActionPreference = 'Stop'
    $temporary = Join-Path -Path $env:SystemRoot -ChildPath "Temp\$Name"
    $null = New-Item -Path $temporary -ItemType Directory -Force
    $settings = [ordered] @{
${ENTRIES.join("\n")}
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
}`;
