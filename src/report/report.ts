import type { SourceStatus } from "../evidence/index.ts";
import type { Explanation } from "../shared/errors.ts";
import type { CheckResult } from "./check-result.ts";

export const SCHEMA_VERSION = 1;

/** Times of a report are FILETIME ticks (100 ns since 1601-01-01, UTC), or null where nothing is known. */
export interface Span {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

/** An end that was not asked for is where what was read ends. */
export interface ReportedWindow extends Span {
  readonly askedFrom: boolean;
  readonly askedTo: boolean;
}

export interface ReportedSource extends Span {
  readonly kind: "event-log";
  readonly path: string;
  readonly status: SourceStatus;
  readonly records: number;
  /** Those of the kinds that some check looks for. */
  readonly selected: number;
  /** Records that could be read only in part. */
  readonly damaged: number;
  readonly damages: { readonly count: number; readonly firstKind: string | null };
  readonly warnings: readonly string[];
  /** Why it could not be read, or not to its end. */
  readonly problem: Explanation | null;
}

/** What was read of one host's channel. */
export interface CoverageRow extends Span {
  readonly host: string;
  readonly channel: string;
  readonly damaged: boolean;
  /** false: the span that was asked for reaches beyond what was read. */
  readonly coversWindow: boolean;
}

/**
 * `bad` and `clear` need backup trials; without them a host is suspect or unknown. Suspect: a finding speaks against the
 * host itself. A host that only reports what failed is unknown and has reasons: it may be as much a victim as any other.
 */
export type VerdictWord = "bad" | "suspect" | "clear" | "unknown";

export interface CandidateVerdict {
  readonly name: string;
  readonly verdict: VerdictWord;
  /** null without a full trial. */
  readonly probability: number | null;
  readonly trials: { readonly total: number; readonly failed: number };
  /** Ids of the checks with findings about it, above information. */
  readonly reasons: readonly string[];
}

export interface Report {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly generatedAt: bigint;
  readonly window: ReportedWindow;
  readonly sources: readonly ReportedSource[];
  readonly coverage: readonly CoverageRow[];
  readonly nodes: readonly CandidateVerdict[];
  /** Empty: not judged, for nothing says which node owned them when. */
  readonly volumes: readonly CandidateVerdict[];
  readonly proxies: readonly CandidateVerdict[];
  readonly checks: readonly CheckResult[];
  readonly verdict: {
    readonly badNodes: readonly string[];
    /**
     * What the sentence may say: findings above info; none in whole evidence; none in partial evidence; or that no
     * check had a log to look in.
     */
    readonly basis: "findings" | "nothing-found" | "incomplete" | "not-applicable";
  };
}
