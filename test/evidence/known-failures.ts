import type { EventEvidence } from "../../src/evidence/index.ts";
import { type EventGiven, event, VMMS_ADMIN } from "./build-evidence.ts";

const HV01 = "HV01.corp.example";
const CLUSTERING = "Microsoft-Windows-FailoverClustering";

/** Values in the order of %1, %2 ... without names. */
export function unnamed(...values: readonly string[]): NonNullable<EventGiven["data"]> {
  return values.map((value) => ({ value }));
}

function onSystem(given: EventGiven): EventEvidence {
  return event({ computer: HV01, channel: "System", ...given });
}

export function vmms14050(given: EventGiven): EventEvidence {
  return event({
    computer: HV01,
    provider: "Microsoft-Windows-Hyper-V-VMMS",
    eventId: 14050,
    channel: VMMS_ADMIN,
    data: [{ name: "Parameter0", value: "Hyper-V Replica Service" }],
    ...given,
  });
}

export function netlogon5788(given: EventGiven): EventEvidence {
  const data = unnamed("HOST/HV01.corp.example", "HOST/HV01", "Access is denied.");
  return onSystem({ provider: "NETLOGON", eventId: 5788, data, ...given });
}

export function netlogon5789(given: EventGiven): EventEvidence {
  const data = unnamed("HV01.corp.example", "Access is denied.");
  return onSystem({ provider: "NETLOGON", eventId: 5789, data, ...given });
}

export function netlogon5719(given: EventGiven): EventEvidence {
  const data = unnamed("CORP", "There are currently no logon servers available.");
  return onSystem({ provider: "NETLOGON", eventId: 5719, data, ...given });
}

export function clusterResourceTimedOut(given: EventGiven): EventEvidence {
  const data = unnamed("Virtual Machine VM17", "Virtual Machine", "vmclusres.dll", "ISALIVE");
  return onSystem({ provider: CLUSTERING, eventId: 1230, data, ...given });
}

export function resourceHostTerminated(given: EventGiven): EventEvidence {
  return onSystem({ provider: CLUSTERING, eventId: 1146, level: 1, ...given });
}

export function clusterResourceFailed(given: EventGiven): EventEvidence {
  const data = unnamed("Virtual Machine VM17", "VM17", "Virtual Machine", "text", "1460");
  return onSystem({ provider: CLUSTERING, eventId: 1069, data, ...given });
}

export function applicationCrashed(given: EventGiven): EventEvidence {
  const data = unnamed(
    ..."rhs.exe|10.0.14393.0|57899a4a|vmclusres.dll|10.0.14393.0|57899b4a|c0000005|000000000001a2b3|1a2c".split("|"),
    ..."01d2f98cb1cb25dd|C:\\Windows\\Cluster\\rhs.exe|C:\\Windows\\System32\\vmclusres.dll|efc65f51".split("|"),
  );
  return event({ computer: HV01, provider: "Application Error", eventId: 1000, data, ...given });
}

export function volumePaused(given: EventGiven): EventEvidence {
  const data = unnamed("Volume3", "Cluster Disk 3", "STATUS_IO_TIMEOUT(c00000b5)");
  return onSystem({ provider: CLUSTERING, eventId: 5120, level: 3, data, ...given });
}

export function volumeLost(given: EventGiven): EventEvidence {
  const data = unnamed("Volume3", "Cluster Disk 3", "(1460)");
  return onSystem({ provider: CLUSTERING, eventId: 5142, data, ...given });
}

/** The twelve strings of VSS 12362, 12363 and 12364. */
export function lunStrings(serial: string, vendor = "EXAMPLE", product = "SAN LUN"): NonNullable<EventGiven["data"]> {
  return unnamed(
    "{1b2c3d4e-0000-0000-0000-000000000001}",
    ...["2", "0", "0", "true", "6", vendor, product, "0100", serial, "60 06 01 60", "\n\nOperation:\n   Import"],
  );
}

export function snapshotLunMissing(given: EventGiven): EventEvidence {
  return event({ eventId: 12362, data: lunStrings("SN0001"), ...given });
}

export function sameSignature(given: EventGiven): EventEvidence {
  const data = unnamed("\\Device\\Harddisk14\\DR14", "14", "3");
  return onSystem({ provider: "partmgr", eventId: 58, level: 3, data, ...given });
}

export function sameIdentifiers(given: EventGiven): EventEvidence {
  const data = unnamed("\\Device\\Harddisk14\\DR14", "14", "", "\\Device\\0000009b");
  return onSystem({ provider: "disk", eventId: 158, level: 3, data, ...given });
}
