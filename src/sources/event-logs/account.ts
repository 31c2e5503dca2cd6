import type { Damage } from "../../formats/evtx/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { explainDefect, explainNoRecords } from "./path-problem.ts";

/** `damaged`: records came, but something in the log was not as it should be. `unreadable`: nothing came of the path. */
export type LogStatus = "complete" | "damaged" | "unreadable";

/** What came of one log, or of one given path that led to no log at all. */
export interface LogAccount {
  readonly path: string;
  readonly status: LogStatus;
  /** Every record found, whether it was selected or not. */
  readonly records: number;
  /** Records that were handed to the visitor. */
  readonly selected: number;
  /** Records found again behind damage; they count in `records` too. */
  readonly recovered: number;
  /** Records that could be read only in part. */
  readonly damaged: number;
  /** Time of the earliest and latest selected record in FILETIME ticks (100 ns since 1601, UTC); null without any. */
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** The channel for whose sake the log was left early (no clause of the selection wants it), else null. */
  readonly skippedChannel: string | null;
  /** Every damage counts; the first ones are listed. */
  readonly damages: { readonly count: number; readonly first: readonly Damage[] };
  /** What makes no damage but may matter: the log was open when it was copied, and the like. Bounded. */
  readonly remarks: readonly string[];
  /** One line each, without the path: remarks, then damages. Bounded. */
  readonly warnings: readonly string[];
  /** Why the path could not be read, or not to its end; null when nothing stood in the way. */
  readonly problem: Explanation | null;
  /** What the reader threw, when `problem` is a defect of the reader; for --debug. */
  readonly defect: unknown;
}

/** One damage in one line, without the log's path. May hold bytes of the log: not fit for a terminal as it is. */
export function describeDamage(damage: Damage): string {
  const record = damage.recordId === undefined ? "" : `, record ${damage.recordId}`;
  return `${damage.kind} at offset ${damage.offset}${record}: expected ${damage.expected}, found ${damage.found}`;
}

const LISTED_DAMAGES = 20;
const LISTED_REMARKS = 10;

/** Adds what follows from the counts: status and warnings; keeps the lists short. */
export function completeAccount(counted: Omit<LogAccount, "status" | "warnings">): LogAccount {
  const first = counted.damages.first.slice(0, LISTED_DAMAGES);
  const remarks = counted.remarks.slice(0, LISTED_REMARKS);
  const unlisted = counted.damages.count - first.length;
  return {
    ...counted,
    status: statusOf(counted),
    damages: { count: counted.damages.count, first },
    remarks,
    warnings: [...remarks, ...first.map(describeDamage), ...(unlisted > 0 ? [`${unlisted} more damages`] : [])],
  };
}

function statusOf({ problem, records, damages, damaged }: Omit<LogAccount, "status" | "warnings">): LogStatus {
  if (problem !== null) return records > 0 ? "damaged" : "unreadable";
  return damages.count > 0 || damaged > 0 ? "damaged" : "complete";
}

/** One account of a log that was read in ranges, from the accounts of the ranges in their order. */
export function joinAccounts(path: string, parts: readonly LogAccount[]): LogAccount {
  const sum = (count: (part: LogAccount) => number): number => parts.reduce((total, part) => total + count(part), 0);
  const records = sum((part) => part.records);
  const damageCount = sum((part) => part.damages.count);
  const [skippedChannel = null] = parts.map((part) => part.skippedChannel);
  return completeAccount({
    path,
    records,
    selected: sum((part) => part.selected),
    recovered: sum((part) => part.recovered),
    damaged: sum((part) => part.damaged),
    from: parts.reduce<bigint | null>(
      (least, { from }) => (least === null || (from !== null && from < least) ? from : least),
      null,
    ),
    to: parts.reduce<bigint | null>((most, { to }) => (most === null || (to !== null && to > most) ? to : most), null),
    skippedChannel: parts.every((part) => part.skippedChannel === skippedChannel) ? skippedChannel : null,
    damages: { count: damageCount, first: parts.flatMap((part) => part.damages.first) },
    remarks: [...new Set(parts.flatMap((part) => part.remarks))],
    problem:
      parts.find((part) => part.problem !== null)?.problem ??
      (records === 0 && damageCount > 0 ? explainNoRecords(path) : null),
    defect: parts.find((part) => part.defect !== null)?.defect ?? null,
  });
}

/** Of a path that led to no log. */
export function problemAccount(path: string, problem: Explanation): LogAccount {
  return { ...joinAccounts(path, []), status: "unreadable", problem };
}

/** Of a log, or a range of one, in which the reader itself failed. */
export function defectAccount(path: string, defect: unknown): LogAccount {
  return { ...problemAccount(path, explainDefect(path, defect)), defect };
}
