import type { EventEvidence, EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { isEvent } from "./is-event.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
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

const CONTENT_PACK = "eventum, content pack virtualization-microsoft-hyperv-vmms, after XML of a real record";

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

const VIRTUAL_MACHINE = datum("virtualMachine", "virtual machine", "VmName");
const VIRTUAL_MACHINE_ID = datum("virtualMachineId", "its id", "VmId");

export const CHECKPOINT_FAILED = defineEvent({
  ...VMMS,
  id: 18012,
  layouts: [
    layout("Checkpoint operation for '%1' failed. (Virtual machine ID %2)", VIRTUAL_MACHINE, VIRTUAL_MACHINE_ID),
  ],
  meaning: "A checkpoint of a virtual machine failed, as a backup makes one.",
  certainty: VERIFIED,
  sources: [CONTENT_PACK],
});

export const DISK_MERGE_FAILED = defineEvent({
  ...VMMS,
  id: 19100,
  layouts: [
    layout(
      "'%1' background disk merge failed to complete: %3 (%4). (Virtual machine ID %2)",
      VIRTUAL_MACHINE,
      VIRTUAL_MACHINE_ID,
      datum("errorText", "reference to the text of an HRESULT", "ErrorMessage"),
      datum("errorCode", "HRESULT", "ErrorCode"),
    ),
  ],
  meaning: "The disks of a virtual machine were not merged after a backup.",
  certainty: VERIFIED,
  sources: [CONTENT_PACK, "MicrosoftDocs/SupportArticles, error-back-up-vms-in-guest-cluster.md"],
});

/** Which kind of service principal name VMMS could not register; null: not shown. The classes are not localised. */
export function readUnregisteredService(event: Pick<EventFields, "data">): string | null {
  return shownText(readFields(VMMS_SPN_REGISTRATION_FAILED, event).fields.service);
}
