import type { Attribution } from "./attribution/attribution.ts";
import type { OwnershipTimeline } from "./ownership/timeline.ts";
import type { Volumes } from "./ownership/volumes.ts";
import type { Trials } from "./trials/trial.ts";

/** What follows of volumes, owners and backups where no input tells of any. */
export const NO_VOLUMES: Volumes = { names: [], nameOf: () => null, unmapped: [] };

export const NO_OWNERSHIP: OwnershipTimeline = { volumes: [], nodes: [], ownerDuring: () => ({ kind: "unknown" }) };

export const NO_TRIALS: Trials = { trials: [], leftOut: [], hasSuccesses: false, proxies: [] };

export const NO_ATTRIBUTION: Attribution = {
  trials: { failed: 0, total: 0 },
  partial: { failed: 0, total: 0 },
  candidates: [],
  onsets: [],
  leak: { failed: 0, total: 0 },
  rejected: [],
  nextTests: [],
};
