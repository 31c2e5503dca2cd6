import type { NextStep } from "../report/index.ts";

/** Of logs: where moves of volumes stand, and what backups and their proxies say. */
export const TRIAL_CHANNELS: readonly string[] = [
  "Microsoft-Windows-FailoverClustering/Operational",
  "Application",
  "Veeam Backup",
];

export const TRIAL_PLACES: readonly string[] = [
  "exports: backup sessions, and who owned which volume when (badnode correlate)",
];

export const TRIAL_THRESHOLD =
  "Bad: it explains the failures by the model of docs/attribution.md, on three failed full trials or more. Suspect: it may " +
  "explain them, and what is known cannot tell it from something else. Anything less is information.";

export const TRIAL_LEGEND =
  "Only full trials are counted: attempts all of whose volumes had one known owner all through. Retries under the same " +
  "owner are one trial, warnings are successes. What explains the failures need not be their root cause.";

/** Of causes that have to do with no owner. */
export const ALL_TRIALS_LEGEND =
  "Attempts whose owner is not known or changed are counted here as well: what passes among them speaks against such a " +
  "cause, and what fails speaks for none, as it may be the owner's doing. Retries under the same owner are one trial, " +
  "warnings are successes. What explains the failures need not be their root cause.";

export const COMPARE_WITH_GOOD_NODES: NextStep = {
  id: "compare-with-good-nodes",
  settledBy: "causes",
  kind: "look",
  text:
    "Compare {nodes} with nodes under which the same volumes back up: renamed or upgraded in place, versions of Windows " +
    "and of drivers, errors of VSS and Hyper-V at those times (badnode analyze).",
};

export const LOOK_AT_VOLUMES: NextStep = {
  id: "look-at-volumes",
  kind: "look",
  text:
    "Look at {volumes} on the array, and in what Get-ClusterSharedVolume shows: free space, snapshots left over, how its LUN " +
    "is presented, and what sets it apart from volumes that back up. Where it fails under every owner, moving it will not help.",
};

export const LOOK_AT_PROXIES: NextStep = {
  id: "look-at-proxies",
  kind: "look",
  text:
    "On {proxies}, look at what imports snapshots: paths to the array, the hardware provider and its version, free drive " +
    "letters and disks left over, errors of VSS in the Application log (badnode analyze).",
};

export const LOOK_AT_OTHER_CAUSE: NextStep = {
  id: "look-at-other-cause",
  kind: "look",
  text:
    "Look at what the backups that fail have in common: the job's settings and credentials, the machine's VSS writers and " +
    "free space, what else runs at that hour. No node is to be repaired for it.",
};

export const FIND_WHAT_CHANGED: NextStep = {
  id: "find-what-changed",
  kind: "look",
  text:
    "Find out what changed at that time for all that was backed up: updates of the proxy, the backup product, the " +
    "hardware provider or the array, passwords, certificates, licences, the network in between.",
};
