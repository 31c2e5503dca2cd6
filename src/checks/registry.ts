import { accountNamesDisagree } from "./account-names-disagree.ts";
import { accountReCreated } from "./account-re-created.ts";
import { accountRenamed } from "./account-renamed.ts";
import { accountSystemChanged } from "./account-system-changed.ts";
import { backupsFailByOtherCause } from "./backups-fail-by-other-cause.ts";
import { backupsFailFromOneMoment } from "./backups-fail-from-one-moment.ts";
import { clusterSharedVolumeAccessLost } from "./cluster-shared-volume-access-lost.ts";
import { connectionPointsReadable } from "./connection-points-readable.ts";
import type { Check } from "./define-check.ts";
import { domainControllersDisagree } from "./domain-controllers-disagree.ts";
import { hostInactive } from "./host-inactive.ts";
import { hostRenamed } from "./host-renamed.ts";
import { hostSpns } from "./host-spns.ts";
import { hostUpgradedInPlace } from "./host-upgraded-in-place.ts";
import { hyperVStorageProviderFailed } from "./hyper-v-storage-provider-failed.ts";
import { ownerFailsBackups } from "./owner-fails-backups.ts";
import { proxyFailsBackups } from "./proxy-fails-backups.ts";
import { resourceHostCrashes } from "./resource-host-crashes.ts";
import { scpAttributesMissing } from "./scp-attributes-missing.ts";
import { scpConflictDuplicate } from "./scp-conflict-duplicate.ts";
import { scpDeleted } from "./scp-deleted.ts";
import { scpHandMade } from "./scp-hand-made.ts";
import { scpMissing } from "./scp-missing.ts";
import { scpOrphan } from "./scp-orphan.ts";
import { scpStaleName } from "./scp-stale-name.ts";
import { snapshotImportFailed } from "./snapshot-import-failed.ts";
import { snapshotLunNotArrived } from "./snapshot-lun-not-arrived.ts";
import { snapshotLunPresentedTwice } from "./snapshot-lun-presented-twice.ts";
import { spnRegistrationFailed } from "./spn-registration-failed.ts";
import { volumeFailsBackups } from "./volume-fails-backups.ts";

/** What backups, joined with the owners of their volumes, are checked for. */
export const TRIAL_CHECKS: readonly Check[] = [
  ownerFailsBackups,
  volumeFailsBackups,
  proxyFailsBackups,
  backupsFailFromOneMoment,
  backupsFailByOtherCause,
];

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
export const DIRECTORY_CHECKS: readonly Check[] = [
  scpMissing,
  scpDeleted,
  scpStaleName,
  scpHandMade,
  scpAttributesMissing,
  scpConflictDuplicate,
  scpOrphan,
  connectionPointsReadable,
  hostSpns,
  accountNamesDisagree,
  domainControllersDisagree,
  accountRenamed,
  accountReCreated,
  accountSystemChanged,
  hostInactive,
];

export const CHECKS: readonly Check[] = [...LOG_CHECKS, ...DIRECTORY_CHECKS, ...TRIAL_CHECKS];
