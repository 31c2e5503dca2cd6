import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { log, VMMS_ADMIN } from "../evidence/build-evidence.ts";
import {
  lunStrings,
  netlogon5719,
  netlogon5788,
  resourceHostTerminated,
  clusterResourceTimedOut,
  sameIdentifiers,
  snapshotLunMissing,
  vmms14050,
  volumeLost,
  volumePaused,
} from "../evidence/known-failures.ts";

const NIGHTS = ["2025-06-02", "2025-06-03", "2025-06-04"];

/**
 * FS01 cannot register its names and is shown copies of disks, FS02's resource host crashes, FS03 alone loses a volume,
 * both FS01 and FS02 lose another one, and on FSPROXY LUNs do not arrive; each every night.
 */
export const STORAGE_FAULTS: readonly EventEvidence[] = NIGHTS.flatMap((day, night) => [
  netlogon5719({ computer: "FS01", time: `${day}T06:00:00Z`, recordId: 10 * night }),
  netlogon5788({ computer: "FS01", time: `${day}T06:01:00Z`, recordId: 10 * night + 1 }),
  vmms14050({ computer: "FS01", time: `${day}T06:02:00Z`, recordId: 10 * night }),
  sameIdentifiers({ computer: "FS01", time: `${day}T22:00:00Z`, recordId: 10 * night + 2 }),
  clusterResourceTimedOut({ computer: "FS02", time: `${day}T03:00:00Z`, recordId: 10 * night }),
  resourceHostTerminated({ computer: "FS02", time: `${day}T03:00:02Z`, recordId: 10 * night + 1 }),
  volumePaused({ computer: "FS03", time: `${day}T04:00:00Z`, recordId: 10 * night }),
  volumeLost({ computer: "FS03", time: `${day}T04:01:00Z`, recordId: 10 * night + 1 }),
  ...["FS01", "FS02"].map((computer) =>
    volumeLost({
      computer,
      time: `${day}T05:00:00Z`,
      recordId: 10 * night + 5,
      data: [{ value: "Volume7" }, { value: "Cluster Disk 7" }, { value: "(1460)" }],
    }),
  ),
  snapshotLunMissing({
    computer: "FSPROXY",
    time: `${day}T22:30:00Z`,
    recordId: night,
    data: lunStrings(`SN${night}`),
  }),
]);

export const STORAGE_FAULT_LOGS: readonly LogEvidence[] = [
  ...["FS01", "FS02", "FS03"].flatMap((node) => [log(node, VMMS_ADMIN), log(node, "System")]),
  log("FSPROXY", "Application"),
];
