import type { ConnectionPointWord } from "./audited-directory.ts";
import type { Subject } from "./check-result.ts";
import type { Moment, RankedCandidate, TrialTally } from "./correlation.ts";
import type { KnownSpan } from "./correlation-horizon.ts";

type VerdictWord = RankedCandidate["verdict"];

/**
 * What became of something that the earlier report told. `resolved`: it was looked for in all that was written since, and is not there. `persisting`: it is
 * there since. `new`: since, and looked for in vain by the earlier report. `not-known-then`: there now, and the earlier report did not look for it or could not
 * tell. `too-early`: too few backups ran since to tell. `unknown`: what would tell it was not
 * given, or does not reach over the time since.
 */
export type ComparedOutcome = "resolved" | "persisting" | "new" | "not-known-then" | "too-early" | "unknown";

/** One check and whom it found, then or since. */
export interface ComparedFinding {
  readonly check: string;
  /** What speaks, in a word or two. */
  readonly label: string;
  /** By its present name. */
  readonly subject: Subject;
  readonly outcome: ComparedOutcome;
}

/** What of one node was bad, and what became of that part. */
export type ComparedSign =
  /** Its backups since. `needed`: so many more have to pass. `until`: it failed until then, and passes since. */
  | {
      readonly code: "backups";
      readonly outcome: ComparedOutcome;
      readonly trials: TrialTally;
      readonly needed: number;
      readonly until: Moment | null;
    }
  /** Failed snapshot imports that are laid to it. */
  | { readonly code: "imports"; readonly outcome: ComparedOutcome }
  /** null: not audited. */
  | {
      readonly code: "connection-point";
      readonly outcome: ComparedOutcome;
      readonly then: ConnectionPointWord | null;
      readonly now: ConnectionPointWord | null;
    }
  | { readonly code: "finding"; readonly outcome: ComparedOutcome; readonly check: string; readonly label: string };

/** A node that was bad or suspect then, or is since. */
export interface ComparedNode {
  readonly node: string;
  /** What the earlier report called it, where that is another name. */
  readonly formerName: string | null;
  /** null: the earlier report does not name it. */
  readonly then: VerdictWord | null;
  /** Judged by what happened since alone; null: nothing that was given names it. */
  readonly now: VerdictWord | null;
  readonly outcome: ComparedOutcome;
  readonly signs: readonly ComparedSign[];
}

/** What became of an earlier report's bad nodes and findings: only what happened since counts, whatever old records are still in the logs. */
export interface Comparison {
  readonly path: string;
  readonly generatedAt: bigint;
  /** `from`: where the earlier report's evidence ends, or a later time that was asked for. `to`: how far reaches what was given. */
  readonly since: KnownSpan & { readonly from: bigint };
  /** false: not one node or proxy of the earlier report is among those of this one, so that nothing is compared. */
  readonly matches: boolean;
  /** By name. */
  readonly nodes: readonly ComparedNode[];
  /** By check, then subject. */
  readonly findings: readonly ComparedFinding[];
}
