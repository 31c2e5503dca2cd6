import { clusterSharedVolumeAccessLost } from "./cluster-shared-volume-access-lost.ts";
import type { Check } from "./define-check.ts";
import { hostRenamed } from "./host-renamed.ts";
import { hostUpgradedInPlace } from "./host-upgraded-in-place.ts";
import { hyperVStorageProviderFailed } from "./hyper-v-storage-provider-failed.ts";
import { resourceHostCrashes } from "./resource-host-crashes.ts";
import { snapshotImportFailed } from "./snapshot-import-failed.ts";
import { snapshotLunNotArrived } from "./snapshot-lun-not-arrived.ts";
import { snapshotLunPresentedTwice } from "./snapshot-lun-presented-twice.ts";
import { spnRegistrationFailed } from "./spn-registration-failed.ts";

/**
 * What event logs are checked for, in the order of the report: what failed on the proxy, what marks a host, what else the
 * cluster suffers, and at last what happened to hosts that may be the cause.
 */
export const LOG_CHECKS: readonly Check[] = [
  snapshotImportFailed,
  snapshotLunNotArrived,
  hyperVStorageProviderFailed,
  snapshotLunPresentedTwice,
  spnRegistrationFailed,
  clusterSharedVolumeAccessLost,
  resourceHostCrashes,
  hostRenamed,
  hostUpgradedInPlace,
];

/** What a directory is checked for: connection points first, then accounts, then what happened to them. */
export const DIRECTORY_CHECKS: readonly Check[] = [];

export const CHECKS: readonly Check[] = [...LOG_CHECKS, ...DIRECTORY_CHECKS];
