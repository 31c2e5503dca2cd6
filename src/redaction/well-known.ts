import { PLAIN_WORDS } from "./plain-words.ts";

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const linesOf = (text: string): ReadonlySet<string> =>
  new Set(text.split("\n").map((line) => line.trim().toLowerCase()));

/** Names of Windows, of protocols and of attributes, spelt as they are; what makers of storage and backups call themselves. */
const TECHNICAL = wordsOf(`
  e.g i.e Administrator Administrators ANONYMOUS BUILTIN CLIXML CN CNF CSV DC DCs DER DLL DN DNS DNs DOMAIN EVTX EventLog
  FailoverClustering GSSAPI GUID GiB GB HOST HTTP HTTPS Hyper-V I IANA IP ISO JSON KB KDC KiB LDAP LDAPS LDIF LOGON LUN LUNs
  MB MiB MPIO MS-ADTS MSClusterVirtualServer MSServerCluster MSServerClusterMgmtAPI NETLOGON NetBIOS OU OUs OS PEM PowerShell
  Pre-Windows RDP RHS RHS.exe RPC RestrictedKrbHost SCP SCPs SDDL SET SID SIDs SMB SPN SPNs SRV SYSTEM SAN LUN StartTLS TERMSRV TLS
  TLSv1 UNC URL UTC UTF-16 UTF-32 UTF-8 UTF8 User32 VM VMMS VMs VPN VSS WMI WSMAN XML RDMA DNs PnP TRUE FALSE iSCSI iScsiPrt
  Microsoft Windows Server Datacenter Standard Enterprise Essentials Core Evaluation Storage R2 Pro Virtual Machine Console
  Service Replica Migration System Hardware Software Provider Shadow Copy EXAMPLE Example
  HPE HP 3PAR NetApp Dell EMC DELL EqualLogic Compellent PowerStore PowerVault Unity VNX Pure FlashArray Hitachi IBM Lenovo Nimble
  StarWind DataCore Synology QNAP Fujitsu Eternus Infortrend Nutanix Veeam Commvault Veritas Altaro Acronis Nakivo
  dNSHostName dnsHostName distinguishedName isDeleted lastKnownParent lastLogonTimestamp msDS-AdditionalDnsHostName
  msDS-AdditionalSamAccountName msDS-PrincipalName msDS-ReplAttributeMetaData nTSecurityDescriptor objectClass objectGUID
  objectSid operatingSystem operatingSystemVersion pwdLastSet replPropertyMetaData rootDSE sAMAccountName samAccountName
  serviceBindingInformation serviceClassName serviceConnectionPoint serviceDNSName serviceDNSNameType servicePrincipalName
  userAccountControl whenChanged whenCreated isSynchronized keywords managedBy description location
  EACCES EBUSY ECONNABORTED ECONNREFUSED ECONNRESET EHOSTDOWN EHOSTUNREACH EIO ELOOP EMFILE ENETDOWN ENETUNREACH ENOENT
  ENODATA ENOSPC ENOTDIR ENOTFOUND ENXIO EPERM EPIPE ESERVFAIL ETIMEDOUT ETIMEOUT EAI_AGAIN EISDIR
  ComputerName DomainName ClusterName ClusterNode ClusterResource ClusterSharedVolume ClusterStorage FriendlyVolumeName JobName
  NodeWeight OwnerGroup OwnerNode ResourceType VMName
  Eventlog Kernel-General NetJoin ServerManager-DeploymentProvider
`);

const CONSTANT = /^(?:STATUS|ERROR|VSS|E|RPC_S|NERR|DNS_ERROR|ERR|CERT|TLS|UNABLE|SELF)_[A-Z0-9_]+$/;
const NUMBER = /^\d{1,6}(?:\.\d{1,6}){0,3}%?$/;
/** Of Windows: a failure, or a success. Any other number may spell something. */
const STATUS_CODE = /^0x[08c][0-9a-f]{7}$/i;
/** Of Windows: an update. */
const UPDATE = /^KB\d{5,8}$/;
const WINDOWS_CHANNEL = /^Microsoft-Windows(?:-[A-Z][A-Za-z]*)+$/;

/** Whether a word says nothing about whoever is reported on. `capital`: a capital letter may be due to its place. */
export function isPlainWord(word: string, capital: boolean): boolean {
  if (TECHNICAL.has(word) || NUMBER.test(word) || STATUS_CODE.test(word) || CONSTANT.test(word)) return true;
  if (WINDOWS_CHANNEL.test(word) || UPDATE.test(word)) return true;
  const lower = capital ? `${word.slice(0, 1).toLowerCase()}${word.slice(1)}` : word;
  return lower
    .replace(/(?<![a-z])hyper-v(?![a-z])/, "host")
    .split("-")
    .every((part) => PLAIN_WORDS.has(part) || TECHNICAL.has(part));
}

/** Words that every sentence of PowerShell is made of. */
const CMDLET =
  /^(?:Add|Clear|Connect|ConvertFrom|ConvertTo|Copy|Disable|Dismount|Enable|Enter|Exit|Export|ForEach|Format|Get|Grant|Import|Install|Invoke|Join|Measure|Mount|Move|New|Out|Read|Register|Remove|Rename|Repair|Reset|Resolve|Restart|Restore|Resume|Select|Set|Sort|Split|Start|Stop|Suspend|Test|Uninstall|Unlock|Unregister|Update|Wait|Where|Write)-[A-Z][A-Za-z]+$/;

export function isCmdlet(word: string): boolean {
  return CMDLET.test(word);
}

const PRINCIPALS =
  /(?:NT AUTHORITY|BUILTIN)\\(?:SYSTEM|LOCAL SERVICE|NETWORK SERVICE|ANONYMOUS LOGON|Authenticated Users|Administrators|Users)(?![\p{L}\p{N}])/iuy;

/** `NT AUTHORITY\SYSTEM` and its like. */
export const WELL_KNOWN_PRINCIPAL = PRINCIPALS;

const ACCOUNTS = linesOf(`Administrator
  Guest
  SYSTEM
  Everyone
  Authenticated Users
  Domain Admins
  Domain Users
  Domain Computers
  Domain Controllers
  Enterprise Admins
  Schema Admins
  Account Operators
  LOCAL SERVICE
  NETWORK SERVICE
  ANONYMOUS LOGON
  CREATOR OWNER
  SELF`);

/** An account that every domain, or every Windows, has. */
export function isWellKnownAccount(name: string): boolean {
  return ACCOUNTS.has(name.toLowerCase());
}

const CONTAINERS = linesOf(`Microsoft Hyper-V
  Windows Virtual Machine
  Computers
  Users
  Builtin
  System
  Configuration
  Schema
  Services
  Sites
  Servers
  Partitions
  Deleted Objects
  LostAndFound
  Domain Controllers
  ForeignSecurityPrincipals
  Managed Service Accounts
  Program Data
  Infrastructure`);

/** An object that every directory has, or every Hyper-V host. */
export function isWellKnownContainer(name: string): boolean {
  return CONTAINERS.has(name.toLowerCase());
}

const FOLDERS = linesOf(`Users
  Windows
  Windows.old
  System32
  winevt
  Logs
  Log
  Temp
  tmp
  home
  var
  mnt
  ClusterStorage
  Program Files
  ProgramData
  Documents
  Downloads
  Desktop
  AppData
  Local
  Public
  samples
  exports
  export
  logs
  events
  backup
  cluster
  directory
  network`);

/** A file or folder without its ending that any administrator may have: of Windows, or as an export is called. */
export function isPlainFileName(name: string): boolean {
  return FOLDERS.has(name.toLowerCase()) || FILES.has(name.toLowerCase()) || WINDOWS_LOG.test(name);
}

const FILES = linesOf(`System
  Application
  Security
  Setup
  hosts
  sessions
  ownership
  owners
  placement
  volumes
  tasks
  resources
  cluster
  vms
  moves
  Microsoft-Windows-FailoverClustering-Operational
  manifest
  rhs
  vmms
  vmwp
  wmiprvse`);
const WINDOWS_LOG = /^Microsoft-Windows(?:-[A-Z][A-Za-z]*)+(?:%4(?:Admin|Operational|Analytic|Debug))?$/;

const ENDINGS = wordsOf(
  "evtx evt etl xml csv json jsonl ldif ldf clixml txt log zip cab md html exe dll sys ps1 psm1 bat cmd tsv pem cer crt der vhdx vhd avhdx vmcx vbk vib ini cfg conf",
);

export function isFileEnding(ending: string): boolean {
  return ENDINGS.has(ending.toLowerCase());
}

const CHANNELS = linesOf(`System
  Application
  Security
  Setup
  ForwardedEvents
  Forwarded Events
  Directory Service
  DNS Server
  Veeam Backup`);

export function isWindowsChannel(name: string): boolean {
  return CHANNELS.has(name.toLowerCase()) || /^Microsoft-Windows(?:-[A-Z][A-Za-z]*)+(?:\/[A-Z][A-Za-z]*)?$/.test(name);
}
