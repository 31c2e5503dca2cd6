import type { Proof } from "../../evidence/index.ts";
import type { FactName, Facts } from "../../facts/index.ts";
import type { AuditedDirectory, CheckResult, TraitText } from "../../report/index.ts";
import type { LogReach } from "./log-reach.ts";

/** What is known of one node's trait. */
export type TraitReading =
  | { readonly state: "has"; readonly time: bigint | null; readonly evidence: Proof }
  | { readonly state: "lacks" | "unknown" };

export const LACKS: TraitReading = { state: "lacks" };
export const UNKNOWN: TraitReading = { state: "unknown" };

export interface Trait {
  readonly text: TraitText;
  /** There may be hundreds of its kind, of which only those that part the nodes best are listed. All are compared. */
  readonly isOneOfMany?: boolean;
  /** `until`: FILETIME ticks; of what happened several times, the last time before. Default: ever. */
  readonly of: (node: string, until?: bigint) => TraitReading;
}

/** What traits are told from. */
export interface TraitEvidence {
  readonly facts: Facts;
  /** null: none was given. */
  readonly directory: AuditedDirectory | null;
  readonly results: readonly CheckResult[];
  readonly reach: LogReach;
  /** Nodes that are compared. */
  readonly nodes: readonly string[];
  /** Nodes that were repaired within the window: a directory shows them as they are now. */
  readonly repaired: ReadonlySet<string>;
}

/** One trait, or one for each value that nodes differ in. A file of its own each, listed in `trait-sources.ts`. */
export interface TraitSource {
  /** Facts whose events must have been read. */
  readonly requires: readonly FactName[];
  readonly traits: (evidence: TraitEvidence) => readonly Trait[];
}
