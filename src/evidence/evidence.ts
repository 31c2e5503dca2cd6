import { compareText } from "../shared/order.ts";
import type { CompactEvents } from "./compact-events.ts";
import type { DirectoryEvidence } from "./directory.ts";
import { type EventEvidence, inOrderWithoutDuplicates } from "./event.ts";
import { type ExportEvidence, NO_EXPORTS } from "./exports.ts";
import type { LogEvidence } from "./log.ts";

/** The span that was asked for, in FILETIME ticks, both ends included; null where the evidence itself sets the end. */
export interface AskedWindow {
  readonly since: bigint | null;
  readonly until: bigint | null;
}

/** What whoever runs badnode says of hosts, in any form of their names. */
export interface NamedHosts {
  /** They are nodes, whether or not anything else names them. */
  readonly nodes: readonly string[];
  /** They import snapshots, and are no nodes. */
  readonly proxies: readonly string[];
}

/** All that was seen, in total order. */
export interface Evidence {
  readonly window: AskedWindow;
  /** A record that claims a later time has a broken clock or broken bytes behind it. FILETIME ticks. */
  readonly latest: bigint;
  readonly events: readonly EventEvidence[];
  /** Those of needs that keep no more; none of them is among `events`. */
  readonly compactEvents: CompactEvents;
  readonly logs: readonly LogEvidence[];
  readonly directory: DirectoryEvidence;
  readonly exports: ExportEvidence;
  /** Absent: nothing was said. */
  readonly named?: NamedHosts;
}

/** No directory was given. */
export const NO_DIRECTORY: DirectoryEvidence = { views: [], sources: [], askedHosts: null };

export function gatherEvidence(
  seen: Omit<Evidence, "directory" | "exports"> & Partial<Pick<Evidence, "directory" | "exports">>,
): Evidence {
  return {
    directory: NO_DIRECTORY,
    exports: NO_EXPORTS,
    ...seen,
    events: inOrderWithoutDuplicates(seen.events),
    logs: [...seen.logs].sort((a, b) => compareText(a.path, b.path)),
  };
}
