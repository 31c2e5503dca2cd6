export type {
  AccountHistory,
  DirectoryHost,
  LeftOutComputer as LeftOutHost,
  UnseenHost,
} from "./directory/index.ts";
export { showsPrincipalNames } from "./directory/index.ts";
export type {
  Attribution,
  CandidateAttribution,
  CandidateKind,
  CauseName,
  CommonOnset,
  Crossover,
  NextTest,
  OtherCause,
  OtherCauseKind,
  Tally,
  VerdictReason,
} from "./attribution/attribution.ts";
export { failsTooOften, passesUntilClear } from "./attribution/verdict.ts";
export type { DuplicateDisks } from "./duplicate-disks.ts";
export {
  coversWindow,
  type EvidenceHorizon,
  hasGaps,
  type HorizonRow,
  QUIET_TICKS,
  rowsOfChannel,
} from "./evidence-horizon.ts";
export { namedGroupNeeds } from "./ownership/ownership-events.ts";
export { deriveFacts, type FactName, type Facts, needsOf } from "./facts.ts";
export type { FailedCall, FailedImport, ImportStorm, OtherProviderCalls } from "./failed-imports.ts";
export type { HostRename, Hosts } from "./hosts.ts";
export type { IdentityEntry } from "./identity-history/identity-change.ts";
export type { IdentityHistory } from "./identity-history/identity-history.ts";
export type { InstalledList } from "./installed-lists.ts";
export { logReach } from "./log-reach.ts";
export type { MissingLuns } from "./missing-luns.ts";
export type { NameChangeProof } from "./name-changes.ts";
export type { BegunByUpgrade, BuildChange, OperatingSystems, RejoinedAnew } from "./operating-systems.ts";
export type { ClockSkew } from "./ownership/clock-skew.ts";
export { proxyTolerance } from "./ownership/proxy-clocks.ts";
export type { OwnershipTimeline } from "./ownership/timeline.ts";
export type { Volumes } from "./ownership/volumes.ts";
export type { ResourceHostCrashes } from "./resource-host-crashes.ts";
export { sortedGroups } from "./sorted-groups.ts";
export type { SpnFailures } from "./spn-failures.ts";
export type { StorageProviderFailures } from "./storage-provider-failures.ts";
export { clusterOfTrial } from "./attribution/derive-cluster-attribution.ts";
export { hourOf, isFull, spanOfBackups, type Trial, type Trials } from "./trials/trial.ts";
export type { UnpairedVendorEvents } from "./vendor-events.ts";
export type { AccessLossStorm } from "./volume-access-losses.ts";
export { distinctVolumes, volumeKey } from "./volume-key.ts";
