import type { EventEvidence } from "../evidence/index.ts";
import type { CatalogueEntry } from "./entry.ts";

const PROVIDER = "Microsoft-Windows-Hyper-V-VMMS";
const GUID = "{6066f867-7ca1-4418-85fd-36e3f9c0600c}";
const ADMIN = "Microsoft-Windows-Hyper-V-VMMS-Admin";

/**
 * The channels of this provider. 12660's own channel is not verified: Admin is where it is expected, the others are
 * read too when they are there.
 */
const CHANNELS = [
  ADMIN,
  "Microsoft-Windows-Hyper-V-VMMS-Operational",
  "Microsoft-Windows-Hyper-V-VMMS-Networking",
  "Microsoft-Windows-Hyper-V-VMMS-Storage",
];

/** VMMS could not open the Hyper-V storage provider (symbol MSVM_VDEV_OPEN_STOR_VSP_FAILED). */
export const VMMS_STORAGE_PROVIDER_FAILED: CatalogueEntry = {
  provider: PROVIDER,
  providerGuid: GUID,
  id: 12660,
  channel: ADMIN,
  level: "error",
  payload: "user-data",
  fields: [],
  message: "Cannot open handle to Hyper-V storage provider.",
  meaning: "Logged when Hyper-V settings are opened, not at backup time: it marks a host, it dates no failure.",
  certainty: {
    id: "verified",
    channel: "unverified",
    level: "unverified",
    payload: "inferred",
    fields: "unverified",
    message: "verified",
  },
  sources: ["the published case"],
  need: { providers: [PROVIDER], channels: CHANNELS, ids: [{ from: 12660, to: 12660 }], keep: "without-data" },
};

export function isVmmsStorageProviderFailed(event: EventEvidence): boolean {
  const ofVmms = event.provider?.toLowerCase() === PROVIDER.toLowerCase() || event.providerGuid?.toLowerCase() === GUID;
  return ofVmms && event.eventId === VMMS_STORAGE_PROVIDER_FAILED.id;
}
