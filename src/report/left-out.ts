import type { EvidenceRef, Proof } from "../evidence/index.ts";

/** Attempts or names that could not be used. */
export interface UnusedRow {
  /** Of attempts a stable code, of names the name. */
  readonly label: string;
  readonly count: number;
  readonly evidence: Proof;
}

/** Attempts that are evidence for nobody, and how many of them failed. */
export interface LeftOutRow extends UnusedRow {
  readonly failed: number;
}

/** A name that nothing maps to a volume. */
export interface UnmappedRow extends UnusedRow {
  /** Where a role of that name moves, of which nothing tells that it holds the volume; null: none does. */
  readonly role: EvidenceRef | null;
}

/** A name that inputs give to several volumes: it stands for none. */
export interface ContradictoryRow {
  readonly name: string;
  readonly volumes: readonly string[];
  /** Where each is said. */
  readonly evidence: Proof;
}

/** What says no more than an attempt that is counted. */
const TOLD_ANYWAY: ReadonlySet<string> = new Set(["told-again", "told-by-tasks"]);

/** Told of by other attempts, which are counted: nothing of it is left out. */
export function isToldByOthers({ label }: UnusedRow): boolean {
  return label === "told-by-tasks";
}

/** What logs tell of a failure that fits no attempt, or not one alone: it is none by itself. */
const FAILURES: ReadonlySet<string> = new Set([
  "ambiguous-failure",
  "failure-at-unknown-time",
  "failure-without-attempt",
  "failure-within-success",
]);

export function isFailureAlone(code: string): boolean {
  return FAILURES.has(code);
}

/** An attempt that is left out as a whole. Rows that failed within a snapshot are part of one that is counted. */
export function isUnusedAttempt(code: string): boolean {
  return !FAILURES.has(code) && !TOLD_ANYWAY.has(code) && code !== "failed-within-snapshot";
}

/** How many attempts failed that can be laid to nobody. What logs alone tell of is no attempt. */
export function failedAndLeftOut(rows: readonly LeftOutRow[]): number {
  return rows.reduce((sum, { label, failed }) => sum + (FAILURES.has(label) || TOLD_ANYWAY.has(label) ? 0 : failed), 0);
}

/** Unused though nothing is missing: a volume may move while it is backed up, a failure be made good within its attempt. */
export function isOrdinary(row: UnusedRow): boolean {
  return row.label === "moved-in-between" || row.label === "failure-within-success" || TOLD_ANYWAY.has(row.label);
}
