// Where entries were read. The manifests' message tables are of about Windows Server 2019, the field names of about
// Windows 10 (build 18990).

export const messageTable = (provider: string): string => `scheatkode/brain, manifest message tables: ${provider}`;

export const manifestFields = (provider: string): string =>
  `repnz/etw-providers-docs, Manifests-Win10-18990: ${provider}`;

export const realRecordMap = (map: string): string => `EricZimmerman/evtx, Maps/${map} (a real record)`;

export const REAL_SYSTEM_LOG = "williballenthin/python-evtx, tests/data/system.evtx (a real System log)";

export const VSS_MESSAGE_TABLE = "libyal/winevt-kb, message table of vssvc.exe 6.1.7600 to 10.0.10586";

export const CLUSTER_SYSTEM_EVENTS = "MicrosoftDocs/windowsserverdocs, failover-clustering/system-events.md";

export const PUBLISHED_CASE = "the published case";
