import type { EventEvidence, EventRef } from "../evidence/index.ts";
import type { NameKey } from "./computer-names.ts";

/**
 * How far records may lie beyond a change of names and still be the renamed host's: an hour. A boot writes under the new
 * name before it logs the change, and services write under the old one for a while after.
 */
export const NAME_SLACK_TICKS = 3600n * 10_000_000n;

/** How it is known: EventLog 6011 says so, or the host's own log changes the name midway. */
export type NameChangeProof =
  | { readonly basis: "verified"; readonly event: EventEvidence }
  | { readonly basis: "inferred"; readonly lastBefore: EventRef; readonly firstAfter: EventRef };

/** A host that was `from` and is `to`. Times are FILETIME ticks. */
export interface NameChange {
  readonly from: NameKey;
  readonly to: NameKey;
  /** Until when it is known to have been `from`, and from when on `to`: of a logged change, when it was logged. */
  readonly until: bigint;
  readonly since: bigint;
  /** Its place among other changes; not later than the next change of the same host, whatever its clock did. */
  readonly at: bigint;
  /** How far the log that shows it reaches under the former name, and from when under the new one. */
  readonly lastBefore: bigint;
  readonly firstAfter: bigint;
  readonly proof: NameChangeProof;
}
