import type { Explanation } from "../shared/errors.ts";

/** What of an earlier report is compared with. Names are as that report wrote them. Times are FILETIME ticks. */
export interface EarlierReport {
  readonly version: string;
  readonly generatedAt: bigint;
  /** Where what it was made from ends: everything later it had not seen. */
  readonly until: bigint;
  readonly nodes: readonly EarlierCandidate[];
  readonly proxies: readonly EarlierCandidate[];
  /** What came of each check that it tells of, by its id. */
  readonly checks: ReadonlyMap<string, EarlierStatus>;
  /** Above information; each check and subject once. */
  readonly findings: readonly EarlierFinding[];
  /** Of hosts that it audited: `missing`, `sound` ... */
  readonly connectionPoints: ReadonlyMap<string, EarlierPointState>;
}

export const EARLIER_VERDICTS = ["bad", "suspect", "clear", "unknown"] as const;
export const EARLIER_POINT_STATES = ["missing", "unsound", "sound", "present", "unknown"] as const;
export const EARLIER_STATUSES = ["pass", "fail", "inconclusive", "not-applicable", "error", "suppressed"] as const;
export const EARLIER_SUBJECTS = ["node", "proxy", "volume", "object", "backups"] as const;

export type EarlierStatus = (typeof EARLIER_STATUSES)[number];
export type EarlierPointState = (typeof EARLIER_POINT_STATES)[number];

export interface EarlierCandidate {
  readonly name: string;
  readonly verdict: (typeof EARLIER_VERDICTS)[number];
  /** Names that it had given up by then. */
  readonly formerNames: readonly string[];
}

export interface EarlierFinding {
  readonly check: string;
  readonly subject: { readonly kind: (typeof EARLIER_SUBJECTS)[number]; readonly name: string };
}

/** An earlier report that was given, read or not. */
export interface EarlierReportReading {
  readonly path: string;
  /** null: it cannot be compared with, and `problem` says why. */
  readonly report: EarlierReport | null;
  readonly problem: Explanation | null;
}
