import { deriveHosts } from "../../../src/facts/hosts.ts";
import { deriveOwnershipTimeline, type OwnershipTimeline } from "../../../src/facts/ownership/timeline.ts";
import { deriveVolumes } from "../../../src/facts/ownership/volumes.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { type ClusterGiven, clusterEvidence } from "../../evidence/build-ownership.ts";

export const DISK = "Cluster Disk 1";
/** The disk's role. */
export const GROUP = "3bbf28bd-8438-e41c-a604-f8cd93fb2bd7";
/** Two minutes. */
export const TOLERANCE = 120n * 10_000_000n;

/** Who owned the volumes when, with clocks that differ by no more than `tolerance`. */
export function timelineOf(given: ClusterGiven, tolerance = TOLERANCE): OwnershipTimeline {
  const evidence = clusterEvidence(given);
  return deriveOwnershipTimeline(evidence, deriveHosts(evidence), deriveVolumes(evidence), tolerance);
}

/** `08:00:00 HV01 certain`: since when, who, how sure; times of 2025-06-02. Where the last owner's time ends, `09:00:00 nobody`. */
export function ownersTold({ volumes }: OwnershipTimeline): readonly string[] {
  return volumes.flatMap(({ intervals }) =>
    intervals.flatMap(({ from, to, claims, certainty }, index) => {
      const line = `${clock(from)} ${claims.join("/")} ${certainty}`;
      return index === intervals.length - 1 && to !== null ? [line, `${clock(to)} nobody`] : [line];
    }),
  );
}

function clock(time: bigint | null): string {
  return time === null
    ? "always"
    : filetimeToIso(time)
        .slice("2025-06-02T".length)
        .replace(/\.?0*Z$/, "");
}
