import type {
  EventRef,
  ExportKind,
  LeftOutRows,
  ParcelEvidence,
  Proof,
  SourceStatus,
  UndatedList,
} from "../evidence/index.ts";
import type { Explanation } from "../shared/errors.ts";
import type { AuditedDirectory } from "./audited-directory.ts";
import type { CheckResult } from "./check-result.ts";
import type { Correlation, Moment } from "./correlation.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { SuppressionRow } from "./suppression.ts";
import type { SwimLanes } from "./swim-lanes.ts";

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

/** One file or server that was given, read or not. */
export type ReportedSource = ReportedLog | ReportedDirectory | ReportedExport | ReportedParcel | ReportedBaseline;

export interface ReportedLog extends Span {
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
  /** The channel for whose sake it was left unread, as no check looks there; else null. */
  readonly skippedChannel: string | null;
}

/** A server, or a file with an export of a directory. */
export interface ReportedDirectory {
  readonly kind: "directory";
  readonly path: string;
  readonly status: SourceStatus;
  /** Objects read. */
  readonly objects: number;
  readonly warnings: readonly string[];
  readonly problem: Explanation | null;
}

/** An earlier report to compare with. */
export interface ReportedBaseline {
  readonly kind: "baseline";
  readonly path: string;
  readonly status: SourceStatus;
  readonly warnings: readonly string[];
  /** Why it is not compared with. */
  readonly problem: Explanation | null;
}

/** An export of a cluster or of a backup product. */
export interface ReportedExport extends Span {
  /** `export`: what it is could not be told. */
  readonly kind: ExportKind | "export";
  readonly path: string;
  readonly status: SourceStatus;
  /** Rows used. */
  readonly rows: number;
  readonly leftOut: readonly LeftOutRows[];
  readonly warnings: readonly string[];
  readonly problem: Explanation | null;
  /** It tells owners and not when; absent: it does, or tells none. */
  readonly undated?: UndatedList;
}

/** A support bundle that was unpacked, or a collection with its manifest: what else was read came in it. */
export type ReportedParcel = ParcelEvidence;

export function isParcel(source: ReportedSource): source is ReportedParcel {
  return source.kind === "support-bundle" || source.kind === "collection";
}

export function isExport(source: ReportedSource): source is ReportedExport {
  return source.kind !== "event-log" && source.kind !== "directory" && source.kind !== "baseline" && !isParcel(source);
}

/** Records that were written, by their numbers, and are not there. */
export interface CoverageGap extends Span {
  /** null: numbering began anew in between, so that nobody knows. */
  readonly missing: bigint | null;
}

/** A stretch of numbers; it ends where a host began to number its records anew. */
export interface NumberedSpan extends Span {
  readonly firstId: bigint;
  readonly lastId: bigint;
}

/** What the numbers of the records say. */
export interface CoverageNumbers {
  /** Records, each once. */
  readonly present: bigint;
  readonly missing: bigint;
  readonly gapCount: number;
  /** By time; only the largest once they are too many. */
  readonly gaps: readonly CoverageGap[];
  /** Most records are missing, here and there. */
  readonly isFiltered: boolean;
  /** By time. */
  readonly spans: readonly NumberedSpan[];
}

export interface LogCleared {
  /** `DOMAIN\\user`; null: not shown. */
  readonly by: string | null;
  readonly time: bigint;
  readonly evidence: EventRef;
}

/** What the clock showed, and what it was set to. */
export interface ClockSet {
  readonly from: bigint;
  readonly to: bigint;
  readonly evidence: EventRef;
}

/** What was read of one host's channel. */
export interface CoverageRow extends Span {
  readonly host: string;
  readonly channel: string;
  /** Some check for failures looks in it. Others decide nothing. */
  readonly examined: boolean;
  readonly damaged: boolean;
  /** false: the span that was asked for reaches beyond what was read, or no record has a plausible time. */
  readonly coversWindow: boolean;
  /** Records are missing that may be of the window, or may be, for they were not counted. */
  readonly hasGaps: boolean;
  /** Beside the window that was asked for, or where none was, beside the channel's logs of other hosts. */
  readonly beginsLate: boolean;
  readonly endsEarly: boolean;
  /** null: not known, for records were not counted. */
  readonly numbers: CoverageNumbers | null;
  /** By time, as clock steps and pauses. */
  readonly cleared: readonly LogCleared[];
  /** It begins where it was cleared, inside the window: records of the window are gone. */
  readonly beginsAtClearing: boolean;
  /** Of System: its host's. */
  readonly clockSteps: readonly ClockSet[];
  /** Of System: more than 36 hours without a record, though none is missing. The host was off or stood still. */
  readonly pauses: readonly { readonly from: bigint; readonly to: bigint }[];
}

/**
 * `bad` and `clear` need backup trials; without them a host is suspect or unknown. Suspect: a finding speaks against the
 * host itself. A host that only reports what failed is unknown and has reasons: it may be as much a victim as any other.
 */
export type VerdictWord = "bad" | "suspect" | "clear" | "unknown";

/** A name that a host bore before its present one. */
export interface Alias {
  readonly name: string;
  /** FILETIME ticks: until when it is known to have borne it. */
  readonly until: bigint;
  /** `verified`: a record says so. `inferred`: its log changes the name midway. */
  readonly basis: "verified" | "inferred";
  /** The host had had no domain and no Hyper-V log under it or before: ordinary, as at a set-up. */
  readonly isOfSetUp: boolean;
  readonly evidence: Proof;
}

export interface CandidateVerdict {
  readonly name: string;
  readonly verdict: VerdictWord;
  /** null without a full trial. */
  readonly probability: number | null;
  readonly trials: { readonly total: number; readonly failed: number };
  /** It turned bad, or was repaired, inside the window; null where it did not. */
  readonly since: Moment | null;
  readonly until: Moment | null;
  /** Ids of the checks with findings about it, above information. */
  readonly reasons: readonly string[];
  /** Each once, in the order in which it gave them up. */
  readonly aliases: readonly Alias[];
}

/** How an audit of a directory was asked for, so that it can be asked for again. */
export interface AuditCommand {
  readonly basis: "servers" | "exports";
  /** Without `--hosts`, and without anything that leads to a password. */
  readonly arguments: readonly string[];
  /** Who asked; null where that is not known. */
  readonly reader: string | null;
}

export interface Report {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** Names in it are pseudonyms; absent: they are those of the input. */
  readonly redacted?: true;
  readonly tool: { readonly name: string; readonly version: string };
  readonly generatedAt: bigint;
  readonly window: ReportedWindow;
  readonly sources: readonly ReportedSource[];
  readonly coverage: readonly CoverageRow[];
  /** null: no directory was given. */
  readonly directory: AuditedDirectory | null;
  /** null: by no command. */
  readonly auditCommand: AuditCommand | null;
  /** null: no exports were given. */
  readonly correlation: Correlation | null;
  /** null: not asked for, or nothing was backed up. JSON has the timeline of `correlation` instead. */
  readonly lanes: SwimLanes | null;
  /** null: by a command that does not join all that was given. */
  readonly diagnosis: Diagnosis | null;
  readonly nodes: readonly CandidateVerdict[];
  /** Empty: not judged, for nothing says which node owned them when. */
  readonly volumes: readonly CandidateVerdict[];
  readonly proxies: readonly CandidateVerdict[];
  readonly checks: readonly CheckResult[];
  /** In the order given. */
  readonly suppressions: readonly SuppressionRow[];
  readonly verdict: {
    readonly badNodes: readonly string[];
    /**
     * What the sentence may say: findings above info; none in whole evidence; none in evidence that is damaged or does not
     * cover what it should; none, but some check could not tell from what was given; or that no check had a log to look in.
     */
    readonly basis: "findings" | "nothing-found" | "incomplete" | "undecided" | "not-applicable";
  };
}
