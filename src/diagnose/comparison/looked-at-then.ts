import { scpAttributesMissing } from "../../checks/scp-attributes-missing.ts";
import { scpConflictDuplicate } from "../../checks/scp-conflict-duplicate.ts";
import { scpDeleted } from "../../checks/scp-deleted.ts";
import { scpHandMade } from "../../checks/scp-hand-made.ts";
import { scpMissing } from "../../checks/scp-missing.ts";
import { scpStaleName } from "../../checks/scp-stale-name.ts";
import type { EarlierReport } from "../../evidence/index.ts";
import type { ConnectionPointWord, Subject } from "../../report/index.ts";
import { isSameName } from "./present-names.ts";

/** The checks of a host's connection point. */
export const POINT_CHECKS: ReadonlySet<string> = new Set(
  [scpMissing, scpDeleted, scpStaleName, scpHandMade, scpAttributesMissing, scpConflictDuplicate].map(
    ({ meta }) => meta.id,
  ),
);

/** Whether the earlier report would have told it, so that it is new: the check ran then and could tell. */
export function wasLookedAt(report: EarlierReport, check: string, { kind, name }: Subject): boolean {
  const status = report.checks.get(check);
  if (status !== "pass" && status !== "fail") return false;
  return kind !== "node" || !POINT_CHECKS.has(check) || isKnownPoint(pointThen(report, name));
}

/** By the name that the earlier report has; null: not audited then. */
export function pointThen({ connectionPoints }: EarlierReport, name: string): ConnectionPointWord | null {
  const found = [...connectionPoints].find(([host]) => isSameName(host, name));
  return found?.[1] ?? null;
}

/** Whether what is wrong with a connection point now would have been seen then. */
export function isKnownPoint(then: ConnectionPointWord | null): boolean {
  return then !== null && then !== "unknown";
}
