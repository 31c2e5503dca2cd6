/**
 * Every command that the collector may invoke, and those of its parameters that it may use, as Microsoft's documentation names them (module, page of
 * the cmdlet: "Parameters"), and Veeam's PowerShell reference for the two of Veeam. A command that is not here fails the test, whatever it does.
 */
const WINDOWS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "Microsoft.PowerShell.Core": {
    "Add-PSSnapin": ["-Name"],
    "ForEach-Object": ["-Process"],
    "Get-Module": ["-ListAvailable", "-Name"],
    "Get-PSSnapin": ["-Name", "-Registered", "-ErrorAction"],
    "Import-Module": ["-Name", "-DisableNameChecking"],
    "Invoke-Command": ["-ArgumentList", "-AsJob", "-ScriptBlock", "-Session"],
    "New-PSSession": ["-ComputerName", "-SessionOption"],
    "New-PSSessionOption": ["-OpenTimeout"],
    "Receive-Job": ["-Job"],
    "Remove-Job": ["-Force", "-Job"],
    "Remove-PSSession": ["-Session"],
    "Start-Job": ["-ArgumentList", "-ScriptBlock"],
    "Wait-Job": ["-Job", "-Timeout"],
    "Where-Object": ["-FilterScript"],
  },
  "Microsoft.PowerShell.Utility": {
    "ConvertTo-Json": ["-Depth", "-InputObject"],
    "Export-Clixml": ["-Depth", "-Path"],
    "Export-Csv": ["-Encoding", "-NoTypeInformation", "-Path"],
    "Get-Date": [],
    "New-Object": ["-TypeName"],
    "Out-File": ["-Encoding", "-FilePath"],
    "Select-Object": ["-Property"],
    "Sort-Object": ["-Unique"],
    "Write-Output": ["-InputObject"],
    "Write-Progress": ["-Activity", "-Completed", "-Status"],
    "Write-Warning": ["-Message"],
  },
  "Microsoft.PowerShell.Management": {
    "Copy-Item": ["-Destination", "-FromSession", "-Path", "-Recurse"],
    "Get-HotFix": [],
    "Join-Path": ["-ChildPath", "-Path"],
    "New-Item": ["-Force", "-ItemType", "-Path"],
    "Remove-Item": ["-Force", "-LiteralPath", "-Recurse"],
    "Resolve-Path": ["-LiteralPath"],
    "Test-Path": ["-LiteralPath"],
  },
  "Microsoft.PowerShell.Archive": { "Compress-Archive": ["-DestinationPath", "-Path"] },
  CimCmdlets: { "Get-CimInstance": ["-ClassName"] },
  ServerManager: { "Get-WindowsFeature": [] },
  FailoverClusters: {
    "Get-Cluster": ["-Name"],
    "Get-ClusterGroup": ["-Cluster"],
    "Get-ClusterLog": ["-Cluster", "-Destination", "-Node", "-TimeSpan"],
    "Get-ClusterNetwork": ["-Cluster"],
    "Get-ClusterNode": ["-Cluster"],
    "Get-ClusterParameter": [],
    "Get-ClusterResource": ["-Cluster"],
    "Get-ClusterSharedVolume": ["-Cluster"],
  },
  "Hyper-V": {
    "Get-VM": [],
    "Get-VMHardDiskDrive": [],
    "Get-VMHost": [],
    "Get-VMNetworkAdapter": ["-ManagementOS"],
    "Get-VMNetworkAdapterIsolation": ["-ManagementOS"],
    "Get-VMNetworkAdapterTeamMapping": ["-ManagementOS"],
    "Get-VMNetworkAdapterVlan": ["-ManagementOS"],
    "Get-VMSwitch": [],
    "Get-VMSwitchTeam": [],
  },
  NetAdapter: {
    "Get-NetAdapter": [],
    "Get-NetAdapterAdvancedProperty": [],
    "Get-NetAdapterBinding": [],
    "Get-NetAdapterQos": [],
    "Get-NetAdapterRdma": [],
  },
  NetTCPIP: { "Get-NetIPAddress": [] },
  NetLbfo: { "Get-NetLbfoTeam": [], "Get-NetLbfoTeamMember": [] },
  NetQos: { "Get-NetQosPolicy": [] },
  DcbQos: { "Get-NetQosDcbxSetting": [], "Get-NetQosFlowControl": [], "Get-NetQosTrafficClass": [] },
  SmbShare: {
    "Get-SmbClientConfiguration": [],
    "Get-SmbClientNetworkInterface": [],
    "Get-SmbMultichannelConnection": ["-SmbInstance"],
    "Get-SmbServerConfiguration": [],
    "Get-SmbServerNetworkInterface": [],
  },
  ActiveDirectory: { "Get-ADObject": ["-IncludeDeletedObjects", "-LDAPFilter", "-Properties", "-Server"] },
  "Veeam.Backup.PowerShell": { "Get-VBRBackupSession": [], "Get-VBRTaskSession": [] },
  // Windows commands reference: wevtutil {epl | export-log} <Path> <Exportfile> [/q:<Query>]
  "windows-commands": { "wevtutil.exe": [] },
};

/** By command. */
export const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(WINDOWS).flatMap((commands) => Object.entries(commands)),
);

/** Those that write, each of which a test looks at one by one. */
export const WRITING: ReadonlySet<string> = new Set([
  "Compress-Archive",
  "Copy-Item",
  "Export-Clixml",
  "Export-Csv",
  "Get-ClusterLog",
  "New-Item",
  "Out-File",
  "Remove-Item",
  "wevtutil.exe",
]);

/** Methods and functions of .NET that are called; none of them touches a file, a setting or another machine. */
export const METHODS: readonly string[] = [
  "Add",
  "AddDays",
  "GetTempPath",
  "NewGuid",
  "ToString",
  "ToUniversalTime",
  "Trim",
];
