import { APPLICATION_ERROR_EVENTS } from "./application-error.ts";
import { CLUSTER_MEMBERSHIP_EVENTS } from "./cluster-membership.ts";
import { CLUSTER_RESOURCE_EVENTS } from "./cluster-resources.ts";
import { CLUSTER_VOLUME_EVENTS } from "./cluster-volumes.ts";
import { DISK_EVENTS } from "./disk.ts";
import type { CatalogueEntry } from "./entry.ts";
import { EVENT_LOG_SERVICE_EVENTS } from "./event-log-service.ts";
import { HARDWARE_PROVIDER_EVENT } from "./hardware-provider.ts";
import { VMMS_EVENTS } from "./hyper-v-vmms.ts";
import { KERNEL_GENERAL_EVENTS } from "./kernel-general.ts";
import { LOG_CLEARED_EVENTS } from "./log-cleared.ts";
import { NETLOGON_EVENTS } from "./netlogon.ts";
import { USER32_EVENTS } from "./user32.ts";
import { VSS_EVENTS } from "./vss.ts";
import { VSS_LUN_EVENTS } from "./vss-lun.ts";

export * from "./application-error.ts";
export * from "./cluster-membership.ts";
export * from "./cluster-resources.ts";
export * from "./cluster-volumes.ts";
export * from "./disk.ts";
export type * from "./entry.ts";
export * from "./event-log-service.ts";
export * from "./hardware-provider.ts";
export * from "./hresult.ts";
export * from "./hyper-v-vmms.ts";
export * from "./is-event.ts";
export * from "./kernel-general.ts";
export * from "./log-cleared.ts";
export * from "./netlogon.ts";
export type { OperatingSystemVersion } from "./operating-system-version.ts";
export * from "./read-fields.ts";
export * from "./user32.ts";
export * from "./vss.ts";
export * from "./vss-lun.ts";

/** Every event that is known here, whether a fact uses it or not. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...APPLICATION_ERROR_EVENTS,
  ...CLUSTER_MEMBERSHIP_EVENTS,
  ...CLUSTER_RESOURCE_EVENTS,
  ...CLUSTER_VOLUME_EVENTS,
  ...DISK_EVENTS,
  ...EVENT_LOG_SERVICE_EVENTS,
  HARDWARE_PROVIDER_EVENT,
  ...KERNEL_GENERAL_EVENTS,
  ...LOG_CLEARED_EVENTS,
  ...NETLOGON_EVENTS,
  ...USER32_EVENTS,
  ...VMMS_EVENTS,
  ...VSS_EVENTS,
  ...VSS_LUN_EVENTS,
];
