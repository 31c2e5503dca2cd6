import type { EventNeed, Evidence } from "../evidence/index.ts";
import { ACCOUNT_RENAME_NEEDS, type AccountRename, deriveAccountRenames } from "./account-renames.ts";
import { deriveClusterAttribution } from "./attribution/derive-cluster-attribution.ts";
import type { Attribution } from "./attribution/attribution.ts";
import { BOOTED_BUILD_NEEDS, type BootedBuild, deriveBootedBuilds } from "./booted-builds.ts";
import {
  type AccountHistory,
  type ConnectionPointPeers,
  type DeletedConnectionPoints,
  deriveAccountHistories,
  deriveConnectionPointPeers,
  deriveDeletedConnectionPoints,
  deriveDirectoryHosts,
  deriveMisplacedConnectionPoints,
  deriveServerDifferences,
  type DirectoryHosts,
  type MisplacedConnectionPoints,
  type ServerDifferences,
} from "./directory/index.ts";
import { deriveDuplicateDisks, DUPLICATE_DISK_NEEDS, type DuplicateDisks } from "./duplicate-disks.ts";
import { deriveEvidenceHorizon, type EvidenceHorizon, HORIZON_NEEDS } from "./evidence-horizon.ts";
import { deriveFailedImports, FAILED_IMPORT_NEEDS, type FailedImports } from "./failed-imports.ts";
import { deriveHosts, HOST_NEEDS, type Hosts } from "./hosts.ts";
import { deriveHyperVRoleChanges, HYPER_V_ROLE_CHANGE_NEEDS, type HyperVRoleChange } from "./hyper-v-role-changes.ts";
import { deriveIdentityHistories, IDENTITY_NEEDS, type IdentityHistory } from "./identity-history/identity-history.ts";
import { deriveInstalledLists, type InstalledList } from "./installed-lists.ts";
import { deriveMissingLuns, MISSING_LUN_NEEDS, type MissingLuns } from "./missing-luns.ts";
import { deriveOperatingSystems, OPERATING_SYSTEM_NEEDS, type OperatingSystems } from "./operating-systems.ts";
import { CLOCK_NEEDS, type ClockSkew, deriveClockSkew } from "./ownership/clock-skew.ts";
import { OWNERSHIP_NEEDS } from "./ownership/ownership-events.ts";
import { deriveOwnershipTimeline, type OwnershipTimeline } from "./ownership/timeline.ts";
import { deriveClusterVolumes } from "./ownership/cluster-volumes.ts";
import type { Volumes } from "./ownership/volumes.ts";
import {
  deriveResourceHostCrashes,
  RESOURCE_HOST_CRASH_NEEDS,
  type ResourceHostCrashes,
} from "./resource-host-crashes.ts";
import { deriveSnapshotImporters, type SnapshotImporters } from "./snapshot-importers.ts";
import { deriveSpnFailures, SPN_FAILURE_NEEDS, type SpnFailures } from "./spn-failures.ts";
import {
  deriveStorageProviderFailures,
  STORAGE_PROVIDER_FAILURE_NEEDS,
  type StorageProviderFailures,
} from "./storage-provider-failures.ts";
import { deriveTrials, TRIAL_NEEDS, type Trials } from "./trials/index.ts";
import { type AccessLossStorm, deriveVolumeAccessLosses, VOLUME_ACCESS_LOSS_NEEDS } from "./volume-access-losses.ts";

/** What follows from the evidence. A check names those it requires. */
export interface Facts {
  readonly hosts: Hosts;
  readonly horizon: EvidenceHorizon;
  readonly operatingSystems: OperatingSystems;
  readonly bootedBuilds: readonly BootedBuild[];
  readonly hyperVRoleChanges: readonly HyperVRoleChange[];
  readonly accountRenames: readonly AccountRename[];
  readonly identityHistories: readonly IdentityHistory[];
  readonly failedImports: FailedImports;
  readonly storageProviderFailures: readonly StorageProviderFailures[];
  readonly missingLuns: readonly MissingLuns[];
  readonly snapshotImporters: SnapshotImporters;
  readonly duplicateDisks: readonly DuplicateDisks[];
  readonly spnFailures: readonly SpnFailures[];
  readonly volumeAccessLosses: readonly AccessLossStorm[];
  readonly resourceHostCrashes: readonly ResourceHostCrashes[];
  readonly volumes: Volumes;
  readonly clockSkew: ClockSkew;
  readonly ownership: OwnershipTimeline;
  readonly trials: Trials;
  readonly attribution: Attribution;
  readonly directoryHosts: DirectoryHosts;
  readonly accountHistories: readonly AccountHistory[];
  readonly connectionPointPeers: ConnectionPointPeers;
  readonly deletedConnectionPoints: DeletedConnectionPoints;
  readonly misplacedConnectionPoints: MisplacedConnectionPoints;
  readonly serverDifferences: ServerDifferences;
  readonly installedLists: readonly InstalledList[];
}

export type FactName = keyof Facts;

const TRIALS_AND_OWNERS: readonly EventNeed[] = [
  ...OWNERSHIP_NEEDS,
  ...TRIAL_NEEDS,
  ...FAILED_IMPORT_NEEDS,
  ...MISSING_LUN_NEEDS,
];

const NEEDS: Readonly<Record<FactName, readonly EventNeed[]>> = {
  hosts: HOST_NEEDS,
  horizon: HORIZON_NEEDS,
  operatingSystems: OPERATING_SYSTEM_NEEDS,
  bootedBuilds: BOOTED_BUILD_NEEDS,
  hyperVRoleChanges: HYPER_V_ROLE_CHANGE_NEEDS,
  accountRenames: ACCOUNT_RENAME_NEEDS,
  identityHistories: [...IDENTITY_NEEDS, ...HORIZON_NEEDS, ...OPERATING_SYSTEM_NEEDS],
  failedImports: FAILED_IMPORT_NEEDS,
  storageProviderFailures: STORAGE_PROVIDER_FAILURE_NEEDS,
  missingLuns: MISSING_LUN_NEEDS,
  snapshotImporters: [...FAILED_IMPORT_NEEDS, ...MISSING_LUN_NEEDS],
  duplicateDisks: DUPLICATE_DISK_NEEDS,
  spnFailures: SPN_FAILURE_NEEDS,
  volumeAccessLosses: VOLUME_ACCESS_LOSS_NEEDS,
  resourceHostCrashes: RESOURCE_HOST_CRASH_NEEDS,
  volumes: OWNERSHIP_NEEDS,
  clockSkew: CLOCK_NEEDS,
  ownership: OWNERSHIP_NEEDS,
  trials: TRIALS_AND_OWNERS,
  attribution: TRIALS_AND_OWNERS,
  // What follows from a directory needs no event.
  directoryHosts: [],
  accountHistories: [],
  connectionPointPeers: [],
  deletedConnectionPoints: [],
  misplacedConnectionPoints: [],
  serverDifferences: [],
  // Neither does what exports list.
  installedLists: [],
};

/** The events to read for these facts, each need once. */
export function needsOf(names: Iterable<FactName>): readonly EventNeed[] {
  return [...new Set([...new Set(names)].flatMap((name) => NEEDS[name]))];
}

/** Each fact is derived when it is first asked for, and once: what one fact throws reaches only the checks that require it. */
export function deriveFacts(evidence: Evidence): Facts {
  const hosts = once(() => deriveHosts(evidence));
  const horizon = once(() => deriveEvidenceHorizon(evidence, hosts()));
  const operatingSystems = once(() => deriveOperatingSystems(evidence, hosts()));
  const bootedBuilds = once(() => deriveBootedBuilds(evidence, hosts()));
  const hyperVRoleChanges = once(() => deriveHyperVRoleChanges(evidence, hosts()));
  const accountRenames = once(() => deriveAccountRenames(evidence, hosts()));
  const failedImports = once(() => deriveFailedImports(evidence, hosts()));
  const storageProviderFailures = once(() => deriveStorageProviderFailures(evidence, hosts()));
  const missingLuns = once(() => deriveMissingLuns(evidence, hosts()));
  const snapshotImporters = once(() => {
    const named = (evidence.named?.proxies ?? []).map((name) => hosts().nameOf(name, null));
    return deriveSnapshotImporters(failedImports(), missingLuns(), named);
  });
  const duplicateDisks = once(() => deriveDuplicateDisks(evidence, hosts()));
  const spnFailures = once(() => deriveSpnFailures(evidence, hosts()));
  const volumeAccessLosses = once(() => deriveVolumeAccessLosses(evidence, hosts()));
  const resourceHostCrashes = once(() => deriveResourceHostCrashes(evidence, hosts()));
  const volumes = once(() => deriveClusterVolumes(evidence, hosts()));
  const clockSkew = once(() => deriveClockSkew(evidence, hosts(), volumes()));
  const ownership = once(() => deriveOwnershipTimeline(evidence, hosts(), volumes(), clockSkew().tolerance));
  const trials = once(() =>
    deriveTrials({
      evidence,
      hosts: hosts(),
      volumes: volumes(),
      ownership: ownership(),
      failedImports: failedImports(),
      missingLuns: missingLuns(),
      clocks: clockSkew(),
    }),
  );
  const attribution = once(() =>
    deriveClusterAttribution(
      {
        trials: trials(),
        nodes: ownership().nodes,
        volumes: volumes().names,
        proxies: trials().proxies,
      },
      volumes(),
    ),
  );
  const directoryHosts = once(() => deriveDirectoryHosts(evidence.directory, hosts()));
  const accountHistories = once(() => deriveAccountHistories(directoryHosts()));
  const connectionPointPeers = once(() => deriveConnectionPointPeers(directoryHosts()));
  const deletedConnectionPoints = once(() => deriveDeletedConnectionPoints(evidence.directory, directoryHosts()));
  const misplacedConnectionPoints = once(() => deriveMisplacedConnectionPoints(evidence.directory, directoryHosts()));
  const serverDifferences = once(() => deriveServerDifferences(evidence.directory, directoryHosts()));
  const installedLists = once(() => deriveInstalledLists(evidence, hosts()));
  const identityHistories = once(() =>
    deriveIdentityHistories({
      evidence,
      hosts: hosts(),
      horizon: horizon(),
      operatingSystems: operatingSystems(),
      directoryHosts: directoryHosts(),
      accountHistories: accountHistories(),
      deletedConnectionPoints: deletedConnectionPoints(),
    }),
  );
  return {
    get hosts() {
      return hosts();
    },
    get horizon() {
      return horizon();
    },
    get operatingSystems() {
      return operatingSystems();
    },
    get bootedBuilds() {
      return bootedBuilds();
    },
    get hyperVRoleChanges() {
      return hyperVRoleChanges();
    },
    get accountRenames() {
      return accountRenames();
    },
    get identityHistories() {
      return identityHistories();
    },
    get failedImports() {
      return failedImports();
    },
    get storageProviderFailures() {
      return storageProviderFailures();
    },
    get missingLuns() {
      return missingLuns();
    },
    get snapshotImporters() {
      return snapshotImporters();
    },
    get duplicateDisks() {
      return duplicateDisks();
    },
    get spnFailures() {
      return spnFailures();
    },
    get volumeAccessLosses() {
      return volumeAccessLosses();
    },
    get resourceHostCrashes() {
      return resourceHostCrashes();
    },
    get volumes() {
      return volumes();
    },
    get clockSkew() {
      return clockSkew();
    },
    get ownership() {
      return ownership();
    },
    get trials() {
      return trials();
    },
    get attribution() {
      return attribution();
    },
    get directoryHosts() {
      return directoryHosts();
    },
    get accountHistories() {
      return accountHistories();
    },
    get connectionPointPeers() {
      return connectionPointPeers();
    },
    get deletedConnectionPoints() {
      return deletedConnectionPoints();
    },
    get misplacedConnectionPoints() {
      return misplacedConnectionPoints();
    },
    get serverDifferences() {
      return serverDifferences();
    },
    get installedLists() {
      return installedLists();
    },
  };
}

function once<T>(derive: () => T): () => T {
  let derived: { readonly value: T } | null = null;
  return () => (derived ??= { value: derive() }).value;
}
