import type { EventEvidence, EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { type CatalogueEntry, datum, defineEvent, layout } from "./entry.ts";
import { isEvent } from "./is-event.ts";
import { readFields } from "./read-fields.ts";
import { PUBLISHED_CASE } from "./sources.ts";

const ADMIN = "Microsoft-Windows-Hyper-V-VMMS-Admin";

const VMMS = {
  provider: "Microsoft-Windows-Hyper-V-VMMS",
  providerGuid: "{6066f867-7ca1-4418-85fd-36e3f9c0600c}",
  channel: ADMIN,
  level: "error",
  payload: "user-data",
} as const;

/**
 * The other channels of this provider. 12660's own channel is not verified: Admin is where it is expected, the others
 * are read too when they are there.
 */
const OTHER_CHANNELS = [
  "Microsoft-Windows-Hyper-V-VMMS-Operational",
  "Microsoft-Windows-Hyper-V-VMMS-Networking",
  "Microsoft-Windows-Hyper-V-VMMS-Storage",
];

/** VMMS could not open the Hyper-V storage provider (symbol MSVM_VDEV_OPEN_STOR_VSP_FAILED). */
export const VMMS_STORAGE_PROVIDER_FAILED = defineEvent({
  ...VMMS,
  id: 12660,
  alsoIn: OTHER_CHANNELS,
  layouts: [layout("Cannot open handle to Hyper-V storage provider.")],
  meaning: "Logged when Hyper-V settings are opened, not at backup time: it marks a host, it dates no failure.",
  certainty: {
    ...VERIFIED,
    channel: "unverified",
    level: "unverified",
    payload: "inferred",
    fields: "unverified",
  },
  sources: [PUBLISHED_CASE],
});

export function isVmmsStorageProviderFailed(event: EventEvidence): boolean {
  return isEvent(VMMS_STORAGE_PROVIDER_FAILED, event);
}

export const VMMS_SPN_REGISTRATION_FAILED = defineEvent({
  ...VMMS,
  id: 14050,
  layouts: [
    layout(
      "Failed to register service principal name.",
      datum("service", "class of the service principal name", "Parameter0"),
    ),
  ],
  meaning:
    "VMMS could not write to the host's computer account in Active Directory: the documented event that is nearest to a " +
    "service connection point that could not be written.",
  certainty: VERIFIED,
  sources: ["MicrosoftDocs/SupportArticles, hyper-v-vmm-service-fails-event-id-14050.md"],
});

/** Which kind of service principal name VMMS could not register; null: not shown. The classes are not localised. */
export function readUnregisteredService(event: Pick<EventFields, "data">): string | null {
  const { service } = readFields(VMMS_SPN_REGISTRATION_FAILED, event).fields;
  return service === "" ? null : service;
}

export const VMMS_EVENTS: readonly CatalogueEntry[] = [VMMS_STORAGE_PROVIDER_FAILED, VMMS_SPN_REGISTRATION_FAILED];
